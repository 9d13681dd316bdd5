package io.grail.protocol.assignment;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import java.util.Collections;
import java.util.List;

/**
 * Who trains on which samples in one window: a permutation of the training samples that nobody knows before the
 * window's first block exists, cut into disjoint slices, one for each registered hotkey in the order of their bytes.
 *
 * <p>See docs/protocol.md, section Assignment.
 */
public final class Assignment {
    private final Permutation permutation;
    private final List<Hotkey> hotkeys;
    private final int samplesPerWindow;
    private final long trainSamples;

    private Assignment(Permutation permutation, List<Hotkey> hotkeys, int samplesPerWindow, long trainSamples) {
        this.permutation = permutation;
        this.hotkeys = hotkeys;
        this.samplesPerWindow = samplesPerWindow;
        this.trainSamples = trainSamples;
    }

    /**
     * The assignment of a window.
     *
     * @param opening hash of the window's first block
     * @param registered all hotkeys registered after that block, ascending
     * @param samplesPerWindow of each hotkey
     * @param trainSamples size of the dataset without its validation slice
     * @throws DatasetTooSmallException if the slices do not fit, with the numbers
     * @throws IllegalArgumentException if {@code registered} is not strictly ascending: nodes would disagree silently
     */
    public static Assignment of(
            RunId runId, Hash opening, List<Hotkey> registered, int samplesPerWindow, long trainSamples) {
        requireAscending(registered);
        if ((long) registered.size() * samplesPerWindow > trainSamples) {
            throw new DatasetTooSmallException(registered.size(), samplesPerWindow, 0, trainSamples);
        }
        byte[] key = new CanonicalWriter()
                .text("grail/assignment/1")
                .hash(runId.hash())
                .hash(opening)
                .toByteArray();
        Permutation permutation = new Permutation(Hash.sha256(key), Math.max(1, trainSamples));
        return new Assignment(permutation, List.copyOf(registered), samplesPerWindow, trainSamples);
    }

    /**
     * The samples of {@code hotkey}, in training order.
     *
     * @throws IllegalArgumentException if it is not registered
     */
    public long[] samplesOf(Hotkey hotkey) {
        int position = Collections.binarySearch(hotkeys, hotkey);
        if (position < 0) {
            throw new IllegalArgumentException(hotkey + " is not registered in this window");
        }
        return slice((long) position * samplesPerWindow, samplesPerWindow);
    }

    int samplesPerWindow() {
        return samplesPerWindow;
    }

    long trainSamples() {
        return trainSamples;
    }

    int hotkeys() {
        return hotkeys.size();
    }

    /** Number of samples that nobody was assigned. */
    public long unassigned() {
        return trainSamples - (long) hotkeys.size() * samplesPerWindow;
    }

    /** Sample {@code index} of those that nobody was assigned; index in [0, {@link #unassigned()}). */
    long unassignedSample(long index) {
        return permutation.at((long) hotkeys.size() * samplesPerWindow + index);
    }

    private static void requireAscending(List<Hotkey> hotkeys) {
        for (int i = 1; i < hotkeys.size(); i++) {
            if (hotkeys.get(i - 1).compareTo(hotkeys.get(i)) >= 0) {
                throw new IllegalArgumentException("hotkeys are not strictly ascending at position " + i);
            }
        }
    }

    private long[] slice(long from, int length) {
        long[] samples = new long[length];
        for (int i = 0; i < length; i++) {
            samples[i] = permutation.at(from + i);
        }
        return samples;
    }
}
