package io.grail.bench.codec;

import io.grail.bench.Medians;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;

/** Our codec's turns: the same gradient every time, error feedback as a miner keeps it. */
final class CodecTurns {
    private final Codec codec;
    private final Parameters gradient;
    private final ParallelFor workers;
    private Parameters errorFeedback;
    private Parameters delta;
    private long bytes;

    CodecTurns(Codec codec, Parameters gradient, ParallelFor workers) {
        this.codec = codec;
        this.gradient = gradient;
        this.workers = workers;
        errorFeedback = Parameters.zeros(codec.layout());
        delta = gradient.copy();
    }

    /** Of the last payload. */
    long bytes() {
        return bytes;
    }

    /** One turn; its seconds go where they belong if it {@code counts}. */
    void turn(boolean counts, Medians compress, Medians decode, Medians dense, Medians floor) {
        refill();
        long begin = System.nanoTime();
        byte[] payload = codec.compress(errorFeedback, delta, workers);
        long compressed = System.nanoTime();
        Parameters old = errorFeedback;
        errorFeedback = delta; // Δ became the new e, and the old e is free for the next Δ
        delta = old;
        SparseUpdate update = codec.decode(payload, workers);
        long decoded = System.nanoTime();
        update.dense();
        long spread = System.nanoTime();
        bytes = payload.length;
        double least = MemoryFloor.readReadWrite(errorFeedback, delta, workers);
        if (counts) {
            compress.add((compressed - begin) / 1e9);
            decode.add((decoded - compressed) / 1e9);
            dense.add((spread - decoded) / 1e9);
            floor.add(least);
        }
    }

    private void refill() {
        for (int tensor = 0; tensor < codec.layout().count(); tensor++) {
            float[] source = gradient.values(tensor);
            System.arraycopy(source, 0, delta.values(tensor), 0, source.length);
        }
    }
}
