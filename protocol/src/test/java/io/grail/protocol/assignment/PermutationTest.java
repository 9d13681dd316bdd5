package io.grail.protocol.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PermutationTest {
    @Test
    void everySizeUpToSomeHundredsIsPermutedWhole() {
        for (int size = 1; size <= 300; size++) {
            assertThat(reached(new Permutation(key(size), size), size)).isEqualTo(size);
        }
    }

    @Test
    void randomLargerSizesArePermutedWhole() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            int size = 1 + random.nextInt(50_000);
            assertThat(reached(new Permutation(key(random.nextInt()), size), size))
                    .as("seed %d, size %d", seed, size)
                    .isEqualTo(size);
        }
    }

    /** Where one index lands, over many keys, is spread evenly: χ² with 31 degrees of freedom, far beyond 1 in 10⁶. */
    @Test
    void imagesOfAnIndexAreSpreadEvenlyOverKeys() {
        int keys = 16_000;
        for (long index : new long[] {0, 1, 999, 1_000_002}) {
            int[] counts = new int[32];
            for (int k = 0; k < keys; k++) {
                counts[(int) (new Permutation(key(k), 1_000_003).at(index) * 32 / 1_000_003)]++;
            }
            assertThat(chiSquare(counts, keys / 32.0)).as("index %d", index).isLessThan(90);
        }
    }

    /** Neighbours in the slice are no neighbours in the data. */
    @Test
    void differencesOfNeighbouringImagesAreSpreadEvenly() {
        int size = 1 << 20;
        Permutation permutation = new Permutation(key(5), size);
        int[] counts = new int[32];
        for (int i = 0; i < 16_000; i++) {
            long difference = Math.floorMod(permutation.at(i + 1) - permutation.at(i), (long) size);
            counts[(int) (difference * 32 / size)]++;
        }
        assertThat(chiSquare(counts, 500)).isLessThan(90);
    }

    @Test
    void theLargestSizeIsReachedInto() {
        long size = 1L << 62;
        Permutation permutation = new Permutation(key(1), size);

        assertThat(permutation.at(0)).isBetween(0L, size - 1);
        assertThat(permutation.at(size - 1)).isBetween(0L, size - 1);
    }

    @Test
    void indicesAndSizesOutOfRangeAreRefused() {
        Permutation permutation = new Permutation(key(1), 10);

        assertThatThrownBy(() -> permutation.at(10)).hasMessage("10 of 10");
        assertThatThrownBy(() -> permutation.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Permutation(key(1), 0)).hasMessageContaining("0 numbers");
    }

    private static int reached(Permutation permutation, int size) {
        BitSet reached = new BitSet(size);
        for (int i = 0; i < size; i++) {
            reached.set(Math.toIntExact(permutation.at(i)));
        }
        return reached.length() > size ? -1 : reached.cardinality();
    }

    private static double chiSquare(int[] counts, double expected) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static Hash key(int number) {
        return Hash.sha256(
                new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)});
    }
}
