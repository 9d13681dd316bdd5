package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.storage.FaultProxy.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint's way: up in parts, down until the line is cut, and on from there. With
 * {@code -Dgrail.large.mebibytes=2048} it is a measurement of larger ones, see docs/performance.md.
 */
class LargeObjectTest {
    private static final int MEBIBYTES = Integer.getInteger("grail.large.mebibytes", 64);
    private static final long SIZE = (long) MEBIBYTES << 20;
    private static final int PART = 8 << 20;

    @TempDir
    Path folder;

    @Test
    void itGoesThereAndComesBackThroughACut() throws IOException {
        Path file = randomFile();
        Path target = folder.resolve("back");
        try (S3TestServer server = S3TestServer.onDisk(Files.createDirectory(folder.resolve("server")));
                FaultProxy line = FaultProxy.before(server.port())) {
            String name = server.bucket("large").bucket();
            try (Bucket bucket = open(server.port(), name, 4)) {
                Instant start = Instant.now();
                assertThat(bucket.putFile("checkpoint", file).size()).isEqualTo(SIZE);
                report("up, four parts at a time", start);
            }
            try (Bucket bucket = open(line.port(), name, 1)) {
                // the head and three parts, and then a line that breaks
                line.next(4, Fault.NONE);
                line.add(2, (request, answer) -> answer.cutTo(1000));
                assertThatThrownBy(() -> bucket.getFile("checkpoint", target, SIZE))
                        .isInstanceOf(StorageException.class);
            }
            try (Bucket bucket = open(line.port(), name, 4)) {
                line.clear();
                Instant start = Instant.now();
                assertThat(bucket.getFile("checkpoint", target, SIZE)).isTrue();
                report("down but for three parts, four at a time", start);
            }
            assertThat(line.requests()).as("the head and what was missing").hasSize(1 + (int) (SIZE / PART) - 3);
            assertThat(Files.mismatch(file, target)).isEqualTo(-1);
        }
    }

    private static Bucket open(int port, String name, int parallel) {
        S3Tuning tuning = new S3Tuning(Duration.ofSeconds(30), 2, Duration.ofMillis(5), PART, parallel);
        S3Location location = S3TestServer.location(port, name);
        return S3Bucket.open(location, Optional.of(S3TestServer.OWNER), Reach.LOCAL_TOO, tuning);
    }

    private static void report(String what, Instant start) {
        if (MEBIBYTES > 64) {
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
            System.out.printf(
                    Locale.ROOT, "%s: %d MiB in %.1f s, %.0f MB/s%n", what, MEBIBYTES, seconds, SIZE / seconds / 1e6);
        }
    }

    private Path randomFile() throws IOException {
        Path file = folder.resolve("checkpoint");
        Random random = new Random(64);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }
}
