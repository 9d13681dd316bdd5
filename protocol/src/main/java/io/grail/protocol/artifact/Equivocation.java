package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import java.util.Arrays;

/**
 * Two manifests of one window, signed by one validator: proof that it says different things to different people, which
 * anybody can check from these bytes alone (docs/protocol.md, section Equivocation). Immutable by agreement.
 */
public final class Equivocation {
    /** Larger ones are refused unread: two manifests and what says so. */
    public static final int MAX_BYTES = 64 + 2 * Manifest.MAX_BYTES;

    private static final String DOMAIN = "grail/equivocation/1";

    private final byte[] lower;
    private final byte[] higher;
    private final Manifest manifest;

    private Equivocation(byte[] lower, byte[] higher, Manifest manifest) {
        this.lower = lower;
        this.higher = higher;
        this.manifest = manifest;
    }

    /**
     * The proof that two manifests' files make, in either order.
     *
     * @throws MalformedException if they prove nothing, and why
     */
    public static Equivocation of(byte[] one, byte[] other) {
        Manifest a = Manifest.parse(one);
        Manifest b = Manifest.parse(other);
        require(!Arrays.equals(one, other), "the same file twice", "two different files");
        require(a.validator().equals(b.validator()), "files of two validators", "two files of one validator");
        require(a.runId().equals(b.runId()), "files of two runs", "two files of one run");
        require(a.window().equals(b.window()), "files of two windows", "two files of one window");
        boolean ordered = Arrays.compareUnsigned(one, other) < 0;
        return new Equivocation(ordered ? one : other, ordered ? other : one, a);
    }

    /**
     * The inverse of {@link #bytes()}: checks the proof.
     *
     * @throws MalformedException if the bytes prove nothing, and why
     */
    public static Equivocation parse(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        in.expectText(DOMAIN);
        byte[] lower = in.variable(Manifest.MAX_BYTES);
        byte[] higher = in.variable(Manifest.MAX_BYTES);
        in.end();
        require(Arrays.compareUnsigned(lower, higher) < 0, "files in descending order", "the lower file first");
        return of(lower, higher);
    }

    /** The one byte string that these two files make. */
    public byte[] bytes() {
        return new CanonicalWriter()
                .text(DOMAIN)
                .variable(lower)
                .variable(higher)
                .toByteArray();
    }

    /** The file with the lower bytes, as it was signed; not a copy. */
    public byte[] lower() {
        return lower;
    }

    /** The other file; not a copy. */
    public byte[] higher() {
        return higher;
    }

    /** What the lower file says: run, window and validator are those of both. */
    public Manifest manifest() {
        return manifest;
    }

    private static void require(boolean holds, String found, String allowed) {
        if (!holds) {
            throw new MalformedException(found, allowed);
        }
    }
}
