package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.state.ChunkGrid;

/** Decodes one segment of hostile bytes; memory is that of the segment's largest content. One thread, one use. */
final class SegmentDecoder {
    /** Of codes that are read together; a multiple of every code's width. */
    private static final int CODE_BITS = 24;

    private final Segment segment;
    private final ChunkGrid grid;
    private final int[] ends;
    private final short[] places;
    private final float[] values;
    private final LevelTable table = new LevelTable();
    private int size;

    SegmentDecoder(Segment segment, ChunkGrid grid) {
        this.segment = segment;
        this.grid = grid;
        ends = new int[segment.chunks()];
        places = new short[segment.maxKept()];
        values = new float[segment.maxKept()];
    }

    /**
     * Reads the whole segment.
     *
     * @throws MalformedException if the bytes are not exactly what {@link SegmentEncoder} writes for some values
     * @throws NotFiniteException if a level is infinite or not a number
     */
    void decode(BitReader in) {
        for (int i = segment.firstChunk(); i < segment.lastChunk(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            decode(in, ChunkFormat.of(chunk.size(), segment.config()));
            ends[i - segment.firstChunk()] = size;
        }
        in.finish();
    }

    int size() {
        return size;
    }

    /**
     * Copies what was read to its place in the tensor's arrays.
     *
     * @param offset number of values in the segments before this one
     */
    void copyTo(int[] allStarts, short[] allPlaces, float[] allValues, int offset) {
        for (int i = 0; i < ends.length; i++) {
            allStarts[segment.firstChunk() + i + 1] = offset + ends[i];
        }
        System.arraycopy(places, 0, allPlaces, offset, size);
        System.arraycopy(values, 0, allValues, offset, size);
    }

    private void decode(BitReader in, ChunkFormat format) {
        int scale = in.bits(format.scaleBits());
        boolean isShort = in.bits(ChunkFormat.SHORT_FLAG_BITS) == 1;
        if (!format.raw() && scale == 0 && !isShort) {
            return;
        }
        int count = isShort ? shortCount(in, format) : format.kept();
        if (format.raw()) {
            readPlaces(in, format, count);
            readRaw(in, count);
        } else {
            Levels levels = new Levels(scale, in.bits(format.ratioBits()));
            check(levels);
            readPlaces(in, format, count);
            readLevels(in, format, levels, count);
        }
        size += count;
    }

    private static int shortCount(BitReader in, ChunkFormat format) {
        int count = in.bits(ChunkFormat.COUNT_BITS);
        int least = format.raw() ? 0 : 1;
        if (count < least || count >= format.kept()) {
            throw new MalformedException(
                    "a short chunk of " + count, "at least " + least + ", less than " + format.kept());
        }
        return count;
    }

    private static void check(Levels levels) {
        if (!Float.isFinite(levels.high())) {
            throw new NotFiniteException("levels " + levels.low() + " and " + levels.high());
        }
        if (levels.low() < Float.MIN_NORMAL) {
            throw new MalformedException("low level " + levels.low(), "normal numbers");
        }
    }

    private void readPlaces(BitReader in, ChunkFormat format, int count) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            // What is left for this gap once every later value has its place.
            int room = format.size() - next - (count - i);
            int gap = in.golomb(format.gaps(), room);
            if (gap > room) {
                throw new MalformedException("position " + (next + gap), "positions inside the chunk");
            }
            places[size + i] = (short) (next + gap);
            next += gap + 1;
        }
    }

    private void readRaw(BitReader in, int count) {
        for (int i = 0; i < count; i++) {
            float value = Float.intBitsToFloat(in.bits(Short.SIZE) | in.bits(Short.SIZE) << Short.SIZE);
            if (!Float.isFinite(value)) {
                throw new NotFiniteException("value " + value);
            }
            if (Math.abs(value) < Float.MIN_NORMAL) {
                throw new MalformedException("value " + value, "normal numbers");
            }
            values[size + i] = value;
        }
    }

    private void readLevels(BitReader in, ChunkFormat format, Levels levels, int count) {
        int indexBits = format.indexBits();
        table.set(levels, indexBits);
        int width = indexBits + 1;
        int mask = (1 << indexBits) - 1;
        int atOnce = CODE_BITS / width;
        int lowest = table.last();
        int highest = 0;
        for (int from = 0; from < count; from += atOnce) {
            int end = Math.min(from + atOnce, count);
            int codes = in.bits((end - from) * width);
            for (int i = from; i < end; i++) {
                int index = codes & mask;
                lowest = Math.min(lowest, index);
                highest = Math.max(highest, index);
                int sign = (codes >>> indexBits) << (Integer.SIZE - 1);
                values[size + i] = Float.intBitsToFloat(Float.floatToRawIntBits(table.level(index)) | sign);
                codes >>>= width;
            }
        }
        // One spelling for each update: the levels that are declared are used, the lowest and the highest.
        if (lowest != 0 || highest != table.last()) {
            throw new MalformedException(
                    "values of levels " + lowest + " to " + highest, "the use of levels 0 to " + table.last());
        }
    }
}
