package io.grail.node.validator;

import io.grail.node.event.NodeEvent;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Samples;
import io.grail.node.sync.WindowClock;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.assignment.EvaluationSamples;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Docket;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Likenesses;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.incentive.WindowEvidence;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what was gathered into evidence, and evidence into standings. */
final class Evaluation {
    private final NodeContext node;
    private final Judge judge;
    private final WindowClock clock;
    private final Capacity capacity = new Capacity();
    private final Leniency leniency;
    private final Set<Defence> off;

    Evaluation(NodeContext node, Judge judge, Set<Defence> off) {
        this.node = node;
        this.judge = judge;
        this.off = Set.copyOf(off);
        this.leniency = new Leniency(off);
        this.clock = new WindowClock(node.chain(), node.schedule());
    }

    /**
     * Judges one window.
     *
     * @param excused why absence counts for nothing in this window, if it does; empty if it counts
     */
    Assessment judge(Scene scene, List<Gathered> gathered, ValidatorState state, String excused)
            throws InterruptedException {
        long started = System.nanoTime();
        Map<Hotkey, Evidence> evidence = new TreeMap<>(measured(scene, gathered, state.standings()));
        for (Gathered one : gathered) {
            // A hotkey that never sent anything is no miner (yet), and misses nothing.
            if (one instanceof Gathered.TurnedDown down && (state.knows(down.hotkey()) || !isAbsent(down))) {
                boolean pardoned = isAbsent(down) && !excused.isEmpty();
                evidence.put(
                        down.hotkey(),
                        pardoned ? new Evidence.NotEvaluated(excused) : new Evidence.Rejected(down.rejection()));
            }
        }
        evidence.replaceAll((hotkey, measured) -> leniency.of(measured));
        WindowEvidence all = WindowEvidence.of(
                        scene.window(), evidence, scene.registered().hotkeys())
                .with(alike(gathered));
        return fold(all, state, started);
    }

    /** Goes on from a scorecard of this window that is out already, instead of measuring a second time. */
    Assessment again(Scene scene, Scorecard published, ValidatorState state) {
        return fold(published.evidence(scene.registered().hotkeys()), state, System.nanoTime());
    }

    private Assessment fold(WindowEvidence evidence, ValidatorState state, long started) {
        Assessment assessment = state.standings().after(evidence, node.run().incentive());
        state.standings(assessment.standings());
        tell(assessment, (System.nanoTime() - started) / 1e9);
        return assessment;
    }

    private SortedMap<Hotkey, Likeness> alike(List<Gathered> gathered) {
        return off.contains(Defence.LIKENESS)
                ? new TreeMap<>()
                : Likenesses.of(Gathered.updates(gathered), node.workers());
    }

    private static boolean isAbsent(Gathered.TurnedDown down) {
        RejectionCode code = down.rejection().code();
        return code == RejectionCode.MISSING || code == RejectionCode.UNREACHABLE;
    }

    private Map<Hotkey, Evidence> measured(Scene scene, List<Gathered> gathered, Standings standings)
            throws InterruptedException {
        EvaluationSamples samples = Draw.of(node, scene);
        int count = node.run().incentive().evalSamples();
        SortedMap<Hotkey, SparseUpdate> updates = Gathered.updates(gathered);
        SortedMap<Hotkey, Evidence> evidence = new TreeMap<>();
        if (updates.isEmpty()) {
            return evidence;
        }
        Set<Hotkey> docket = docket(scene, updates.keySet(), standings);
        List<Judge.Case> cases = new ArrayList<>();
        updates.forEach((hotkey, update) -> {
            if (docket.contains(hotkey)) {
                cases.add(new Judge.Case(hotkey, update, Samples.of(node.data(), samples.own(hotkey, count))));
            } else {
                evidence.put(hotkey, new Evidence.NotEvaluated("no time for all, and not on the docket"));
            }
        });
        long started = node.chain().head().number();
        evidence.putAll(judge.judge(
                StepRule.of(node.run(), scene.window()),
                scene.theta(),
                cases,
                Samples.of(node.data(), samples.common(count)),
                () -> clock.isPast(scene.window().next())));
        boolean finished = cases.stream().allMatch(one -> evidence.get(one.hotkey()) instanceof Evidence.Evaluated);
        capacity.took(cases.size(), finished, node.chain().head().number() - started);
        return evidence;
    }

    private Set<Hotkey> docket(Scene scene, Set<Hotkey> candidates, Standings standings) {
        long left = node.schedule().firstBlock(scene.window().plus(2))
                - node.chain().head().number();
        int seats = capacity.fit(candidates.size(), left);
        Hash secret = EvaluationSecret.of(node.seat().hotkey(), node.runId(), scene.window());
        return Docket.draw(standings, candidates, seats, secret);
    }

    private void tell(Assessment assessment, double seconds) {
        List<NodeEvent.ScoreLine> lines = new ArrayList<>();
        assessment.verdicts().forEach((hotkey, verdict) -> lines.add(line(hotkey, verdict)));
        node.events().emit(new NodeEvent.WindowScored(assessment.window(), lines, seconds));
    }

    private static NodeEvent.ScoreLine line(Hotkey hotkey, Verdict verdict) {
        double own = 0;
        double common = 0;
        double advantage = 0;
        String outcome;
        switch (verdict.evidence()) {
            case Evidence.Evaluated e -> {
                own = e.xOwn();
                common = e.xCommon();
                advantage = e.ownAdvantage();
                outcome = "evaluated";
            }
            case Evidence.Rejected r -> outcome = r.rejection().code().name();
            case Evidence.NotEvaluated n -> outcome = "not evaluated: " + n.reason();
        }
        return new NodeEvent.ScoreLine(
                hotkey,
                outcome,
                own,
                common,
                advantage,
                verdict.standing().skill().rating().ordinal(),
                verdict.standing().skill().binary(),
                verdict.score().skill(),
                verdict.score().work(),
                verdict.findings().stream().map(Evaluation::text).toList());
    }

    private static String text(Finding finding) {
        return finding.rule() + " " + finding.value() + " against " + finding.threshold();
    }
}
