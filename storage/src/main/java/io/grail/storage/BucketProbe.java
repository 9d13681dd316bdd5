package io.grail.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** Proves that a bucket does what a node needs of it: writes, reads and deletes a few objects of its own. */
public final class BucketProbe {
    /** Deadlines are held against the store's clock, so a store whose clock is further off costs its owner windows. */
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(5);

    private static final int LARGE = 8 << 20;
    private static final byte[] SMALL = {1, 2, 3, 4, 5, 6, 7, 8};

    private final Bucket own;
    private final Bucket reader;
    private final Optional<Bucket> intruder;
    private final String prefix = "grail-bucket-test/" + UUID.randomUUID() + "/";
    private final List<Finding> findings = new ArrayList<>();
    private final Consumer<Finding> listener;

    /**
     * Probes through three doors.
     *
     * @param own opened with the owner's key
     * @param reader opened as others open it
     * @param intruder opened for writing with the key that others have; empty where there is none to try
     * @param listener told of each check when it is done
     */
    public BucketProbe(Bucket own, Bucket reader, Optional<Bucket> intruder, Consumer<Finding> listener) {
        this.own = own;
        this.reader = reader;
        this.intruder = intruder;
        this.listener = listener;
    }

    /**
     * What one check found.
     *
     * @param found what was seen or, if it did not pass, what is wrong and what to do
     */
    public record Finding(String check, boolean passed, String found) {}

    /** Says what was seen, or throws a {@link StorageException} that says what is wrong. */
    private interface Check {
        String look();
    }

    /** Makes all checks; what it put is deleted again, whatever they find. */
    public List<Finding> run() {
        String key = prefix + "small";
        if (!check("put", () -> own.put(key, SMALL).size() + " bytes")) {
            return List.copyOf(findings); // nothing else could be told from this
        }
        try {
            check("clock", () -> clock(key));
            check(
                    "head",
                    () -> "ETag "
                            + own.head(key).orElseThrow(() -> lost("head")).etag());
            check("get", () -> equal(SMALL, own.get(key, SMALL.length), "get"));
            check("range", () -> equal(new byte[] {3, 4}, own.getRange(key, 2, 2), "a ranged get"));
            check("list", () -> listed(key));
            check("others read", () -> equal(SMALL, reader.get(key, SMALL.length), "a get by the readers' key"));
            check("others list", () -> reader.list(prefix, "", 10).size() + " objects");
            intruder.ifPresent(bucket -> check("others cannot write", () -> refused(bucket)));
            check("upload", this::upload);
            check("download", this::download);
        } finally {
            check("delete", () -> deleted(key));
        }
        return List.copyOf(findings);
    }

    private boolean check(String name, Check check) {
        Finding finding;
        try {
            finding = new Finding(name, true, check.look());
        } catch (StorageException e) {
            finding = new Finding(name, false, String.valueOf(e.getMessage()));
        }
        findings.add(finding);
        listener.accept(finding);
        return finding.passed();
    }

    private String clock(String key) {
        Instant before = Instant.now();
        Instant stored = own.put(key, SMALL).lastModified();
        Duration behind = Duration.between(stored, before);
        Duration ahead = Duration.between(Instant.now(), stored);
        Duration skew = behind.compareTo(ahead) > 0 ? behind : ahead;
        if (skew.compareTo(TOLERATED_SKEW) > 0) {
            throw new StorageException("the store's clock is " + skew.toSeconds() + " s "
                    + (skew.equals(behind) ? "behind" : "ahead of") + " this machine's: set this machine's clock, for"
                    + " instance by NTP; if it is the store's that is wrong, use another store");
        }
        return "the store's and this machine's agree to " + TOLERATED_SKEW.toSeconds() + " s";
    }

    private String equal(byte[] wanted, Optional<byte[]> found, String how) {
        if (!Arrays.equals(wanted, found.orElseThrow(() -> lost(how)))) {
            throw new StorageException(how + " gives other bytes than were put; use another store");
        }
        return wanted.length + " bytes";
    }

    private String listed(String key) {
        List<StoredObject> found = own.list(prefix, "", 10);
        if (found.stream().noneMatch(object -> object.key().equals(key))) {
            throw lost("list");
        }
        return found.size() + " objects";
    }

    private String refused(Bucket bucket) {
        String open = "the readers' key, which everybody sees, can write here: make one that may only read"
                + " (R2: Object Read only) and name that in the location";
        try {
            bucket.put(prefix + "intruder", SMALL);
        } catch (StorageException refusal) {
            try {
                bucket.delete(prefix + "nothing");
            } catch (StorageException second) {
                return "put and delete are refused";
            }
            throw new StorageException(open.replace("write", "delete"));
        }
        own.delete(prefix + "intruder");
        throw new StorageException(open);
    }

    private String upload() {
        byte[] body = large();
        Instant start = Instant.now();
        own.put(prefix + "large", body);
        return rate(start);
    }

    private String download() {
        Instant start = Instant.now();
        equal(large(), reader.get(prefix + "large", LARGE), "a get of 8 MiB");
        return rate(start);
    }

    private static String rate(Instant start) {
        double seconds = Math.max(1e-3, Duration.between(start, Instant.now()).toNanos() / 1e9);
        return String.format(Locale.ROOT, "8 MiB at %.1f MB/s", LARGE / seconds / 1e6);
    }

    private static byte[] large() {
        byte[] body = new byte[LARGE];
        new Random(8).nextBytes(body);
        return body;
    }

    private String deleted(String key) {
        own.delete(prefix + "large");
        own.delete(key);
        if (own.head(key).isPresent()) {
            throw new StorageException("an object is still there after it was deleted; use another store");
        }
        return "all that was put is gone";
    }

    private static StorageException lost(String how) {
        return new StorageException(how + " does not show an object that was just put; use a store that does at once");
    }
}
