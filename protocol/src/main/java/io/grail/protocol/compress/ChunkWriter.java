package io.grail.protocol.compress;

/** Writes the records of chunks (docs/compression.md) and tells what a receiver will read. One thread. */
final class ChunkWriter {
    private final BitWriter out;
    private final LevelFit fit;
    private final LevelTable table = new LevelTable();

    /** For chunks of at most {@code maxKept} values, {@code capacity} bytes in all. */
    ChunkWriter(int capacity, int maxKept) {
        out = new BitWriter(capacity);
        fit = new LevelFit(maxKept);
    }

    void writeEmpty(ChunkFormat format) {
        if (format.raw()) {
            out.bits(1, ChunkFormat.SHORT_FLAG_BITS);
            out.bits(0, ChunkFormat.COUNT_BITS);
        } else {
            out.bits(0, format.emptyBits());
        }
    }

    /**
     * Writes a chunk's record.
     *
     * @param positions ascending, {@code count} ≥ 1 of them
     * @param values at the positions; become those that a receiver decodes
     */
    void write(ChunkFormat format, int[] positions, float[] values, int count) {
        Levels levels = format.raw() ? new Levels(0, 0) : fit.fit(values, count, format.indexBits());
        out.bits(levels.scaleCode(), format.scaleBits());
        boolean isShort = count < format.kept();
        out.bits(isShort ? 1 : 0, ChunkFormat.SHORT_FLAG_BITS);
        if (isShort) {
            out.bits(count, ChunkFormat.COUNT_BITS);
        }
        out.bits(levels.ratioCode(), format.ratioBits());
        int next = 0;
        for (int i = 0; i < count; i++) {
            format.gaps().write(positions[i] - next, out);
            next = positions[i] + 1;
        }
        if (format.raw()) {
            writeRaw(values, count);
        } else {
            table.set(levels, format.indexBits());
            writeLevels(format.indexBits(), values, count);
        }
    }

    byte[] finish() {
        return out.finish();
    }

    private void writeRaw(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            out.bits(Float.floatToRawIntBits(values[i]), Float.SIZE);
        }
    }

    private void writeLevels(int indexBits, float[] values, int count) {
        int width = indexBits + 1;
        int word = 0;
        int filled = 0;
        for (int i = 0; i < count; i++) {
            int index = table.nearest(Math.abs(values[i]));
            int sign = Float.floatToRawIntBits(values[i]) & Integer.MIN_VALUE;
            values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(table.level(index)) | sign);
            word |= (index | sign >>> (Integer.SIZE - 1 - indexBits)) << filled;
            filled += width;
            if (filled > Integer.SIZE - width) {
                out.bits(word, filled);
                word = 0;
                filled = 0;
            }
        }
        out.bits(word, filled);
    }
}
