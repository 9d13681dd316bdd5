package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
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
        Set<Hotkey> hotkeys = new HashSet<>();
        for (Entry entry : entries) {
            if (!hotkeys.add(entry.hotkey())) {
                throw new IllegalArgumentException("hotkey " + entry.hotkey() + " is listed twice");
            }
        }
    }

    /** One merged update. */
    public record Entry(Hotkey hotkey, Hash payloadHash, long payloadLength) {}

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
     * Reads a manifest and checks its signature.
     *
     * @throws MalformedException if the bytes are no manifest, or not signed by the validator that they name
     */
    public static Manifest parse(byte[] signed) {
        CanonicalReader in = new CanonicalReader(Signed.body(signed));
        in.expectText(DOMAIN);
        RunId runId = new RunId(in.hash());
        Window window = new Window(in.nonNegative());
        Hotkey validator = Hotkey.of(in.fixed(32));
        Hash rootBefore = in.hash();
        Hash rootAfter = in.hash();
        int count = in.count(MAX_ENTRIES);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(Hotkey.of(in.fixed(32)), in.hash(), in.nonNegative()));
        }
        in.end();
        if (!Signed.isBy(validator.account(), signed)) {
            throw new MalformedException("a signature that is not " + validator + "'s", "the validator's signature");
        }
        try {
            return new Manifest(runId, window, validator, rootBefore, rootAfter, entries);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()), "each hotkey once");
        }
    }
}
