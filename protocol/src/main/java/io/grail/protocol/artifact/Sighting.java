package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import java.util.Optional;

/**
 * What a validator saw of one update in its miner's bucket: the bytes it judged, named by their hashes, and the store's
 * testimony of when they came. An audit holds the bucket against it.
 *
 * @param envelope as it lay there at the deadline; empty if none was there, or none that could be read
 * @param opening as it lay there when the time to open was over; empty likewise
 */
public record Sighting(Optional<Seen> envelope, Optional<Seen> opening) {
    public static final Sighting NOTHING = new Sighting(Optional.empty(), Optional.empty());

    /**
     * One object.
     *
     * @param hash SHA-256 of its bytes
     * @param lastModifiedMillis as the store told it
     */
    public record Seen(Hash hash, long lastModifiedMillis) {
        public Seen {
            if (lastModifiedMillis < 0) {
                throw new IllegalArgumentException("put at " + lastModifiedMillis + " ms");
            }
        }

        /** The object with these bytes. */
        public static Seen of(byte[] bytes, long lastModifiedMillis) {
            return new Seen(Hash.sha256(bytes), lastModifiedMillis);
        }
    }

    public static Sighting of(Seen envelope) {
        return new Sighting(Optional.of(envelope), Optional.empty());
    }

    /** With the opening that came later. */
    public Sighting with(Seen later) {
        return new Sighting(envelope, Optional.of(later));
    }

    /** For each of the two: bool whether it was there, then hash and u64 of milliseconds if it was. */
    public void write(CanonicalWriter out) {
        write(out, envelope);
        write(out, opening);
    }

    /** The inverse of {@link #write}; total. */
    public static Sighting read(CanonicalReader in) {
        return new Sighting(readSeen(in), readSeen(in));
    }

    private static void write(CanonicalWriter out, Optional<Seen> seen) {
        out.bool(seen.isPresent());
        seen.ifPresent(object -> out.hash(object.hash).u64(object.lastModifiedMillis));
    }

    private static Optional<Seen> readSeen(CanonicalReader in) {
        return in.bool() ? Optional.of(new Seen(in.hash(), in.nonNegative())) : Optional.empty();
    }
}
