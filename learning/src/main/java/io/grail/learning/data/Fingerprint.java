package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Collects what tells one state of some files from another without reading them. */
final class Fingerprint {
    private final MessageDigest digest = Hash.newSha256();

    Fingerprint add(Path file) throws IOException {
        return add(file.toString())
                .add(Files.size(file))
                .add(Files.getLastModifiedTime(file).toMillis());
    }

    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    Fingerprint add(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    Hash hash() {
        return Hash.of(digest.digest());
    }
}
