package io.grail.protocol.state;

/**
 * One parameter tensor of the shared model: row-major, one or two dimensions.
 *
 * @param name as in the Hugging Face checkpoint of the architecture, e.g. {@code model.norm.weight}
 * @param rows for a 1-D tensor 1
 * @param columns for a 1-D tensor its length
 */
public record TensorShape(String name, int dimensions, int rows, int columns) {
    public TensorShape {
        if (dimensions < 1 || dimensions > 2 || rows < 1 || columns < 1 || (dimensions == 1 && rows != 1)) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + dimensions + " dimensions, " + rows + " x " + columns);
        }
        Math.multiplyExact(rows, columns);
    }

    public static TensorShape vector(String name, int length) {
        return new TensorShape(name, 1, 1, length);
    }

    public static TensorShape matrix(String name, int rows, int columns) {
        return new TensorShape(name, 2, rows, columns);
    }

    public int size() {
        return rows * columns;
    }
}
