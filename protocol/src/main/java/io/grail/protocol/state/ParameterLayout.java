package io.grail.protocol.state;

import java.util.Comparator;
import java.util.List;

/** The tensors of a model, in name order: the order of the model root, of payloads and of every loop over tensors. */
public record ParameterLayout(List<TensorShape> tensors) {
    /**
     * Sorts by name.
     *
     * @throws IllegalArgumentException if two tensors have one name
     */
    public ParameterLayout {
        tensors =
                tensors.stream().sorted(Comparator.comparing(TensorShape::name)).toList();
        if (tensors.stream().map(TensorShape::name).distinct().count() != tensors.size()) {
            throw new IllegalArgumentException("two tensors have the same name");
        }
    }

    /** Number of parameters of the whole model. */
    public long size() {
        return tensors.stream().mapToLong(TensorShape::size).sum();
    }

    public int count() {
        return tensors.size();
    }

    public TensorShape tensor(int index) {
        return tensors.get(index);
    }

    /**
     * Position of a tensor.
     *
     * @throws IllegalArgumentException if there is no such tensor
     */
    public int indexOf(String name) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no tensor named " + name);
    }
}
