package io.grail.protocol.incentive;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence.Evaluated;
import io.grail.protocol.incentive.Evidence.Rejected;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A subnet under test: its standings, folded window by window. */
final class Subnet {
    static final IncentiveConfig CONFIG =
            new IncentiveConfig(0.2, 16, 25, 25.0 / 3, 7, 0.1, 1, 0.95, 2, 0, 8, 4, 20, 0.5, 0.7, 0.95);

    private Standings standings = Standings.empty();
    private long window = 1;

    static Hotkey hotkey(int index) {
        byte[] key = new byte[32];
        key[0] = (byte) (index >> 8);
        key[1] = (byte) index;
        return Hotkey.of(key);
    }

    /** An update trained on its own data that lowers the common loss by this fraction. */
    static Evaluated good(double xCommon) {
        return new Evaluated(2, 2 - 2.2 * xCommon, 2, 2 - 2 * xCommon, 3);
    }

    /** An update trained on other data than assigned. */
    static Evaluated foreign(double xCommon) {
        return new Evaluated(2, 2 - 2 * xCommon, 2, 2 - 2 * xCommon, -0.1);
    }

    static Rejected rejected(RejectionCode code) {
        return new Rejected(new Rejection(code, "found", "allowed"));
    }

    /** Folds one window in, evidence for hotkeys 0, 1, … in this order. */
    Assessment fold(Evidence... evidence) {
        return fold(new TreeMap<>(), evidence);
    }

    /** The same; hotkey 0 is so like hotkey 1. */
    Assessment foldAlike(double excess, Evidence... evidence) {
        return fold(new TreeMap<>(Map.of(hotkey(0), new Likeness(hotkey(1), 0.9, excess))), evidence);
    }

    private Assessment fold(SortedMap<Hotkey, Likeness> likenesses, Evidence... evidence) {
        Map<Hotkey, Evidence> byMiner = new TreeMap<>();
        for (int i = 0; i < evidence.length; i++) {
            byMiner.put(hotkey(i), evidence[i]);
        }
        WindowEvidence all = WindowEvidence.of(new Window(window++), byMiner, byMiner.keySet())
                .with(likenesses);
        Assessment assessment = standings.after(all, CONFIG);
        standings = assessment.standings();
        return assessment;
    }

    /** The window that is folded in next. */
    long next() {
        return window;
    }

    Standings standings() {
        return standings;
    }

    Standing standing(int miner) {
        return standings.byHotkey().getOrDefault(hotkey(miner), Standing.fresh(CONFIG));
    }

    double binary(int miner) {
        return standing(miner).skill().binary();
    }

    double ordinal(int miner) {
        return standing(miner).skill().rating().ordinal();
    }

    double share(int miner) {
        return Weights.of(standings, CONFIG, Optional.empty()).shares().getOrDefault(hotkey(miner), 0.0);
    }

    void restart() {
        standings = Standings.fromBytes(standings.toBytes());
    }

    void paid() {
        standings = standings.paid();
    }
}
