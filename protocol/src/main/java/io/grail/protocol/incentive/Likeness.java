package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;

/**
 * How much one update says the same as another of its window (docs/incentive.md, section Likeness).
 *
 * @param other the hotkey whose update is most like it
 * @param positions of the values that it sent, the share that the other sent too, in [0, 1]
 * @param excess of their cosine over what is usual among the window's updates: 0 or less as usual, 1 the same direction
 */
public record Likeness(Hotkey other, double positions, double excess) {
    public Likeness {
        if (!(positions >= 0 && positions <= 1) || !(excess <= 1)) {
            throw new IllegalArgumentException("a likeness of positions " + positions + ", excess " + excess);
        }
    }

    /** Key of the other, then both figures. */
    void write(CanonicalWriter out) {
        out.fixed(other.bytes()).f64(positions).f64(excess);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    static Likeness read(CanonicalReader in) {
        return new Likeness(Hotkey.of(in.fixed(AccountId.LENGTH)), in.f64(), in.f64());
    }
}
