package io.grail.node.validator;

import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.Bootstrap;
import io.grail.node.sync.ForgottenWindowException;
import io.grail.node.sync.ForkedStateException;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Recovery;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Puts a validator together and runs it; the calling thread becomes the one that owns its tensors. */
public final class ValidatorRole {
    private final NodeContext node;
    private final Device device;
    private final Tokenizer tokenizer;
    private final Set<Defence> off;

    public ValidatorRole(NodeContext node, Device device, Tokenizer tokenizer) {
        this(node, device, tokenizer, Set.of());
    }

    /** A validator that does without some defences, for experiments alone. */
    public ValidatorRole(NodeContext node, Device device, Tokenizer tokenizer, Set<Defence> off) {
        this.node = node;
        this.device = device;
        this.tokenizer = tokenizer;
        this.off = Set.copyOf(off);
    }

    /** Validates until window {@code last} is judged, or the thread is interrupted. */
    public void run(Window last) throws InterruptedException {
        try (LanguageModel model = LanguageModel.create(node.run().model(), device)) {
            Judge judge = new Judge(node.run().incentive().evalRate(), model, node.workers());
            Evaluation evaluation = new Evaluation(node, judge, off);
            ValidationLoss validation = new ValidationLoss(node, model);
            Council council = new Council(node, new Screening(node, judge, off), new Quarantine(node, judge));
            Recovery recovery = new Recovery(node);
            ValidatorState state = state(recovery);
            try (Checkpoints checkpoints = new Checkpoints(node, new CheckpointWriter(node, tokenizer))) {
                while (true) {
                    try {
                        new Validator(node, state, off, council, evaluation, validation, checkpoints).run(last);
                        return;
                    } catch (ForkedStateException fork) {
                        state = goOn(recovery.after(fork), state);
                    } catch (ForgottenWindowException forgotten) {
                        state = state.on(recovery.after(forgotten, state.model().window()));
                    } catch (InterruptedException | RuntimeException e) {
                        checkpoints.abandon(); // the next start goes on with it
                        throw e;
                    }
                    state.save();
                    recovery.saved();
                }
            }
        }
    }

    private ValidatorState goOn(Recovery.From from, ValidatorState state) {
        return switch (from) {
            case Recovery.From.Snapshot s -> ValidatorState.restore(node.snapshots(), s.folder(), s.model());
            case Recovery.From.Model m -> state.on(m.model());
        };
    }

    private ValidatorState state(Recovery recovery) throws InterruptedException {
        Optional<Path> snapshot = node.snapshots().current();
        if (snapshot.isEmpty()) {
            ValidatorState fresh = ValidatorState.fresh(node.snapshots(), new Bootstrap(node).newest());
            fresh.save(); // so that what was fetched is not fetched again
            recovery.saved();
            return fresh;
        }
        try {
            SharedModel shared = ModelFile.read(snapshot.get(), node);
            node.events().emit(new NodeEvent.Resumed(shared.window(), shared.root()));
            return ValidatorState.restore(node.snapshots(), snapshot.get(), shared);
        } catch (ForkedStateException damaged) {
            SharedModel shared = switch (recovery.after(damaged)) {
                case Recovery.From.Snapshot s -> s.model();
                case Recovery.From.Model m -> m.model();
            };
            return ValidatorState.restore(node.snapshots(), snapshot.get(), shared);
        }
    }
}
