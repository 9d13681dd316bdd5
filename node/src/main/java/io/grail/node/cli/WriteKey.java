package io.grail.node.cli;

import io.grail.storage.S3Key;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Finds the key that may write to one's own bucket; it is never printed and never part of a location. */
final class WriteKey {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private record Names(String id, String secret) {}

    private static final List<Names> VARIABLES = List.of(
            new Names("GRAIL_S3_WRITE_KEY_ID", "GRAIL_S3_WRITE_SECRET"),
            new Names("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));

    private WriteKey() {}

    /**
     * The key of the file, if one is named, else of the environment.
     *
     * @throws UsageException saying where a key is looked for
     */
    static S3Key find(Optional<Path> file, Map<String, String> environment) {
        if (file.isPresent()) {
            return of(file.get());
        }
        for (Names names : VARIABLES) {
            String id = environment.getOrDefault(names.id(), "");
            String secret = environment.getOrDefault(names.secret(), "");
            if (!id.isEmpty() || !secret.isEmpty()) {
                return key(id, secret, names.id() + " and " + names.secret());
            }
        }
        throw new UsageException("writing to one's own bucket needs a key: name its file with --bucket-key, or set "
                + VARIABLES.get(0).id() + " and " + VARIABLES.get(0).secret());
    }

    private static S3Key of(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            requirePrivate(file);
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read --bucket-key " + file, e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + " is not of lines aws_access_key_id=… and aws_secret_access_key=…");
        }
        return key(
                properties.getProperty("aws_access_key_id", ""),
                properties.getProperty("aws_secret_access_key", ""),
                file.toString());
    }

    private static void requirePrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Collection<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(permissions)) {
                throw new UsageException("others may read the secret in " + file + ": chmod 600 " + file);
            }
        }
    }

    private static S3Key key(String id, String secret, String where) {
        try {
            return new S3Key(id, secret);
        } catch (IllegalArgumentException e) {
            throw new UsageException(where + ": " + e.getMessage());
        }
    }
}
