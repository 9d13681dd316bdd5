package io.grail.chain.substrate.metadata;

import java.util.List;
import java.util.Map;

/**
 * A type of a runtime.
 *
 * @param path where it stands in the runtime's sources, its own name last; empty for tuples, lists and primitives
 * @param parameters the types that it was made with, by their names ({@code T} of {@code Option<T>})
 * @param shape how its values are written
 */
public record Type(List<String> path, Map<String, Integer> parameters, Shape shape) {
    /** What people call it. */
    public String name() {
        return path.isEmpty() ? shape.describe() : path.getLast();
    }
}
