package io.grail.bench.quantise;

import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;

/** What the run's own codec makes of a captured buffer. */
final class OwnFormat {
    /** docs/compression.md, Payload: scale and short flag of a chunk; magic; length of a segment of 256 chunks. */
    private static final int CHUNK_BITS = 16;

    /** Values of the update itself, whatever the run that was captured. */
    private static final String PROFILE = "sparseloco";

    private static final int MAGIC_BITS = 32;
    private static final int SEGMENT_BITS = 32;
    private static final int SEGMENT_CHUNKS = 256;

    private final Codec codec;
    private final int valueBits;

    OwnFormat(ParameterLayout layout, CompressionConfig run, int topK, int valueBits) {
        this.codec = new Codec(layout, new CompressionConfig(PROFILE, topK, valueBits, run.errorFeedback()));
        this.valueBits = valueBits;
    }

    /** A payload's length and what it says. */
    record Sent(SparseUpdate update, long payloadBits) {
        double bitsPerValue() {
            return (double) payloadBits / update.size();
        }
    }

    Sent send(Parameters buffer) {
        byte[] payload = codec.compress(Parameters.zeros(buffer.layout()), buffer.copy(), ParallelFor.SEQUENTIAL);
        return new Sent(codec.decode(payload, ParallelFor.SEQUENTIAL), (long) Byte.SIZE * payload.length);
    }

    /** Bits that positions take in a payload of one-bit values: all that is neither value nor header. */
    double positionBits(Sent sent) {
        if (valueBits != 1) {
            throw new IllegalStateException("positions are counted in payloads of one-bit values");
        }
        long headers = MAGIC_BITS;
        for (int i = 0; i < codec.layout().count(); i++) {
            int chunks = new ChunkGrid(codec.layout().tensor(i)).chunks();
            headers += (long) chunks * CHUNK_BITS + (long) Math.ceilDiv(chunks, SEGMENT_CHUNKS) * SEGMENT_BITS;
        }
        return sent.payloadBits() - headers - sent.update().size();
    }

    /** What an update's numbers differ by from those that they stand for, squared and summed. */
    static double squaredError(Parameters buffer, SparseUpdate update) {
        double sum = 0;
        for (int tensor = 0; tensor < buffer.layout().count(); tensor++) {
            float[] all = buffer.values(tensor);
            int[] positions = update.positions(tensor);
            float[] values = update.values(tensor);
            for (int i = 0; i < positions.length; i++) {
                double off = (double) values[i] - all[positions[i]];
                sum += off * off;
            }
        }
        return sum;
    }
}
