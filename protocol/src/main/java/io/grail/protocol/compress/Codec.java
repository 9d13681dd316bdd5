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
import java.util.List;
import java.util.Optional;

/**
 * A pseudo-gradient to bytes and back (docs/compression.md).
 *
 * <p>The bytes depend on the input alone, not on threads. An update has one spelling, in a run with a budget one for each
 * choice of densities: whatever {@link #decode} accepts, the decoded numbers at these densities are written as the same
 * bytes again. Source of the scheme: SparseLoCo, arXiv 2508.15706.
 */
public final class Codec {
    private static final int[] NO_CHOICE = {};

    private final ParameterLayout layout;
    private final CompressionConfig config;
    private final Lanes lanes;
    private final Frame frame;
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
        frame = new Frame(layout, config);
        budget = config.bytesPerWindow() > 0
                ? Optional.of(new Budget(layout, config, lanes, frame.headerBytes()))
                : Optional.empty();
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
        return frame.headerBytes()
                + frame.uniform().stream().mapToLong(Segment::maxBytes).sum();
    }

    /** Exact lower bound of a payload of this run, in bytes: that of an update that is zero everywhere. */
    public long minPayloadBytes() {
        return frame.headerBytes()
                + frame.uniform().stream().mapToLong(Segment::minBytes).sum();
    }

    /** Values that a payload carries at most. */
    public long maxValues() {
        return frame.uniform().stream().mapToLong(Segment::maxKept).sum();
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
        List<Segment> segments = frame.segments(chosen);
        byte[][] encoded = new byte[segments.size()][];
        FirstFinding.run(parallel, segments.size(), i -> {
            Segment segment = segments.get(i);
            float[] e = errorFeedback.values(segment.tensor());
            float[] delta = pseudoGradient.values(segment.tensor());
            encoded[i] = new SegmentEncoder(segment, grid(segment), lanes).encode(e, delta);
        });
        return frame.join(chosen, encoded);
    }

    /**
     * The update that a payload spells.
     *
     * @throws MalformedException if it is none of this run
     * @throws NotFiniteException if a value in it is not finite
     */
    public SparseUpdate decode(byte[] payload, ParallelFor parallel) {
        Frame.Content content = frame.split(payload, minPayloadBytes(), maxPayloadBytes());
        List<Segment> segments = content.segments();
        int[] starts = content.starts();
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
