package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.ParameterLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a payload is around its segments: magic, densities where the run leaves them to the miner, and lengths. */
final class Frame {
    /** "GRU" and the version of the format. */
    private static final int MAGIC = 'G' | ('R' << 8) | ('U' << 16) | (2 << 24);

    private static final int MAGIC_BYTES = 4;
    private static final int LENGTH_BYTES = 4;

    private final ParameterLayout layout;
    private final CompressionConfig run;
    private final List<Segment> uniform;
    private final List<Density> densities;

    Frame(ParameterLayout layout, CompressionConfig run) {
        this.layout = layout;
        this.run = run;
        uniform = Segment.of(layout, run);
        densities = run.bytesPerWindow() > 0 ? Density.options(run) : List.of();
    }

    /** A payload's segments and where each starts; behind the last one the end of the payload. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(List<Segment> segments, int[] starts) {}

    /** Segments in which every tensor is sent as densely as the run allows. */
    List<Segment> uniform() {
        return uniform;
    }

    /** Bytes before the first segment. */
    int headerBytes() {
        return MAGIC_BYTES + (densities.isEmpty() ? 0 : layout.count()) + LENGTH_BYTES * uniform.size();
    }

    /**
     * The segments of a payload.
     *
     * @param chosen for every tensor the number of a density; empty in a run that leaves no choice
     */
    List<Segment> segments(int... chosen) {
        if (densities.isEmpty()) {
            return uniform;
        }
        List<Segment> segments = new ArrayList<>();
        for (int tensor = 0; tensor < chosen.length; tensor++) {
            segments.addAll(
                    Segment.of(layout, tensor, densities.get(chosen[tensor]).in(run)));
        }
        return segments;
    }

    /** The payload of encoded segments. */
    byte[] join(int[] chosen, byte[][] encoded) {
        long length = headerBytes()
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

    /**
     * The inverse of {@link #join}.
     *
     * @throws MalformedException if the payload is not made of segments that this run may have
     */
    Content split(byte[] payload, long minBytes, long maxBytes) {
        if (payload.length < minBytes || payload.length > maxBytes) {
            throw new MalformedException(payload.length + " bytes", "[" + minBytes + ", " + maxBytes + "] bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new MalformedException("magic " + Integer.toHexString(magic), Integer.toHexString(MAGIC));
        }
        List<Segment> segments = segments(densities(in));
        return new Content(segments, starts(in, segments, payload.length));
    }

    private int[] densities(ByteBuffer in) {
        int[] chosen = new int[densities.isEmpty() ? 0 : layout.count()];
        for (int tensor = 0; tensor < chosen.length; tensor++) {
            chosen[tensor] = Byte.toUnsignedInt(in.get());
            if (chosen[tensor] >= densities.size()) {
                throw new MalformedException(
                        "density " + chosen[tensor] + " of tensor " + tensor, "less than " + densities.size());
            }
        }
        return chosen;
    }

    private int[] starts(ByteBuffer in, List<Segment> segments, int end) {
        int[] starts = new int[segments.size() + 1];
        starts[0] = headerBytes();
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
}
