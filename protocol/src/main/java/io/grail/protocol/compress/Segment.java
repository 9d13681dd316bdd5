package io.grail.protocol.compress;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to 256 consecutive chunks of one tensor: the unit of parallel work, byte-aligned in the payload.
 *
 * @param config how its tensor is sent
 * @param maxKept values that it holds at most
 * @param minBytes of its bytes, reached when every chunk is empty
 * @param maxBytes of its bytes, reached by an unlucky choice of positions
 */
record Segment(
        int tensor, int firstChunk, int lastChunk, CompressionConfig config, int maxKept, int minBytes, int maxBytes) {
    private static final int CHUNKS = 256;

    /** All segments of a payload whose tensors are all sent alike, in wire order. */
    static List<Segment> of(ParameterLayout layout, CompressionConfig config) {
        List<Segment> segments = new ArrayList<>();
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            segments.addAll(of(layout, tensor, config));
        }
        return List.copyOf(segments);
    }

    /** The segments of one tensor. */
    static List<Segment> of(ParameterLayout layout, int tensor, CompressionConfig config) {
        List<Segment> segments = new ArrayList<>();
        ChunkGrid grid = new ChunkGrid(layout.tensor(tensor));
        int chunks = grid.chunks();
        for (int first = 0; first < chunks; first += CHUNKS) {
            segments.add(of(tensor, grid, first, Math.min(first + CHUNKS, chunks), config));
        }
        return segments;
    }

    int chunks() {
        return lastChunk - firstChunk;
    }

    private static Segment of(int tensor, ChunkGrid grid, int first, int last, CompressionConfig config) {
        int kept = 0;
        int emptyBits = 0;
        int bits = 0;
        for (int i = first; i < last; i++) {
            ChunkFormat format = ChunkFormat.of(grid.chunk(i).size(), config);
            kept += format.kept();
            emptyBits += format.emptyBits();
            bits += format.maxBits();
        }
        int minBytes = Math.ceilDiv(emptyBits, Byte.SIZE);
        return new Segment(tensor, first, last, config, kept, minBytes, Math.ceilDiv(bits, Byte.SIZE));
    }
}
