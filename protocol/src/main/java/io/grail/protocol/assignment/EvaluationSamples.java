package io.grail.protocol.assignment;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;

/**
 * On which samples the updates of a window are judged (docs/protocol.md, section Evaluation samples).
 *
 * <p>Drawn by the hash of the first block after the window, which nobody knew while training, and by a secret that the
 * validator has committed to and shows afterwards: no miner knows them, and everybody can check them.
 */
public final class EvaluationSamples {
    private final Hash seed;
    private final Assignment assignment;

    /**
     * The draw for {@code window}.
     *
     * @param closing hash of block (w+1)·B
     * @param secret the validator's for the window
     * @param assignment of the window
     */
    public EvaluationSamples(RunId runId, Window window, Hash closing, Hash secret, Assignment assignment) {
        byte[] key = new CanonicalWriter()
                .text("grail/evaluation/2")
                .hash(runId.hash())
                .u64(window.number())
                .hash(closing)
                .hash(secret)
                .toByteArray();
        this.seed = Hash.sha256(key);
        this.assignment = assignment;
    }

    /**
     * Samples that nobody was assigned, the same for judging everybody; at most {@code count}, all distinct.
     *
     * @throws DatasetTooSmallException if everything was assigned: a judgement needs one at least
     */
    public long[] common(int count) {
        if (assignment.unassigned() == 0) {
            throw new DatasetTooSmallException(
                    assignment.hotkeys(), assignment.samplesPerWindow(), 1, assignment.trainSamples());
        }
        long[] drawn = draw(seed, count, assignment.unassigned());
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = assignment.unassignedSample(drawn[i]);
        }
        return drawn;
    }

    /** Some of the samples that {@code hotkey} was assigned; at most {@code count}, all distinct. */
    public long[] own(Hotkey hotkey, int count) {
        long[] assigned = assignment.samplesOf(hotkey);
        long[] drawn = draw(Hash.sha256(seed.bytes(), hotkey.bytes()), count, assigned.length);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = assigned[(int) drawn[i]];
        }
        return drawn;
    }

    private static long[] draw(Hash key, int count, long from) {
        Permutation permutation = new Permutation(key, from);
        long[] drawn = new long[(int) Math.min(count, from)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = permutation.at(i);
        }
        return drawn;
    }
}
