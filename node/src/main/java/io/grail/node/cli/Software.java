package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.learning.model.LanguageModel;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.storage.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What runs here, in one hash: results of one build are not taken for those of another. */
final class Software {
    /** One of each module. */
    private static final List<Class<?>> MODULES =
            List.of(Hash.class, Chain.class, Bucket.class, LanguageModel.class, Software.class);

    private Software() {}

    /** Over all classes and resources of Grail's own; libraries are pinned by them. */
    static Hash hash() {
        CanonicalWriter all = new CanonicalWriter();
        try {
            for (Class<?> module : MODULES) {
                Path place = Path.of(module.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        all.hash(Hash.sha256(Files.readAllBytes(file)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read Grail's own classes", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Hash.sha256(all.toByteArray());
    }
}
