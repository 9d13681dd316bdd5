package io.grail.learning.checkpoint;

import java.util.List;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param shape sizes, outermost first; their product is the number of elements
 * @param begin first byte, counted from the end of the header
 * @param end the byte after the last
 */
record TensorEntry(String name, ElementType type, List<Integer> shape, long begin, long end) {
    /** Number of elements; the header was checked, so that it fits the file. */
    int count() {
        return Math.toIntExact((end - begin) / type.bytes());
    }
}
