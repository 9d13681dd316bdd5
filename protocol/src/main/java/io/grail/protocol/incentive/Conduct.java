package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * What is held against a miner. Histories forget by themselves: rules look at the newest {@code historyWindows} only.
 *
 * @param absences per charged window whether no update came in time
 * @param invalids per charged window whether the update was not a valid one
 * @param negatives per evaluation whether the update clearly made the common loss worse
 * @param outOfMerge until its next update that makes the common loss better
 * @param exiledUntil the first window that counts for it again; 0 if it is not put out
 */
public record Conduct(
        BitHistory absences, BitHistory invalids, BitHistory negatives, boolean outOfMerge, long exiledUntil) {
    static final Conduct CLEAN = new Conduct(BitHistory.EMPTY, BitHistory.EMPTY, BitHistory.EMPTY, false, 0);

    public Conduct {
        if (exiledUntil < 0) {
            throw new IllegalArgumentException("exile must end at a window, got " + exiledUntil);
        }
    }

    static Conduct exiledUntil(long window) {
        return new Conduct(BitHistory.EMPTY, BitHistory.EMPTY, BitHistory.EMPTY, false, window);
    }

    Conduct absent() {
        return new Conduct(absences.add(true), invalids.add(false), negatives, outOfMerge, exiledUntil);
    }

    Conduct invalid() {
        return new Conduct(absences.add(false), invalids.add(true), negatives, outOfMerge, exiledUntil);
    }

    /** An update came and was measured; {@code plateau}: most updates do harm, so that harm is nobody's own fault. */
    Conduct evaluated(Evidence.Evaluated evidence, boolean plateau) {
        boolean negative = evidence.isHarmful();
        return new Conduct(
                absences.add(false),
                invalids.add(false),
                negative && plateau ? negatives : negatives.add(negative),
                outOfMerge && evidence.xCommon() <= 0,
                exiledUntil);
    }

    Conduct leavingMerge() {
        return new Conduct(absences, invalids, negatives, true, exiledUntil);
    }

    void write(CanonicalWriter out) {
        absences.write(out);
        invalids.write(out);
        negatives.write(out);
        out.bool(outOfMerge).u64(exiledUntil);
    }

    static Conduct read(CanonicalReader in) {
        return new Conduct(BitHistory.read(in), BitHistory.read(in), BitHistory.read(in), in.bool(), in.u64());
    }
}
