package io.grail.protocol.state;

import java.util.Arrays;
import java.util.List;

/** Capped values, of which the outermost do not count: the trimmed mean and the median. */
final class RankMixer implements Mixer {
    /** Makes one value of a coordinate's capped ones, which are {@code from … until} of an array that it may sort. */
    @FunctionalInterface
    interface Choice {
        float of(float[] values, int from, int until);
    }

    private final float cap;
    private final Choice choice;
    private final int[] senders = new int[ChunkGrid.FULL];
    private final int[] touched = new int[ChunkGrid.FULL];
    private final int[] next = new int[ChunkGrid.FULL];
    private int[] places = new int[ChunkGrid.FULL];
    private float[] values = new float[ChunkGrid.FULL];
    private float[] grouped = new float[ChunkGrid.FULL];
    private int count;

    RankMixer(float cap, Choice choice) {
        this.cap = cap;
        this.choice = choice;
    }

    @Override
    public void mix(List<Sender> from, int chunk, float[] into) {
        count = 0;
        for (Sender sender : from) {
            add(sender, chunk);
        }
        int coordinates = group();
        int first = 0;
        for (int i = 0; i < coordinates; i++) {
            int at = touched[i];
            int last = first + senders[at];
            into[at] = choice.of(grouped, first, last);
            senders[at] = 0;
            first = last;
        }
    }

    private void add(Sender sender, int chunk) {
        int from = sender.starts()[chunk];
        int sent = sender.starts()[chunk + 1] - from;
        if (count + sent > values.length) {
            places = Arrays.copyOf(places, 2 * places.length);
            values = Arrays.copyOf(values, 2 * values.length);
            grouped = new float[values.length];
        }
        for (int i = 0; i < sent; i++) {
            places[count + i] = sender.places()[from + i];
            values[count + i] = Math.clamp(sender.factor() * sender.values()[from + i], -cap, cap);
        }
        count += sent;
    }

    /** Brings the values of each coordinate together; returns the number of coordinates. */
    private int group() {
        int coordinates = 0;
        for (int i = 0; i < count; i++) {
            if (senders[places[i]]++ == 0) {
                touched[coordinates++] = places[i];
            }
        }
        int start = 0;
        for (int i = 0; i < coordinates; i++) {
            next[touched[i]] = start;
            start += senders[touched[i]];
        }
        for (int i = 0; i < count; i++) {
            grouped[next[places[i]]++] = values[i];
        }
        return coordinates;
    }

    /** From three senders on, a fifth of them, at least one, is left out at either end. */
    static float trimmedMean(float[] values, int from, int until) {
        int senders = until - from;
        int trim = senders < 3 ? 0 : Math.max(1, senders / 5);
        if (trim > 0) {
            Arrays.sort(values, from, until);
        }
        float sum = 0;
        for (int i = from + trim; i < until - trim; i++) {
            sum += values[i];
        }
        return sum / (senders - 2 * trim);
    }

    /** The middle, or the mean of both middles; of two senders the middle of their values and zero. */
    static float median(float[] values, int from, int until) {
        int senders = until - from;
        if (senders == 1) {
            return values[from];
        }
        if (senders == 2) {
            return middleWithZero(values[from], values[from + 1]);
        }
        Arrays.sort(values, from, until);
        return (values[from + (senders - 1) / 2] + values[from + senders / 2]) / 2;
    }

    private static float middleWithZero(float a, float b) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), 0));
    }
}
