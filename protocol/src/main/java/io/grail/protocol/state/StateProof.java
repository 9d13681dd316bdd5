package io.grail.protocol.state;

import io.grail.protocol.assignment.Permutation;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Shows that a miner holds θ_w and no older model: the hash of some thousand of its parameters, at places that nobody
 * knew before the window closed and that are other ones for every hotkey (docs/protocol.md, section State proof).
 */
public final class StateProof {
    /**
     * Places looked at, or all parameters if there are fewer. A merge of one update of 16 values of 4,096 changes one
     * parameter in 256; who holds the model before it passes with a chance of 10⁻²⁸.
     */
    static final int PLACES = 16_384;

    private static final String DOMAIN = "grail/state-proof/1";

    private StateProof() {}

    /**
     * What a proof is of.
     *
     * @param closing hash of block (w+1)·B
     */
    public record Scope(RunId runId, Window window, Hash closing) {}

    /** The proof that {@code hotkey} gives for θ of the scope's window. */
    public static Hash of(Scope scope, Hotkey hotkey, Parameters theta) {
        byte[] header = new CanonicalWriter()
                .text(DOMAIN)
                .hash(scope.runId.hash())
                .u64(scope.window.number())
                .hash(scope.closing)
                .fixed(hotkey.bytes())
                .toByteArray();
        long size = theta.layout().size();
        Permutation places = new Permutation(Hash.sha256(header), size);
        long[] starts = starts(theta.layout());
        ByteBuffer values =
                ByteBuffer.allocate(4 * (int) Math.min(PLACES, size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; values.hasRemaining(); i++) {
            long place = places.at(i);
            int found = Arrays.binarySearch(starts, place);
            int tensor = found >= 0 ? found : -found - 2;
            values.putFloat(theta.values(tensor)[(int) (place - starts[tensor])]);
        }
        return Hash.sha256(header, values.array());
    }

    /** For every tensor, how many parameters are before it; no tensor is empty. */
    private static long[] starts(ParameterLayout layout) {
        long[] starts = new long[layout.count()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + layout.tensor(i - 1).size();
        }
        return starts;
    }
}
