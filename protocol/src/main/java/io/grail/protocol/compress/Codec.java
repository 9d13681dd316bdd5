package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-gradient to bytes and back (docs/compression.md).
 *
 * <p>The bytes depend on the input alone, not on threads. An update has one spelling: whatever {@link #decode} accepts,
 * {@link #compress} of the decoded numbers writes again. Source of the scheme: SparseLoCo, arXiv 2508.15706.
 */
public final class Codec {
    /** "GRU" and the version of the format. */
    private static final int MAGIC = 'G' | ('R' << 8) | ('U' << 16) | (2 << 24);

    private static final int MAGIC_BYTES = 4;
    private static final int LENGTH_BYTES = 4;

    private final ParameterLayout layout;
    private final CompressionConfig config;
    private final Lanes lanes;
    private final List<Segment> segments;
    private final int headerBytes;

    /**
     * For one run.
     *
     * @throws IllegalArgumentException if a payload could exceed 2 GiB, which one array cannot hold
     */
    public Codec(ParameterLayout layout, CompressionConfig config) {
        this(layout, config, Lanes.best());
    }

    /** With the given inner loops; the bytes are the same whichever they are. */
    Codec(ParameterLayout layout, CompressionConfig config, Lanes lanes) {
        this.layout = layout;
        this.config = config;
        this.lanes = lanes;
        segments = Segment.of(layout, config);
        headerBytes = MAGIC_BYTES + LENGTH_BYTES * segments.size();
        if (maxPayloadBytes() > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("a payload of up to " + maxPayloadBytes() + " bytes, allowed 2 GiB");
        }
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Exact upper bound of a payload of this run, in bytes. */
    public long maxPayloadBytes() {
        return headerBytes + segments.stream().mapToLong(Segment::maxBytes).sum();
    }

    /** Exact lower bound of a payload of this run, in bytes: that of an update that is zero everywhere. */
    public long minPayloadBytes() {
        return headerBytes + segments.stream().mapToLong(Segment::minBytes).sum();
    }

    /** Values that a payload carries at most. */
    public long maxValues() {
        return segments.stream().mapToLong(Segment::maxKept).sum();
    }

    /**
     * e ← βe + Δ; payload = encode(top-k(e)); e ← e − decode(payload). All in binary32, one rounding an operation.
     *
     * @param errorFeedback e, only read
     * @param pseudoGradient Δ; becomes the new e, which spares a pass over memory and leaves the old e whole
     * @throws NotFiniteException if βe + Δ, or what of it is not sent, is not finite somewhere; Δ is then spoilt
     * @throws IllegalArgumentException if a layout is not this codec's
     */
    public byte[] compress(Parameters errorFeedback, Parameters pseudoGradient, ParallelFor parallel) {
        if (!errorFeedback.layout().equals(layout) || !pseudoGradient.layout().equals(layout)) {
            throw new IllegalArgumentException("the parameters are of another layout than the codec");
        }
        byte[][] encoded = new byte[segments.size()][];
        runAll(parallel, i -> {
            Segment segment = segments.get(i);
            float[] e = errorFeedback.values(segment.tensor());
            float[] delta = pseudoGradient.values(segment.tensor());
            encoded[i] = new SegmentEncoder(segment, grid(segment), config, lanes).encode(e, delta);
        });
        return join(encoded);
    }

    /**
     * The update that a payload spells.
     *
     * @throws MalformedException if it is none of this run
     * @throws NotFiniteException if a value in it is not finite
     */
    public SparseUpdate decode(byte[] payload, ParallelFor parallel) {
        int[] starts = segmentStarts(payload);
        SegmentDecoder[] decoders = new SegmentDecoder[segments.size()];
        runAll(parallel, i -> {
            Segment segment = segments.get(i);
            decoders[i] = new SegmentDecoder(segment, grid(segment), config);
            decoders[i].decode(new BitReader(payload, starts[i], starts[i + 1]));
        });
        return gather(decoders, parallel);
    }

    /** Runs {@code body} for every segment. Of several findings that of the first segment counts, not of a thread. */
    private void runAll(ParallelFor parallel, IntConsumer body) {
        @Nullable RuntimeException[] failures = new @Nullable RuntimeException[segments.size()];
        parallel.run(failures.length, i -> {
            try {
                body.accept(i);
            } catch (MalformedException | NotFiniteException e) {
                failures[i] = e;
            }
        });
        Optional<RuntimeException> first =
                Arrays.stream(failures).filter(failure -> failure != null).findFirst();
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private ChunkGrid grid(Segment segment) {
        return new ChunkGrid(layout.tensor(segment.tensor()));
    }

    private byte[] join(byte[][] encoded) {
        long length = headerBytes
                + Arrays.stream(encoded).mapToLong(bytes -> bytes.length).sum();
        ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        payload.putInt(MAGIC);
        for (byte[] bytes : encoded) {
            payload.putInt(bytes.length);
        }
        for (byte[] bytes : encoded) {
            payload.put(bytes);
        }
        return payload.array();
    }

    /** Where each segment starts, and behind the last one the end of the payload. */
    private int[] segmentStarts(byte[] payload) {
        if (payload.length < minPayloadBytes() || payload.length > maxPayloadBytes()) {
            throw new MalformedException(
                    payload.length + " bytes", "[" + minPayloadBytes() + ", " + maxPayloadBytes() + "] bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new MalformedException("magic " + Integer.toHexString(magic), Integer.toHexString(MAGIC));
        }
        int[] starts = new int[segments.size() + 1];
        starts[0] = headerBytes;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int length = in.getInt();
            if (length < segment.minBytes() || length > Math.min(segment.maxBytes(), payload.length - starts[i])) {
                throw new MalformedException(
                        "segment " + i + " of " + length + " bytes",
                        "[" + segment.minBytes() + ", " + segment.maxBytes() + "] inside the payload");
            }
            starts[i + 1] = starts[i] + length;
        }
        if (starts[segments.size()] != payload.length) {
            throw new MalformedException(
                    payload.length - starts[segments.size()] + " bytes after the last segment", "none");
        }
        return starts;
    }

    private SparseUpdate gather(SegmentDecoder[] decoders, ParallelFor parallel) {
        int[] sizes = new int[layout.count()];
        int[] offsets = new int[decoders.length];
        for (int i = 0; i < decoders.length; i++) {
            int tensor = segments.get(i).tensor();
            offsets[i] = sizes[tensor];
            sizes[tensor] += decoders[i].size();
        }
        int[][] starts = new int[layout.count()][];
        short[][] places = new short[layout.count()][];
        float[][] values = new float[layout.count()][];
        for (int tensor = 0; tensor < sizes.length; tensor++) {
            starts[tensor] = new int[new ChunkGrid(layout.tensor(tensor)).chunks() + 1];
            places[tensor] = new short[sizes[tensor]];
            values[tensor] = new float[sizes[tensor]];
        }
        parallel.run(decoders.length, i -> {
            int tensor = segments.get(i).tensor();
            decoders[i].copyTo(starts[tensor], places[tensor], values[tensor], offsets[i]);
        });
        return SparseUpdate.ofChunks(layout, starts, places, values, parallel);
    }
}
