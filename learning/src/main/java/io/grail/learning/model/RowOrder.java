package io.grail.learning.model;

/**
 * In which order the rows of a matrix lie in native memory.
 *
 * <p>Scores q·k do not change when the numbers inside a head change places in both, so queries and keys may lie as their
 * rotation likes them.
 */
sealed interface RowOrder {
    /** As in the layout. */
    record Same() implements RowOrder {
        @Override
        public int nativeRow(int row) {
            return row;
        }
    }

    /** Rows j and j + K/2 of each head, which the rotary embedding turns together, lie side by side. */
    record PairedHalves(int headSize) implements RowOrder {
        @Override
        public int nativeRow(int row) {
            int inHead = row % headSize;
            int half = headSize / 2;
            int place = inHead < half ? 2 * inHead : 2 * (inHead - half) + 1;
            return row - inHead + place;
        }
    }

    /** The native row of the layout's {@code row}. */
    int nativeRow(int row);
}
