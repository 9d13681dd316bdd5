package io.grail.protocol.compress;

import java.util.List;

/**
 * What a tensor or a segment at some density takes and gains.
 *
 * @param gain by how much squared error is less than if nothing were sent
 * @param squares of all its numbers, summed: the error if nothing were sent
 */
record Trial(double bytes, double gain, double squares) {
    /** All of them together, as if there were {@code share} times as many. */
    static Trial sum(List<Trial> trials, double share) {
        double bytes = 0;
        double gain = 0;
        double squares = 0;
        for (Trial trial : trials) {
            bytes += trial.bytes;
            gain += trial.gain;
            squares += trial.squares;
        }
        return new Trial(share * bytes, share * gain, share * squares);
    }

    /** The gain as that of so many numbers whose squares are 1 on average. */
    double gainOf(long numbers) {
        return squares == 0 ? 0 : numbers * (gain / squares);
    }
}
