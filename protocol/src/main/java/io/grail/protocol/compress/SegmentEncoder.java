package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;

/** Encodes one segment and takes what it sent out of the error-feedback buffer. One thread, one use. */
final class SegmentEncoder {
    private final Segment segment;
    private final ChunkGrid grid;
    private final CompressionConfig config;
    private final BitWriter out;
    private final TopK selector;
    private final int[] kept;

    SegmentEncoder(Segment segment, ChunkGrid grid, CompressionConfig config) {
        this.segment = segment;
        this.grid = grid;
        this.config = config;
        out = new BitWriter(segment.maxBytes());
        selector = new TopK(config.topK());
        kept = new int[config.topK()];
    }

    /** e ← βe + Δ, then encode and e ← e − decoded, chunk by chunk. */
    byte[] encode(float[] errorFeedback, float[] pseudoGradient, float decay) {
        for (int i = segment.firstChunk(); i < segment.lastChunk(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            ChunkFormat format = ChunkFormat.of(chunk.size(), config);
            selector.start(format.kept());
            accumulate(chunk, errorFeedback, pseudoGradient, decay);
            int count = selector.finish();
            if (count == 0) {
                out.bits(0, ChunkFormat.EMPTY_BITS);
            } else {
                send(chunk, format, count, errorFeedback);
            }
        }
        return out.finish();
    }

    private void accumulate(ChunkGrid.Chunk chunk, float[] errorFeedback, float[] pseudoGradient, float decay) {
        for (int row = 0; row < chunk.rows(); row++) {
            int start = chunk.start() + row * chunk.stride();
            // Two roundings, product and sum: Java fuses nothing by itself.
            for (int at = start; at < start + chunk.columns(); at++) {
                errorFeedback[at] = decay * errorFeedback[at] + pseudoGradient[at];
            }
            selector.offer(errorFeedback, start, chunk.columns(), row * chunk.columns());
        }
    }

    private void send(ChunkGrid.Chunk chunk, ChunkFormat format, int count, float[] errorFeedback) {
        Levels levels = format.twoLevels() ? LevelFit.two(selector, count) : LevelFit.one(selector, count);
        selector.positions(kept);
        out.bits(levels.scaleCode(), Levels.SCALE_BITS);
        boolean isShort = count < format.kept();
        out.bits(isShort ? 1 : 0, ChunkFormat.SHORT_FLAG_BITS);
        if (isShort) {
            out.bits(count, ChunkFormat.COUNT_BITS);
        }
        out.bits(levels.ratioCode(), format.ratioBits());
        int next = 0;
        for (int i = 0; i < count; i++) {
            int gap = kept[i] - next;
            out.unary(gap >>> format.rice());
            out.bits(gap & ((1 << format.rice()) - 1), format.rice());
            next = kept[i] + 1;
        }
        sendValues(chunk, format, levels, count, errorFeedback);
    }

    private void sendValues(
            ChunkGrid.Chunk chunk, ChunkFormat format, Levels levels, int count, float[] errorFeedback) {
        float boundary = levels.boundary();
        for (int i = 0; i < count; i++) {
            int at = chunk.position(kept[i]);
            float value = errorFeedback[at];
            boolean isHigh = !levels.single() && Math.abs(value) > boundary;
            float magnitude = isHigh ? levels.high() : levels.low();
            if (format.twoLevels()) {
                out.bits(isHigh ? 1 : 0, 1);
            }
            out.bits(value < 0 ? 1 : 0, 1);
            errorFeedback[at] = value - (value < 0 ? -magnitude : magnitude);
        }
    }
}
