package io.grail.bench.codec;

import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The least that passes over parameters take on this machine: loops that the compiler turns into vector code. */
final class MemoryFloor {
    private static final int SLICE = 1 << 18;

    private MemoryFloor() {}

    private record Slice(int tensor, int from, int to) {}

    /** b ← c·a + b over all parameters: reads two, writes one. */
    static double readReadWrite(Parameters a, Parameters b, ParallelFor parallel) {
        List<Slice> slices = slices(b);
        return seconds(parallel, slices.size(), i -> {
            Slice slice = slices.get(i);
            float[] from = a.values(slice.tensor());
            float[] to = b.values(slice.tensor());
            for (int at = slice.from(); at < slice.to(); at++) {
                to[at] = 0.5f * from[at] + to[at];
            }
        });
    }

    /** a ← c·a over all parameters: reads one, writes one. */
    static double readWrite(Parameters a, ParallelFor parallel) {
        List<Slice> slices = slices(a);
        return seconds(parallel, slices.size(), i -> {
            float[] values = a.values(slices.get(i).tensor());
            for (int at = slices.get(i).from(); at < slices.get(i).to(); at++) {
                values[at] = 0.999f * values[at];
            }
        });
    }

    private static double seconds(ParallelFor parallel, int count, IntConsumer body) {
        long started = System.nanoTime();
        parallel.run(count, body);
        return (System.nanoTime() - started) / 1e9;
    }

    private static List<Slice> slices(Parameters parameters) {
        List<Slice> slices = new ArrayList<>();
        for (int tensor = 0; tensor < parameters.layout().count(); tensor++) {
            int size = parameters.layout().tensor(tensor).size();
            for (int from = 0; from < size; from += SLICE) {
                slices.add(new Slice(tensor, from, Math.min(size, from + SLICE)));
            }
        }
        return slices;
    }
}
