package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which updates were merged in a window, and what came out (docs/protocol.md, section Manifest).
 *
 * @param validator who merged and signs
 * @param rootBefore R_w
 * @param rootAfter R_{w+1}
 * @param entries in merge order, no hotkey twice
 */
public record Manifest(
        RunId runId, Window window, Hotkey validator, Hash rootBefore, Hash rootAfter, List<Entry> entries) {
    /** As many as there are slots on a subnet. */
    public static final int MAX_ENTRIES = Uid.MAX + 1;

    /** Larger ones are refused unread: every entry has 72 bytes. */
    public static final int MAX_BYTES = 512 + 72 * MAX_ENTRIES;

    private static final String DOMAIN = "grail/manifest/1";

    public Manifest {
        entries = List.copyOf(entries);
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries, more than " + MAX_ENTRIES);
        }
        if (entries.isEmpty() && !rootBefore.equals(rootAfter)) {
            throw new IllegalArgumentException("nothing merged, and yet two roots: " + rootBefore + ", " + rootAfter);
        }
        Set<Hotkey> hotkeys = new HashSet<>();
        for (Entry entry : entries) {
            if (!hotkeys.add(entry.hotkey())) {
                throw new IllegalArgumentException("hotkey " + entry.hotkey() + " is listed twice");
            }
        }
    }

    /**
     * One merged update.
     *
     * @param payloadLength in bytes
     */
    public record Entry(Hotkey hotkey, Hash payloadHash, long payloadLength) {
        public Entry {
            if (payloadLength < 0) {
                throw new IllegalArgumentException("a payload of " + payloadLength + " bytes");
            }
        }
    }

    /** The manifest as it is put into a bucket; {@code signer} is the validator's key pair. */
    public byte[] sign(Keypair signer) {
        CanonicalWriter out = new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .fixed(validator.bytes())
                .hash(rootBefore)
                .hash(rootAfter)
                .u32(entries.size());
        for (Entry entry : entries) {
            out.fixed(entry.hotkey().bytes()).hash(entry.payloadHash()).u64(entry.payloadLength());
        }
        return Signed.sign(out.toByteArray(), signer);
    }

    /**
     * Reads a manifest and checks that the validator that it names has signed it; {@link ManifestCheck} checks the rest.
     *
     * @throws MalformedException if the bytes are no manifest, or not signed by the validator that they name
     */
    public static Manifest parse(byte[] signed) {
        Manifest manifest = readUnverified(signed);
        if (!manifest.isSigned(signed)) {
            throw new MalformedException(
                    "a signature that is not " + manifest.validator + "'s", "the validator's signature");
        }
        return manifest;
    }

    /** Reads a manifest; who signed it is still to be checked. */
    static Manifest readUnverified(byte[] signed) {
        CanonicalReader in = new CanonicalReader(Signed.body(signed));
        in.expectText(DOMAIN);
        RunId runId = new RunId(in.hash());
        Window window = new Window(in.nonNegative());
        Hotkey validator = Hotkey.of(in.fixed(AccountId.LENGTH));
        Hash rootBefore = in.hash();
        Hash rootAfter = in.hash();
        int count = in.count(MAX_ENTRIES);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(Hotkey.of(in.fixed(AccountId.LENGTH)), in.hash(), in.nonNegative()));
        }
        in.end();
        try {
            return new Manifest(runId, window, validator, rootBefore, rootAfter, entries);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(
                    String.valueOf(e.getMessage()), "each hotkey once, and one root where nothing is merged");
        }
    }

    /** Whether these bytes, which this manifest was read from, bear the signature of the validator that it names. */
    boolean isSigned(byte[] signed) {
        return Signed.isBy(validator.account(), signed);
    }
}
