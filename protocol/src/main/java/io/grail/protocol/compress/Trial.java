package io.grail.protocol.compress;

import java.util.List;

/**
 * What a tensor or a segment at some density takes and gains.
 *
 * @param gain by how much squared error is less than if nothing were sent
 */
record Trial(double bytes, double gain) {
    /** All of them together, times {@code share}. */
    static Trial sum(List<Trial> trials, double share) {
        double bytes = 0;
        double gain = 0;
        for (Trial trial : trials) {
            bytes += trial.bytes;
            gain += trial.gain;
        }
        return new Trial(share * bytes, share * gain);
    }
}
