package io.grail.node.validator;

import io.grail.chain.Metagraph;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.sync.CatchUp;
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
    private final Checkpoints checkpoints;
    /** Why absence will count for nothing in the next window; empty if it will count. */
    private String nextExcuse = "";
    /** On which a validator is that was away. */
    private Optional<CatchUp.Way> way = Optional.empty();

    Validator(
            NodeContext node,
            ValidatorState state,
            Set<Defence> off,
            Council council,
            Evaluation evaluation,
            ValidationLoss validation,
            Checkpoints checkpoints) {
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
        checkpoints.resume(model.window(), isCheckpoint(model.window(), last));
        while (model.window().compareTo(last) <= 0) {
            Window window = model.window();
            tellIfBehind(window);
            node.events().enter(Phase.WAITING);
            Block closing = clock.awaitDeadline(window);
            Council.Settled settled = step(window, closing);
            state.save();
            checkpoints.saved(model.window(), isCheckpoint(model.window(), last));
            council.review(settled.ballot());
        }
    }

    private Council.Settled step(Window window, Block closing) throws InterruptedException {
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
        return settled;
    }

    /** Genesis is none: everybody has it. */
    private boolean isCheckpoint(Window window, Window last) {
        boolean begins = window.number() == node.run().run().startWindow();
        return !begins && (node.schedule().isCheckpointWindow(window) || window.equals(last.next()));
    }

    /** A validator that was away goes window by window as ever, and leaves out what is too late. */
    private void tellIfBehind(Window window) {
        Window open = node.schedule().windowAt(node.chain().head().number());
        boolean behind = open.number() - window.number() > 2;
        if (behind && way.isEmpty()) {
            way = Optional.of(new CatchUp.Way(window, open, System.nanoTime()));
        }
        way.ifPresent(w -> node.events().emit(w.at(window, 0)));
        if (!behind) {
            way = Optional.empty();
        }
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
