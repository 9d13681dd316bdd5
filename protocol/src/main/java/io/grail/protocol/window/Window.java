package io.grail.protocol.window;

/** Window w of a run: the blocks [w·B, (w+1)·B), B being {@code window.blocks} of the run. */
public record Window(long number) implements Comparable<Window> {
    public Window {
        if (number < 0) {
            throw new IllegalArgumentException("window number must not be negative, got " + number);
        }
    }

    public static Window containing(long block, int blocksPerWindow) {
        return new Window(block / blocksPerWindow);
    }

    public long firstBlock(int blocksPerWindow) {
        return number * blocksPerWindow;
    }

    public Window next() {
        return new Window(number + 1);
    }

    public Window plus(long windows) {
        return new Window(number + windows);
    }

    @Override
    public int compareTo(Window other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
