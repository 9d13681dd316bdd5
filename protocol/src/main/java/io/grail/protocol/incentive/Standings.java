package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a validator remembers of all miners: an immutable fold over evidence (docs/incentive.md).
 *
 * <p>Exact: equal evidence gives equal bits on any machine, whether or not the standings were stored and restored in
 * between.
 *
 * @param byHotkey at most 256, ascending
 * @param next the first window that is not folded in yet
 */
public record Standings(SortedMap<Hotkey, Standing> byHotkey, Window next) {
    private static final int MAX_MINERS = Uid.MAX + 1;
    private static final byte[] MAGIC = "grail/standings/".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    public Standings {
        byHotkey = Collections.unmodifiableSortedMap(new TreeMap<>(byHotkey));
        if (byHotkey.size() > MAX_MINERS) {
            throw new IllegalArgumentException("at most " + MAX_MINERS + " miners, got " + byHotkey.size());
        }
    }

    /** Before anything is known. */
    public static Standings empty() {
        return new Standings(new TreeMap<>(), new Window(0));
    }

    public Optional<Standing> of(Hotkey hotkey) {
        return Optional.ofNullable(byHotkey.get(hotkey));
    }

    /**
     * Folds one window in. Windows may be left out, but never go back.
     *
     * @throws IllegalArgumentException if the window, or a later one, is folded in already
     */
    public Assessment after(WindowEvidence evidence, IncentiveConfig config) {
        if (evidence.window().compareTo(next) < 0) {
            throw new IllegalArgumentException(
                    "window " + evidence.window() + " is folded in already; the next is " + next);
        }
        return new Fold(byHotkey, evidence, config).assessment();
    }

    /** After weights were set: a new period of earnings begins. */
    public Standings paid() {
        SortedMap<Hotkey, Standing> after = new TreeMap<>();
        byHotkey.forEach((hotkey, standing) -> after.put(hotkey, standing.paid()));
        return new Standings(after, next);
    }

    /** Magic, version, next window, count, then per hotkey its key and its standing. */
    public byte[] toBytes() {
        CanonicalWriter out = new CanonicalWriter().fixed(MAGIC).u8(VERSION).u64(next.number());
        HotkeyMap.write(out, byHotkey, Standing::write);
        return out.toByteArray();
    }

    /**
     * The inverse of {@link #toBytes()}.
     *
     * @throws MalformedException if {@code bytes} are nothing that it writes
     */
    public static Standings fromBytes(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        in.expect(MAGIC);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("standings of version " + version, "version " + VERSION);
        }
        try {
            Window next = new Window(in.u64());
            SortedMap<Hotkey, Standing> byHotkey = HotkeyMap.read(in, MAX_MINERS, Standing::read);
            in.end();
            return new Standings(byHotkey, next);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()), "figures in their ranges");
        }
    }
}
