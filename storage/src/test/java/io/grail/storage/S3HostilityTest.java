package io.grail.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.storage.FaultProxy.Answer;
import io.grail.storage.FaultProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that wants to harm who asks it: by answers that never end, that are no answers, or that fill the heap. */
class S3HostilityTest {
    private static final byte[] BODY = new byte[1000];
    private static final S3Tuning PATIENT = new S3Tuning(Duration.ofMinutes(1), 1, Duration.ofMillis(1), 5 << 20, 1);
    /** An attempt of these has a fifth of a second, and both together less than one. */
    private static final S3Tuning IMPATIENT = new S3Tuning(Duration.ofMillis(100), 2, Duration.ofMillis(1), 5 << 20, 1);

    private S3TestServer server;
    private FaultProxy store;
    private String name;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        server = S3TestServer.start();
        store = FaultProxy.before(server.port());
        name = server.bucket("hostile").bucket();
        try (Bucket bucket = open(PATIENT)) {
            bucket.put("k", BODY);
        }
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    private Bucket open(S3Tuning tuning) {
        S3Location location = S3TestServer.location(store.port(), name);
        return S3Bucket.open(location, Optional.of(S3TestServer.OWNER), Reach.LOCAL_TOO, tuning);
    }

    @Test
    void anAnswerByDripsEndsAtTheDeadline() {
        // At 20 ms a byte the head takes seconds and the body 20 s, yet no pause is long.
        for (int prompt : new int[] {0, 5, 600}) {
            store.next(2, (request, answer) -> answer.slowAfter(prompt));
            try (Bucket bucket = open(IMPATIENT)) {
                assertThatThrownBy(() -> bucket.get("k", 1000))
                        .as("slow after %d bytes", prompt)
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("no whole answer in time");
            }
        }
    }

    @Test
    void aHeadWithoutEndIsRefused() {
        String line = "x".repeat(1 << 20);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append("X-").append(i).append(": 1\r\n");
        }
        List<Fault> faults = List.of(
                (request, answer) -> answer.with("X-Long", line),
                (request, answer) -> answer.with(line, "1"),
                (request, answer) -> answer.with("X", "1\r\n" + lines + "Y: 1"),
                (request, answer) -> new Answer("HTTP/1.1 200 " + line + "\r\n\r\n", new byte[0]),
                (request, answer) -> new Answer(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        ("1;" + line + "\r\nx\r\n0\r\n\r\n").getBytes(ISO_8859_1)));
        try (Bucket bucket = open(PATIENT)) {
            for (Fault fault : faults) {
                store.next(fault);
                assertThatThrownBy(() -> bucket.list("", "", 10))
                        .isInstanceOf(StorageException.class)
                        .hasStackTraceContaining("MessageConstraintException");
            }
        }
    }

    @Test
    void aReaderThatIsInterruptedStopsAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        store.next(2, (request, answer) -> {
            asked.countDown();
            return new Answer("", BODY);
        });
        try (Bucket bucket = open(PATIENT)) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    bucket.get("k", 1000);
                } catch (RuntimeException e) {
                    end.complete(Thread.currentThread().isInterrupted() ? e : new IllegalStateException("swallowed"));
                }
            });
            asked.await();
            reader.interrupt();
            assertThat(reader.join(Duration.ofSeconds(30)))
                    .as("long before the silence is too long")
                    .isTrue();
            assertThat(end.join()).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void aClosedBucketSaysSo() {
        Bucket bucket = open(PATIENT);
        bucket.close();
        assertThatThrownBy(() -> bucket.get("k", 1000)).isInstanceOf(StorageException.class);
    }

    @Test
    void nonsenseIsRefusedAndNeverAFaultOfOurs() {
        try (Bucket bucket = open(PATIENT)) {
            for (int round = 0; round < 300; round++) {
                Random random = new Random(round);
                store.next(2, (request, answer) -> spoilt(answer, random));
                String which = "round " + round;
                try {
                    use(bucket, round);
                } catch (StorageException e) {
                    assertThat(e).as(which).hasMessageContaining("127.0.0.1");
                } catch (RuntimeException e) {
                    throw new AssertionError(which, e);
                }
            }
        }
    }

    private void use(Bucket bucket, int round) {
        switch (round % 6) {
            case 0 -> bucket.head("k");
            case 1 -> bucket.get("k", 1000);
            case 2 -> bucket.getRange("k", 10, 10);
            case 3 -> bucket.list("", "", 10);
            case 4 -> bucket.put("k", BODY);
            default -> bucket.getFile("k", folder.resolve("target"), 1000);
        }
    }

    private static Answer spoilt(Answer answer, Random random) {
        String[] values = {"", "-1", "abc", "9999999999999999999", "bytes */0", "\u0000\u00ff", "2".repeat(300), "\""};
        String[] headers = {"Content-Length", "Last-Modified", "ETag", "Content-Range", "Date", "Content-Type"};
        byte[] body = answer.body().clone();
        if (random.nextBoolean() && body.length > 0) {
            for (int i = 0; i < 3; i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            return new Answer(answer.head(), body);
        }
        String header = headers[random.nextInt(headers.length)];
        return new Answer(
                answer.with(header, values[random.nextInt(values.length)]).head(), body);
    }
}
