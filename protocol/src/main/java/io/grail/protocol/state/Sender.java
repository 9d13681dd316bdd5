package io.grail.protocol.state;

/**
 * What one peer sent for a tensor.
 *
 * @param factor to clip it by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a carrier of arrays that nobody writes to
record Sender(int[] positions, float[] values, double factor) {
    /** Index of the first value at or after a band's start; all earlier bands come first on the wire. */
    int firstFrom(long start) {
        int low = 0;
        int high = positions.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
