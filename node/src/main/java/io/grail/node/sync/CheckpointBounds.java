package io.grail.node.sync;

import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.LlamaLayout;
import java.util.Optional;

/** How long the files of a checkpoint can be: what holds before a byte of them is fetched. */
public final class CheckpointBounds {
    /** Of {@link CheckpointFolder#RULES}. */
    public static final int RULES_BYTES = 1 << 16;

    /** Of parameters, beyond the numbers themselves: headers, an index. */
    private static final long OVERHEAD_BYTES = 100_000_000;
    /** Of whatever else lies beside a model, a tokeniser first of all. */
    private static final long OTHER_BYTES = 64 << 20;

    private CheckpointBounds() {}

    /** What is longer than it can be in {@code run}; empty if nothing is, and the lineage is there. */
    public static Optional<String> excess(CheckpointDescription description, RunConfig run) {
        long copies = run.outer().hasMomentum() ? 2 : 1;
        long most = copies * (4 * LlamaLayout.of(run.model()).size() + OVERHEAD_BYTES);
        long bytes = 0;
        for (Part part : description.parts()) {
            if (CheckpointFolder.isState(part.name())) {
                bytes += Math.min(part.bytes(), most + 1); // the number of parts is bounded: no overflow
            } else if (!part.name().equals(CheckpointFolder.LINEAGE) && part.bytes() > OTHER_BYTES) {
                return Optional.of(part.name() + " has more than " + OTHER_BYTES + " bytes");
            }
        }
        return bytes > most
                ? Optional.of("its parameters are more than the " + most + " bytes that the run's can have")
                : lineage(description, run);
    }

    private static Optional<String> lineage(CheckpointDescription description, RunConfig run) {
        Optional<Part> lineage = description.part(CheckpointFolder.LINEAGE);
        if (lineage.isEmpty()) {
            return Optional.of("it has no " + CheckpointFolder.LINEAGE);
        }
        long windows = Math.max(0, description.window().number() - run.run().startWindow()) + 1;
        long most = Math.min(Integer.MAX_VALUE - 8, Math.multiplyExact(windows, Lineage.MAX_LINE_BYTES));
        return lineage.get().bytes() > most
                ? Optional.of(
                        CheckpointFolder.LINEAGE + " is longer than the " + most + " bytes of " + windows + " windows")
                : Optional.empty();
    }
}
