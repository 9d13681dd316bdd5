package io.grail.node.miner;

import io.grail.chain.Metagraph;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.sync.CatchUp;
import io.grail.node.sync.ManifestFollower;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WindowClock;
import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.Optional;

/** The miner's loop: open the last update, catch up, train on what it is assigned, compress, publish; window after
 * window. */
public final class Miner {
    private final NodeContext node;
    private final MinerState state;
    private final Trainer trainer;
    private final Publisher publisher;
    private final Behaviour behaviour;
    private final CatchUp catchUp;
    private final WindowClock clock;

    Miner(NodeContext node, MinerState state, Trainer trainer, Publisher publisher, Behaviour behaviour) {
        this.node = node;
        this.state = state;
        this.trainer = trainer;
        this.publisher = publisher;
        this.behaviour = behaviour;
        this.catchUp = new CatchUp(node, new ManifestFollower(node), state::save);
        this.clock = new WindowClock(node.chain(), node.schedule());
    }

    /** Runs until window {@code last} is trained and merged, or the thread is interrupted. */
    public void run(Window last) throws InterruptedException {
        publisher.publishPending(state);
        for (Window window = next(last); window.compareTo(last) <= 0; window = next(last)) {
            node.events().enter(Phase.WAITING);
            Block opening = clock.awaitOpening(window);
            node.events().enter(Phase.CATCHING_UP);
            open();
            catchUp.advanceTo(window, state.model());
            mine(window, opening);
        }
        node.events().enter(Phase.WAITING);
        open();
        catchUp.advanceTo(last.next(), state.model());
        state.save();
    }

    /** The window that is open now, or the next one where this miner has done its part already. */
    private Window next(Window last) {
        Window open = node.schedule().windowAt(node.chain().head().number());
        Window undone = state.nextUntrained();
        if (open.compareTo(undone) <= 0 || open.compareTo(last.next()) > 0) {
            return undone;
        }
        node.events()
                .emit(new NodeEvent.WindowsMissed(
                        undone, new Window(open.number() - 1), "this miner was away, or not ready in time"));
        return open;
    }

    /** Opens the update of the model's window, which is over, if there is one. */
    private void open() throws InterruptedException {
        SharedModel model = state.model();
        Optional<PreparedUpdate> update =
                state.pending().filter(made -> made.window().equals(model.window()));
        if (update.isPresent()) {
            Block closing = clock.awaitOpening(model.window().next());
            // By its own clock: until a block of that time is final, an opening could be too late.
            while (node.polling().now() < node.schedule().deadlineMillis(closing)) {
                node.polling().betweenLooks();
            }
            publisher.open(update.get(), model.theta(), closing);
        }
    }

    private void mine(Window window, Block opening) throws InterruptedException {
        SharedModel model = state.model();
        model.verify();
        if (clock.trainingIsOver(window)) {
            skip(window, "its training phase was over when the model was ready");
            return;
        }
        Metagraph registered = node.chain().metagraph(opening.number());
        if (registered.neuron(node.seat().account()).isEmpty()) {
            skip(window, "the hotkey was not registered when it opened");
            return;
        }
        Assignment assigned = Assignment.of(
                node.runId(),
                opening.hash(),
                registered.hotkeys(),
                node.run().inner().samplesPerWindow(),
                node.data().trainSamples());
        node.events().enter(Phase.TRAINING);
        Turn turn = new Turn(window, node.seat().account(), assigned, model.root(), model.theta());
        Trainer.Result trained = behaviour.train(
                turn, (theta, samples) -> trainer.train(window, theta, samples, () -> clock.trainingIsOver(window)));
        if (trained.samples() == 0) {
            skip(window, "not a single step was taken");
            return;
        }
        node.events().enter(Phase.COMPRESSING);
        PreparedUpdate update = publisher.prepare(turn, trained, state);
        state.saveWith(update);
        node.events().enter(Phase.UPLOADING);
        publisher.publish(update);
    }

    private void skip(Window window, String reason) {
        node.events().emit(new NodeEvent.WindowMissed(window, reason));
        state.skip(window);
    }
}
