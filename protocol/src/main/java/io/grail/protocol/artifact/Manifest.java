package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.HotkeyMap;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which updates were merged in a window, and what came out (docs/protocol.md, section Manifest).
 *
 * @param validator who merged and signs
 * @param rootBefore R_w
 * @param rootAfter R_{w+1}
 * @param entries in merge order, no hotkey twice
 * @param excluded valid updates that were kept out, each with the rule, the value and the threshold that decided it
 */
public record Manifest(
        RunId runId,
        Window window,
        Hotkey validator,
        Hash rootBefore,
        Hash rootAfter,
        List<Entry> entries,
        SortedMap<Hotkey, Finding> excluded) {
    /** As many as there are slots on a subnet. */
    public static final int MAX_ENTRIES = Uid.MAX + 1;

    /** Larger ones are refused unread: an entry has 72 bytes, an exclusion 49. */
    public static final int MAX_BYTES = 512 + (72 + 49) * MAX_ENTRIES;

    private static final String DOMAIN = "grail/manifest/2";

    public Manifest {
        entries = List.copyOf(entries);
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
        if (Math.max(entries.size(), excluded.size()) > MAX_ENTRIES) {
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
            if (excluded.containsKey(entry.hotkey())) {
                throw new IllegalArgumentException("hotkey " + entry.hotkey() + " is merged and kept out");
            }
        }
    }

    /** A manifest that keeps nobody out. */
    public Manifest(
            RunId runId, Window window, Hotkey validator, Hash rootBefore, Hash rootAfter, List<Entry> entries) {
        this(runId, window, validator, rootBefore, rootAfter, entries, new TreeMap<>());
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
        HotkeyMap.write(out, excluded, Finding::write);
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
        try {
            SortedMap<Hotkey, Finding> excluded = HotkeyMap.read(in, MAX_ENTRIES, Finding::read);
            in.end();
            return new Manifest(runId, window, validator, rootBefore, rootAfter, entries, excluded);
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
