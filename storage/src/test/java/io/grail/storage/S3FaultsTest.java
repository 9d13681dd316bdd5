package io.grail.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grail.storage.FaultProxy.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails, lies, stalls or changes its mind. */
class S3FaultsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PART = 5 << 20;
    private static final int ATTEMPTS = 3;
    private static final S3Tuning TUNING =
            new S3Tuning(Duration.ofSeconds(15), ATTEMPTS, Duration.ofMillis(5), PART, 2);
    private static final S3Tuning ONE_BY_ONE =
            new S3Tuning(Duration.ofSeconds(15), ATTEMPTS, Duration.ofMillis(5), PART, 1);
    private static final byte[] BODY = {1, 2, 3, 4, 5, 6, 7, 8};

    private static S3TestServer server;

    @TempDir
    Path folder;

    private String name;
    private FaultProxy faults;
    private Bucket bucket;

    @BeforeAll
    static void start() {
        server = S3TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        name = server.bucket("faulty-" + NUMBER.incrementAndGet()).bucket();
        faults = FaultProxy.before(server.port());
        bucket = open(faults.port(), TUNING);
        bucket.put("k", BODY);
    }

    private Bucket open(int port, S3Tuning tuning) {
        S3Location location = S3TestServer.location(port, name);
        return S3Bucket.open(location, Optional.of(S3TestServer.OWNER), Reach.LOCAL_TOO, tuning);
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
        faults.close();
    }

    @Test
    void whatFailsForTheMomentIsAskedAgain() {
        faults.next(Fault.answer("500 Internal", "InternalError"), Fault.answer("503 Slow", "SlowDown"));
        assertThat(bucket.get("k", 8)).hasValue(BODY);
        assertThat(faults.requests()).hasSize(3);

        faults.next(Fault.answer("429 Too Many", "TooManyRequests"));
        assertThat(bucket.put("k2", BODY).size()).isEqualTo(8);
    }

    @Test
    void whatGoesOnFailingIsNamedAfterSomeAttempts() {
        faults.next(ATTEMPTS, Fault.answer("503 Slow", "SlowDown"));
        assertThatThrownBy(() -> bucket.get("k", 8))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("503 SlowDown")
                .hasMessageContaining("slow down");
        assertThat(faults.requests()).hasSize(ATTEMPTS);

        faults.next(ATTEMPTS, Fault.answer("502 Bad", "BadGateway"));
        assertThatThrownBy(() -> bucket.list("", "", 1)).hasMessageContaining("fault is the store's");
    }

    @Test
    void aBodyThatBreaksOffIsAskedForAgain() {
        faults.next((request, answer) -> answer.cutTo(5));
        assertThat(bucket.get("k", 8)).hasValue(BODY);

        faults.next(ATTEMPTS, (request, answer) -> answer.cutTo(5));
        assertThatThrownBy(() -> bucket.get("k", 8))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void silenceEndsAndIsNamed() {
        faults.next(2 * ATTEMPTS, Fault.STALL);
        S3Tuning impatient = new S3Tuning(Duration.ofMillis(100), ATTEMPTS, TUNING.backoff(), PART, 1);
        try (Bucket asked = open(faults.port(), impatient)) {
            assertThatThrownBy(() -> asked.head("k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("no whole answer");
        }
    }

    @Test
    void whoIsInterruptedDoesNotWaitForAStoreThatIsSilent() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        faults.next((request, answer) -> {
            asked.countDown();
            return Fault.STALL.spoil(request, answer);
        });
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> end.complete(catchThrowable(() -> bucket.get("k", 8))));
        asked.await();

        asking.interrupt();

        assertThat(end)
                .succeedsWithin(TUNING.silence().dividedBy(2))
                .isInstanceOf(StorageException.class)
                .isNotInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aLieAboutLengthNeverMakesBytesThatAreNot() {
        faults.next(ATTEMPTS, (request, answer) -> answer.with("Content-Length", "4000000000"));
        assertThatThrownBy(() -> bucket.get("k", 8)).isInstanceOf(ObjectTooLargeException.class);

        faults.next(ATTEMPTS, (request, answer) -> answer.with("Content-Length", "9"));
        assertThatThrownBy(() -> bucket.get("k", 9))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("broke off");

        faults.next(ATTEMPTS, (request, answer) -> answer.with("Content-Length", "-1"));
        assertThatThrownBy(() -> bucket.get("k", 9)).isInstanceOf(StorageException.class);
    }

    @Test
    void aRangeThatWasNotAskedForIsRefused() {
        faults.next((request, answer) -> answer.with("Content-Range", "bytes 0-3/8"));
        assertThatThrownBy(() -> bucket.getRange("k", 4, 4))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("range that was asked for");
    }

    @Test
    void redirectsAreNotFollowed() {
        faults.next((request, answer) ->
                FaultProxy.Answer.error("307 Elsewhere", "TemporaryRedirect").with("Location", "http://127.0.0.1:1/x"));
        assertThatThrownBy(() -> bucket.get("k", 8))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("redirects are not followed");
        assertThat(faults.requests()).hasSize(1);
    }

    @Test
    void clocksThatDifferAreNamed() {
        faults.next(
                ATTEMPTS,
                (request, answer) -> FaultProxy.Answer.error("403 Forbidden", "RequestTimeTooSkewed")
                        .with("Date", "Fri, 01 Jan 2100 00:00:00 GMT"));
        assertThatThrownBy(() -> bucket.get("k", 8))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("RequestTimeTooSkewed")
                .hasMessageContaining("behind the store's")
                .hasMessageContaining("NTP");
    }

    @Test
    void aStoreThatShowsLateWhatItTookIsLookedAtAgain() {
        faults.next(Fault.NONE, Fault.answer("404 Not Found", "NoSuchKey"), Fault.answer("404 Not Found", "NoSuchKey"));
        assertThat(bucket.put("late", BODY).key()).isEqualTo("late");

        StoredObject old = bucket.head("k").orElseThrow();
        faults.next(Fault.NONE, (request, answer) -> answer.with("ETag", old.etag()));
        assertThat(bucket.put("k", new byte[] {9}).etag()).isNotEqualTo(old.etag());
    }

    @Test
    void aListingOutOfOrderOrTooLargeIsRefused() {
        String padded = "<ListBucketResult>" + " ".repeat(5 << 20) + "</ListBucketResult>";
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + padded.length() + "\r\n\r\n";
        faults.next(ATTEMPTS, (request, answer) -> new FaultProxy.Answer(head, padded.getBytes(ISO_8859_1)));
        assertThatThrownBy(() -> bucket.list("", "", 10)).isInstanceOf(StorageException.class);

        faults.clear();
        bucket.put("a", BODY);
        faults.next((request, answer) -> answer);
        assertThat(bucket.list("", "", 10)).hasSize(2);
        faults.next((request, answer) -> renamed(answer, "<Key>a</Key>", "<Key>z</Key>"));
        assertThatThrownBy(() -> bucket.list("", "", 10)).hasMessageContaining("order of keys");
        faults.next((request, answer) -> renamed(answer, "<Key>a</Key>", "<Key>x/</Key>"));
        assertThatThrownBy(() -> bucket.list("", "", 10)).isInstanceOf(StorageException.class);
    }

    private static FaultProxy.Answer renamed(FaultProxy.Answer answer, String from, String to) {
        String body = new String(answer.body(), ISO_8859_1).replace(from, to);
        byte[] bytes = body.getBytes(ISO_8859_1);
        boolean chunked = answer.head().toLowerCase(Locale.ROOT).contains("chunked");
        // a chunk's length stands before it, so the name keeps its length where the answer is chunked
        assertThat(chunked && from.length() != to.length()).isFalse();
        return new FaultProxy.Answer(
                answer.with("Content-Length", "" + bytes.length).head(), bytes);
    }

    @Test
    void anInterruptedDownloadGoesOnWhereItWas() throws IOException {
        Path file = randomFile(4 * PART + 17);
        bucket.putFile("large", file);
        Path target = folder.resolve("back");
        // the head, two parts, and then a store that is gone
        faults.next(3, Fault.NONE);
        faults.add(ATTEMPTS, Fault.answer("500 Internal", "InternalError"));
        try (Bucket reader = open(faults.port(), ONE_BY_ONE)) {
            assertThatThrownBy(() -> reader.getFile("large", target, Long.MAX_VALUE))
                    .isInstanceOf(StorageException.class);
        }
        assertThat(target).doesNotExist();

        faults.clear();
        assertThat(bucket.getFile("large", target, Long.MAX_VALUE)).isTrue();
        assertThat(faults.requests())
                .as("the head and the three parts that were missing")
                .hasSize(4);
        assertThat(Files.mismatch(file, target)).isEqualTo(-1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void partsThatACrashSpoiltAreFetchedAgain() throws IOException {
        Path file = randomFile(2 * PART + 1);
        bucket.putFile("large", file);
        Path target = folder.resolve("back");
        faults.next(2, Fault.NONE);
        faults.add(ATTEMPTS, Fault.answer("500 Internal", "InternalError"));
        try (Bucket reader = open(faults.port(), ONE_BY_ONE)) {
            assertThatThrownBy(() -> reader.getFile("large", target, Long.MAX_VALUE))
                    .isInstanceOf(StorageException.class);
        }
        Path partial;
        try (var left = Files.list(folder)) {
            partial = left.filter(path -> path.toString().endsWith(".partial"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = new byte[PART];
        Files.write(partial, bytes); // as a disk shows a file whose blocks were never written

        faults.clear();
        assertThat(bucket.getFile("large", target, Long.MAX_VALUE)).isTrue();
        assertThat(Files.mismatch(file, target)).isEqualTo(-1);
    }

    @Test
    void anObjectThatChangesMidwayIsFetchedAnewAndNeverMixed() throws IOException {
        bucket.putFile("large", randomFile(2 * PART));
        Path newer = randomFile(2 * PART + 5);
        // the head, then the first part, after which the owner puts another object
        faults.next(Fault.NONE, (request, answer) -> {
            try (Bucket owner = open(server.port(), TUNING)) {
                owner.putFile("large", newer);
            }
            return answer;
        });
        Path target = folder.resolve("back");
        try (Bucket reader = open(faults.port(), ONE_BY_ONE)) {
            assertThat(reader.getFile("large", target, Long.MAX_VALUE)).isTrue();
        }
        assertThat(faults.requests())
                .filteredOn(request -> request.startsWith("HEAD"))
                .hasSize(2);
        assertThat(Files.mismatch(newer, target)).isEqualTo(-1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anotherTagIsAnotherObject() throws IOException {
        bucket.putFile("large", randomFile(PART + 1));
        faults.next(Fault.NONE);
        faults.add(
                20,
                (request, answer) ->
                        request.startsWith("GET") ? answer.with("ETag", "\"" + "0".repeat(32) + "\"") : answer);
        assertThatThrownBy(() -> bucket.getFile("large", folder.resolve("back"), Long.MAX_VALUE))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("changed 3 times");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anUploadWhoseLastAnswerWasLostIsThere() throws IOException {
        Path file = randomFile(PART + 3);
        // begun, two parts, and the completion, whose answer is lost on the way
        faults.next(3, Fault.NONE);
        faults.add(1, Fault.answer("500 Internal", "InternalError"));
        assertThat(bucket.putFile("large", file).size()).isEqualTo(PART + 3);
        assertThat(faults.requests())
                .filteredOn(request -> request.startsWith("DELETE"))
                .isEmpty();
    }

    @Test
    void aFailedUploadLeavesNeitherObjectNorParts() throws IOException {
        Path file = randomFile(2 * PART);
        faults.next(Fault.NONE);
        faults.add(
                2 * ATTEMPTS,
                (request, answer) ->
                        request.startsWith("PUT") ? FaultProxy.Answer.error("500 Internal", "InternalError") : answer);
        assertThatThrownBy(() -> bucket.putFile("large", file)).isInstanceOf(StorageException.class);

        assertThat(faults.requests().getLast())
                .as("the last request throws the parts away")
                .startsWith("DELETE");
        assertThat(bucket.head("large")).isEmpty();
    }

    private Iterable<Path> leftovers() throws IOException {
        try (var left = Files.list(folder)) {
            return left.filter(path -> path.getFileName().toString().startsWith("~"))
                    .toList();
        }
    }

    private Path randomFile(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve("file-" + size), bytes);
    }
}
