package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Samples;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Likenesses;
import io.grail.protocol.incentive.MergeSelection;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps out of the merge, before it is known what an update is worth, whatever is likely to raise the loss or says what
 * another says (docs/incentive.md, section Merge): a few gradients on the validator's secret samples give the effect of
 * every update to first order, with an error bar, for the price of one pass over the samples.
 */
final class Screening {
    /** Gradients on samples of their own; their spread is the error bar. */
    private static final int GROUPS = 4;
    /**
     * In standard errors; whatever has less stays out. To be left out costs a merge one update and its miner nothing, so the
     * bar is where harm is likelier than not (docs/incentive.md, Merge).
     */
    private static final double BAR = -1;

    private final NodeContext node;
    private final Judge judge;
    private final Set<Defence> off;

    Screening(NodeContext node, Judge judge, Set<Defence> off) {
        this.node = node;
        this.judge = judge;
        this.off = Set.copyOf(off);
    }

    /** Which of the updates are kept out, each with what decided it. */
    SortedMap<Hotkey, Finding> exclude(Scene scene, SortedMap<Hotkey, SparseUpdate> updates) {
        SortedMap<Hotkey, Finding> excluded = new TreeMap<>();
        if (!off.contains(Defence.SCREENING)) {
            excluded.putAll(harmful(scene, updates));
        }
        if (!off.contains(Defence.LIKENESS)) {
            excluded.putAll(MergeSelection.tooAlike(
                    Likenesses.of(updates, node.workers()), node.run().incentive()));
        }
        return excluded;
    }

    private SortedMap<Hotkey, Finding> harmful(Scene scene, SortedMap<Hotkey, SparseUpdate> updates) {
        SortedMap<Hotkey, Finding> harmful = new TreeMap<>();
        List<Samples> groups = groups(scene);
        if (groups.size() < 2 || updates.isEmpty()) {
            return harmful;
        }
        List<Hotkey> hotkeys = List.copyOf(updates.keySet());
        double[][] effects = judge.effects(
                StepRule.of(node.run(), scene.window()), scene.theta(), List.copyOf(updates.values()), groups);
        double[] scores =
                Arrays.stream(effects).mapToDouble(Screening::inErrors).toArray();
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted[(sorted.length - 1) / 2] <= BAR) {
            return harmful; // a plateau: then harm is the run's state, and nobody's doing
        }
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] <= BAR) {
                harmful.put(hotkeys.get(i), new Finding(Rule.WOULD_HARM, scores[i], BAR));
            }
        }
        return harmful;
    }

    private List<Samples> groups(Scene scene) {
        long[] common = Draw.of(node, scene).common(node.run().incentive().evalSamples());
        int each = common.length / GROUPS;
        List<Samples> groups = new ArrayList<>();
        for (int group = 0; group < GROUPS && each > 0; group++) {
            groups.add(Samples.of(node.data(), Arrays.copyOfRange(common, group * each, (group + 1) * each)));
        }
        return groups;
    }

    /** The mean effect over its standard error; 0 where that is no number. */
    private static double inErrors(double[] effects) {
        int n = effects.length;
        double mean = Arrays.stream(effects).reduce(0, Double::sum) / n;
        double squares = 0;
        for (double effect : effects) {
            squares += (effect - mean) * (effect - mean);
        }
        double ratio = mean / StrictMath.sqrt(squares / (n - 1) / n);
        return Double.isFinite(ratio) ? ratio : 0;
    }
}
