package io.grail.protocol.incentive;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.IncentiveConfig;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Who gets what share of the pay (docs/incentive.md, section Weights).
 *
 * @param shares above 0, by ascending hotkey, summing to 1 up to rounding; empty if nobody earned anything and there
 *     is nobody to burn it: then what stands on the chain should stay
 */
public record Weights(SortedMap<Hotkey, Double> shares) {
    /** The largest weight on the chain. */
    public static final int MAX_U16 = 65_535;

    /**
     * The part of the pay that follows what the updates of the period did; the rest follows standing. Without it, two
     * in five of evenly matched miners would earn nothing for dozens of windows; at 1, one lucky window would outweigh a record.
     */
    static final double WORK_SHARE = 0.5;

    public Weights {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        if (shares.values().stream().anyMatch(share -> !(share > 0 && Double.isFinite(share)))) {
            throw new IllegalArgumentException("shares must be finite and above 0: " + shares);
        }
    }

    /**
     * The weights for what was earned since they were last set.
     *
     * @param burn the hotkey whose pay is burned; gets {@code burnShare}, and everything if nobody earned anything.
     *     Without one nothing is burned
     */
    public static Weights of(Standings standings, IncentiveConfig config, Optional<Hotkey> burn) {
        double skill = total(standings, Earnings::skill);
        double work = total(standings, Earnings::work);
        double toMiners = burn.isPresent() ? 1 - config.burnShare() : 1;
        double forWork = work == 0 ? 0 : skill == 0 ? toMiners : toMiners * WORK_SHARE;
        double forSkill = skill == 0 ? 0 : toMiners - forWork;
        SortedMap<Hotkey, Double> shares = new TreeMap<>();
        standings.byHotkey().forEach((hotkey, standing) -> {
            Earnings earned = standing.earnings();
            double share = part(forSkill, earned.skill(), skill) + part(forWork, earned.work(), work);
            shares.put(hotkey, share);
        });
        burn.ifPresent(hotkey -> shares.merge(hotkey, 1 - forSkill - forWork, Double::sum));
        shares.values().removeIf(share -> share <= 0);
        return new Weights(shares);
    }

    public boolean isEmpty() {
        return shares.isEmpty();
    }

    /** As the chain takes them: largest share 65535, others rounded half to even in proportion, zeros left out. */
    public SortedMap<Hotkey, Integer> toU16() {
        double largest =
                shares.values().stream().mapToDouble(share -> share).max().orElse(1);
        SortedMap<Hotkey, Integer> scaled = new TreeMap<>();
        shares.forEach((hotkey, share) -> scaled.put(hotkey, (int) Math.rint(share / largest * MAX_U16)));
        scaled.values().removeIf(weight -> weight == 0);
        return Collections.unmodifiableSortedMap(scaled);
    }

    private static double part(double pot, double earned, double total) {
        return earned == 0 ? 0 : pot * (earned / total);
    }

    /** Summed by ascending hotkey. */
    private static double total(Standings standings, ToDoubleFunction<Earnings> part) {
        double total = 0;
        for (Standing standing : standings.byHotkey().values()) {
            total += part.applyAsDouble(standing.earnings());
        }
        return total;
    }
}
