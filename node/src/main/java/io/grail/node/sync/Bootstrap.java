package io.grail.node.sync;

import io.grail.chain.Neuron;
import io.grail.learning.checkpoint.CheckpointException;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a node without a snapshot begins: the newest checkpoint of the validator with most stake that has one which
 * the chain still leads on from, or else genesis. */
public final class Bootstrap {
    private static final int MAX_POINTER_BYTES = 32;
    private static final int MAX_DESCRIPTION_BYTES = 16_384;
    /** Of a safetensors header. */
    private static final int HEADER_BYTES = 100_000_000;

    private final NodeContext node;
    private final Ballots ballots;

    public Bootstrap(NodeContext node) {
        this.node = node;
        this.ballots = new Ballots(node.chain(), node.schedule());
    }

    /** The newest shared model that can be had without applying a manifest. */
    public SharedModel newest() {
        long head = node.chain().head().number();
        for (Neuron validator : node.chain().metagraph(head).validatorsByStake()) {
            Optional<SharedModel> checkpoint =
                    node.peers().of(validator.hotkey()).flatMap(bucket -> checkpoint(bucket, validator));
            if (checkpoint.isPresent()) {
                return checkpoint.get();
            }
        }
        return genesis();
    }

    /** The state of the run's first window. */
    public SharedModel genesis() {
        Parameters theta =
                Genesis.parameters(node.run().model(), node.run().run().seed(), node.workers());
        Window first = new Window(node.run().run().startWindow());
        return new SharedModel(OuterState.before(theta, node.run().outer()), first, node.workers());
    }

    private Optional<SharedModel> checkpoint(Bucket bucket, Neuron validator) {
        Optional<Window> window =
                bucket.get(node.keys().checkpointPointer(), MAX_POINTER_BYTES).flatMap(Bootstrap::windowNumber);
        if (window.isEmpty()) {
            return Optional.empty();
        }
        if (!ballots.tells(window.get())) {
            return Optional.empty(); // too old to catch up from: another validator may have a newer one
        }
        String prefix = node.keys().checkpoint(window.get());
        Optional<CheckpointDescription> description = bucket.get(
                        prefix + CheckpointDescription.FILE, MAX_DESCRIPTION_BYTES)
                .flatMap(bytes -> CheckpointDescription.parse(bytes, validator.hotkey()))
                .filter(found ->
                        found.runId().equals(node.runId()) && found.window().equals(window.get()));
        return description.flatMap(found -> load(bucket, prefix, found));
    }

    private Optional<SharedModel> load(Bucket bucket, String prefix, CheckpointDescription description) {
        Optional<Parameters> theta = download(bucket, prefix + CheckpointDescription.WEIGHTS);
        Optional<OuterState> state = node.run().outer().hasMomentum()
                ? theta.flatMap(parameters -> download(bucket, prefix + ModelFile.MOMENTUM)
                        .map(momentum -> new OuterState(parameters, Optional.of(momentum))))
                : theta.map(OuterState::plain);
        return state.map(found -> new SharedModel(found, description.window(), node.workers()))
                .filter(model -> model.root().equals(description.root()));
    }

    /** Numbers of the run's layout; empty if there is no such object, or something else in it. */
    private Optional<Parameters> download(Bucket bucket, String key) {
        ParameterLayout layout = node.codec().layout();
        try {
            Path file = Files.createTempFile("grail-checkpoint", ".safetensors");
            try {
                Files.delete(file);
                return bucket.getFile(key, file, 4 * layout.size() + HEADER_BYTES)
                        ? Optional.of(ModelFile.read(file, layout))
                        : Optional.empty();
            } catch (CheckpointException e) {
                // What a validator signed is as hostile as what anybody else did: another's checkpoint is tried.
                return Optional.empty();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a checkpoint in the temporary folder", e);
        }
    }

    private static Optional<Window> windowNumber(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,15}") ? Optional.of(new Window(Long.parseLong(text))) : Optional.empty();
    }
}
