package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    private static final int[] NO_CHOICE = {};

    private final ParameterLayout layout;
    private final CompressionConfig config;
    private final Lanes lanes;
    private final List<Segment> uniform;
    private final int headerBytes;
    private final List<Density> densities;
    private final Optional<Budget> budget;

    /**
     * For one run.
     *
     * @throws InvalidRunException if a payload could exceed 2 GiB, which one array cannot hold, or if the run's budget is
     *     too small for the model
     */
    public Codec(ParameterLayout layout, CompressionConfig config) {
        this(layout, config, Lanes.best());
    }

    /** With the given inner loops; the bytes are the same whichever they are. */
    Codec(ParameterLayout layout, CompressionConfig config, Lanes lanes) {
        this.layout = layout;
        this.config = config;
        this.lanes = lanes;
        uniform = Segment.of(layout, config);
        boolean budgeted = config.bytesPerWindow() > 0;
        headerBytes = MAGIC_BYTES + (budgeted ? layout.count() : 0) + LENGTH_BYTES * uniform.size();
        densities = budgeted ? Density.options(config) : List.of();
        budget = budgeted ? Optional.of(new Budget(layout, config, lanes, headerBytes)) : Optional.empty();
        if (maxPayloadBytes() > Integer.MAX_VALUE - Long.BYTES) {
            throw new InvalidRunException("a payload of up to " + maxPayloadBytes() + " bytes, allowed 2 GiB");
        }
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Upper bound of a payload of this run, in bytes; exact, but for a run with a budget, where it is the budget. */
    public long maxPayloadBytes() {
        if (budget.isPresent()) {
            return config.bytesPerWindow();
        }
        return headerBytes + uniform.stream().mapToLong(Segment::maxBytes).sum();
    }

    /** Exact lower bound of a payload of this run, in bytes: that of an update that is zero everywhere. */
    public long minPayloadBytes() {
        return headerBytes + uniform.stream().mapToLong(Segment::minBytes).sum();
    }

    /** Values that a payload carries at most. */
    public long maxValues() {
        return uniform.stream().mapToLong(Segment::maxKept).sum();
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
        int[] chosen = budget.map(b -> b.choose(errorFeedback, pseudoGradient, parallel))
                .orElse(NO_CHOICE);
        List<Segment> segments = segments(chosen);
        byte[][] encoded = new byte[segments.size()][];
        FirstFinding.run(parallel, segments.size(), i -> {
            Segment segment = segments.get(i);
            float[] e = errorFeedback.values(segment.tensor());
            float[] delta = pseudoGradient.values(segment.tensor());
            encoded[i] = new SegmentEncoder(segment, grid(segment), lanes).encode(e, delta);
        });
        return join(chosen, encoded);
    }

    /**
     * The update that a payload spells.
     *
     * @throws MalformedException if it is none of this run
     * @throws NotFiniteException if a value in it is not finite
     */
    public SparseUpdate decode(byte[] payload, ParallelFor parallel) {
        ByteBuffer header = header(payload);
        List<Segment> segments = segments(readChoice(header));
        int[] starts = segmentStarts(header, segments, payload.length);
        SegmentDecoder[] decoders = new SegmentDecoder[segments.size()];
        FirstFinding.run(parallel, segments.size(), i -> {
            Segment segment = segments.get(i);
            decoders[i] = new SegmentDecoder(segment, grid(segment));
            decoders[i].decode(new BitReader(payload, starts[i], starts[i + 1]));
        });
        return gather(segments, decoders, parallel);
    }

    private ChunkGrid grid(Segment segment) {
        return new ChunkGrid(layout.tensor(segment.tensor()));
    }

    /** The run's segments, with the densities that were chosen for its tensors, if any were. */
    private List<Segment> segments(int[] chosen) {
        if (budget.isEmpty()) {
            return uniform;
        }
        List<Segment> all = new ArrayList<>();
        for (int tensor = 0; tensor < chosen.length; tensor++) {
            all.addAll(Segment.of(layout, tensor, densities.get(chosen[tensor]).in(config)));
        }
        return all;
    }

    private byte[] join(int[] chosen, byte[][] encoded) {
        long length = headerBytes
                + Arrays.stream(encoded).mapToLong(bytes -> bytes.length).sum();
        ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        payload.putInt(MAGIC);
        for (int density : chosen) {
            payload.put((byte) density);
        }
        for (byte[] bytes : encoded) {
            payload.putInt(bytes.length);
        }
        for (byte[] bytes : encoded) {
            payload.put(bytes);
        }
        return payload.array();
    }

    /** The payload behind its magic. */
    private ByteBuffer header(byte[] payload) {
        if (payload.length < minPayloadBytes() || payload.length > maxPayloadBytes()) {
            throw new MalformedException(
                    payload.length + " bytes", "[" + minPayloadBytes() + ", " + maxPayloadBytes() + "] bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new MalformedException("magic " + Integer.toHexString(magic), Integer.toHexString(MAGIC));
        }
        return in;
    }

    private int[] readChoice(ByteBuffer in) {
        if (budget.isEmpty()) {
            return NO_CHOICE;
        }
        int[] chosen = new int[layout.count()];
        for (int tensor = 0; tensor < chosen.length; tensor++) {
            chosen[tensor] = Byte.toUnsignedInt(in.get());
            if (chosen[tensor] >= densities.size()) {
                throw new MalformedException(
                        "density " + chosen[tensor] + " of tensor " + tensor, "less than " + densities.size());
            }
        }
        return chosen;
    }

    /** Where each segment starts, and behind the last one the end of the payload. */
    private int[] segmentStarts(ByteBuffer in, List<Segment> segments, int end) {
        int[] starts = new int[segments.size() + 1];
        starts[0] = headerBytes;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int length = in.getInt();
            if (length < segment.minBytes() || length > Math.min(segment.maxBytes(), end - starts[i])) {
                throw new MalformedException(
                        "segment " + i + " of " + length + " bytes",
                        "[" + segment.minBytes() + ", " + segment.maxBytes() + "] inside the payload");
            }
            starts[i + 1] = starts[i] + length;
        }
        if (starts[segments.size()] != end) {
            throw new MalformedException(end - starts[segments.size()] + " bytes after the last segment", "none");
        }
        return starts;
    }

    private SparseUpdate gather(List<Segment> segments, SegmentDecoder[] decoders, ParallelFor parallel) {
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
