package io.grail.node.audit;

import io.grail.learning.data.Dataset;
import io.grail.learning.model.LanguageModel;
import io.grail.node.sync.Samples;
import io.grail.node.validator.Judge;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.assignment.EvaluationSamples;
import io.grail.protocol.audit.Discrepancy;
import io.grail.protocol.audit.Findings;
import io.grail.protocol.audit.ValidatorAudit;
import io.grail.protocol.audit.WindowFacts;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.StepRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures again what a scorecard says of losses, on the samples that the secret in it draws. Another machine adds numbers in
 * another order, so figures agree within a tolerance only (docs/audit.md, Losses).
 */
public final class LossAudit implements Auditor.Losses {
    /** Of a loss, as part of it. */
    static final double LOSS = 1e-3;
    /** Of an own advantage, in standard deviations: the signs of gradients near zero turn. */
    static final double ADVANTAGE = 0.1;

    private final RunConfig run;
    private final Dataset data;
    private final Judge judge;

    /** Measures with {@code model}, on the thread that owns it. */
    public LossAudit(RunConfig run, Dataset data, LanguageModel model, ParallelFor workers) {
        this.run = run;
        this.data = data;
        this.judge = new Judge(run.incentive().evalRate(), model, workers);
    }

    @Override
    public List<Discrepancy> measure(WindowFacts facts, ValidatorAudit.Outcome outcome, Parameters theta) {
        Findings found = new Findings(facts.window());
        outcome.scorecard().ifPresent(card -> compare(facts, card, outcome, theta, found));
        return found.all();
    }

    private void compare(
            WindowFacts facts, Scorecard card, ValidatorAudit.Outcome outcome, Parameters theta, Findings found) {
        SortedMap<Hotkey, Evidence.Evaluated> said = new TreeMap<>();
        List<Hotkey> judged = new ArrayList<>();
        card.verdicts().forEach((hotkey, verdict) -> {
            switch (verdict.evidence()) {
                case Evidence.Evaluated evaluated -> {
                    said.put(hotkey, evaluated);
                    judged.add(hotkey);
                }
                case Evidence.NotEvaluated n when n.reason().equals(Judge.OUT_OF_TIME) -> judged.add(hotkey);
                case Evidence.NotEvaluated n -> {} // never measured
                case Evidence.Rejected r -> {} // likewise
            }
        });
        if (said.isEmpty() || !outcome.updates().keySet().containsAll(judged)) {
            return; // one that is gone is named already, and changes the medians that all are scaled to
        }
        Map<Hotkey, Evidence> measured = measured(facts, card, outcome, judged, theta);
        said.forEach((hotkey, evidence) -> {
            if (measured.get(hotkey) instanceof Evidence.Evaluated again) {
                compare("scorecard-" + card.scope().validator(), hotkey, evidence, again, found);
            }
        });
    }

    private Map<Hotkey, Evidence> measured(
            WindowFacts facts, Scorecard card, ValidatorAudit.Outcome outcome, List<Hotkey> judged, Parameters theta) {
        Assignment assignment = Assignment.of(
                RunId.of(run),
                facts.opening().hash(),
                facts.registered(),
                run.inner().samplesPerWindow(),
                data.trainSamples());
        EvaluationSamples samples = new EvaluationSamples(
                RunId.of(run),
                facts.window(),
                facts.closing().hash(),
                card.basis().secret(),
                assignment);
        int count = run.incentive().evalSamples();
        List<Judge.Case> cases = new ArrayList<>();
        for (Hotkey hotkey : judged) {
            cases.add(new Judge.Case(
                    hotkey,
                    Objects.requireNonNull(outcome.updates().get(hotkey)),
                    Samples.of(data, samples.own(hotkey, count))));
        }
        try {
            return judge.judge(
                    StepRule.of(run, facts.window()),
                    theta,
                    cases,
                    Samples.of(data, samples.common(count)),
                    () -> false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static void compare(
            String name, Hotkey hotkey, Evidence.Evaluated said, Evidence.Evaluated again, Findings found) {
        double loss = LOSS * again.commonBefore();
        String path = "verdicts." + hotkey + ".evidence.";
        double[][] figures = {
            {said.ownBefore(), again.ownBefore(), loss},
            {said.ownAfter(), again.ownAfter(), loss},
            {said.commonBefore(), again.commonBefore(), loss},
            {said.commonAfter(), again.commonAfter(), loss},
            {said.commonError(), again.commonError(), loss},
            {said.ownAdvantage(), again.ownAdvantage(), ADVANTAGE},
        };
        List<String> names =
                List.of("ownBefore", "ownAfter", "commonBefore", "commonAfter", "commonError", "ownAdvantage");
        for (int i = 0; i < figures.length; i++) {
            double[] figure = figures[i];
            boolean equal = figure[0] == figure[1] || Math.abs(figure[0] - figure[1]) <= figure[2];
            if (!equal) {
                found.add(name, path + names.get(i), figure[0], figure[1] + " ± " + figure[2]);
                return;
            }
        }
    }
}
