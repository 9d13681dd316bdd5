package io.grail.node.validator;

import io.grail.chain.Metagraph;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WindowClock;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The validator's loop: once an update of a window can no longer come, gather, settle with the others what is merged,
 * judge, rate, publish the scorecard, and set weights on the chain.
 */
public final class Validator {
    private final NodeContext node;
    private final ValidatorState state;
    private final WindowClock clock;
    private final Gatherer gatherer;
    private final Opener opener;
    private final Council council;
    private final Evaluation evaluation;
    private final ScorecardPublisher scorecards;
    private final Paymaster paymaster;
    private final ValidationLoss validation;
    private final CheckpointWriter checkpoints;
    /** Why absence will count for nothing in the next window; empty if it will count. */
    private String nextExcuse = "";

    Validator(
            NodeContext node,
            ValidatorState state,
            Set<Defence> off,
            Council council,
            Evaluation evaluation,
            ValidationLoss validation,
            CheckpointWriter checkpoints) {
        this.node = node;
        this.state = state;
        this.clock = new WindowClock(node.chain(), node.schedule());
        this.gatherer = new Gatherer(node, off);
        this.opener = new Opener(node, off);
        this.council = council;
        this.evaluation = evaluation;
        this.scorecards = new ScorecardPublisher(node);
        this.paymaster = new Paymaster(node);
        this.validation = validation;
        this.checkpoints = checkpoints;
    }

    /** Runs until all windows up to {@code last} are judged, or the thread is interrupted. */
    public void run(Window last) throws InterruptedException {
        SharedModel model = state.model();
        while (model.window().compareTo(last) <= 0) {
            Window window = model.window();
            node.events().enter(Phase.WAITING);
            Block closing = clock.awaitDeadline(window);
            Council.Settled settled = step(window, closing, last);
            state.save();
            council.review(settled.ballot());
        }
    }

    private Council.Settled step(Window window, Block closing, Window last) throws InterruptedException {
        SharedModel model = state.model();
        model.verify();
        Block opening = clock.awaitOpening(window);
        node.events().enter(Phase.GATHERING);
        Metagraph registered = node.chain().metagraph(opening.number());
        SharedModel.Kept before = model.keep(); // the one copy: to judge by, and to go back to
        var scene = new Scene(
                window,
                registered,
                opening,
                closing,
                before.root(),
                before.state().theta());
        List<Gathered> closed = gatherer.gather(scene, state.counted());
        clock.awaitReveal(closing);
        List<Gathered> gathered = opener.open(scene, closed);
        report(window, gathered);
        node.events().enter(Phase.MERGING);
        Council.Settled settled = council.settle(scene, before, gathered, state);
        String excused = nextExcuse;
        nextExcuse = clock.trainingIsOver(model.window())
                ? "the model of window " + model.window() + " was not ready in time"
                : "";
        Optional<Scorecard> published = scorecards.published(window, state);
        if (published.isEmpty() && clock.isPast(window.plus(1))) {
            node.events().emit(new NodeEvent.WindowMissed(window, "too late to judge it; catching up"));
        } else {
            judgeAndPay(scene, gathered, excused, published);
        }
        state.count(window, arrivals(gathered));
        if (settled.isBy(node.seat().account())) {
            validation.measure(model); // one curve is enough for people
        }
        if (node.schedule().isCheckpointWindow(model.window()) || window.equals(last)) {
            checkpoints.write(model);
        }
        return settled;
    }

    /** What is {@code published} already stands, however late it is. */
    private void judgeAndPay(Scene scene, List<Gathered> gathered, String excused, Optional<Scorecard> published)
            throws InterruptedException {
        node.events().enter(Phase.EVALUATING);
        Assessment assessment = published.isPresent()
                ? evaluation.again(scene, published.get(), state)
                : evaluation.judge(scene, gathered, state, excused);
        node.events().enter(Phase.PAYING);
        Optional<Weights> weights = paymaster.due(scene.window(), state);
        if (published.isEmpty()) {
            scorecards.publish(scene, gathered, assessment, weights, state);
        }
        if (weights.isPresent()) {
            paymaster.set(scene, weights.get(), state);
        }
    }

    private static List<Hash> arrivals(List<Gathered> gathered) {
        return gathered.stream()
                .filter(Gathered.Arrived.class::isInstance)
                .map(one -> ((Gathered.Arrived) one).envelope().payload().hash())
                .toList();
    }

    private void report(Window window, List<Gathered> gathered) {
        for (Gathered one : gathered) {
            if (one instanceof Gathered.TurnedDown down && state.knows(down.hotkey())) {
                node.events().emit(new NodeEvent.UpdateRejected(window, down.hotkey(), down.rejection()));
            }
        }
    }
}
