package io.grail.chain.substrate.metadata;

import java.util.List;

/** A trait of functions that {@code state_call} runs, each as {@code Trait_method}. Described since metadata 15. */
public record RuntimeApi(String name, List<Method> methods) {
    /**
     * A function.
     *
     * @param inputs its arguments, whose bytes follow each other
     * @param output the type of its result
     */
    public record Method(String name, List<Input> inputs, int output) {}

    /** An argument: name and type. */
    public record Input(String name, int type) {}
}
