package io.grail.learning.model;

import org.bytedeco.pytorch.Tensor;

/** What a forward pass knows of the tokens before it. */
public interface Memory {
    /** Nothing: every pass starts at position 0 and leaves nothing behind. */
    Memory NONE = new Memory() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public Layer layer(int index) {
            return KeysAndValues::new;
        }

        @Override
        public void advance(int tokens) {}
    };

    /** Tokens already seen. */
    int length();

    Layer layer(int index);

    /** Called once after all layers have seen {@code tokens} new ones. */
    void advance(int tokens);

    /** One layer's part. */
    @FunctionalInterface
    interface Layer {
        /** Takes the new tokens' keys and values, [B, G, T, K], and returns those of all tokens, [B, G, S, K]. */
        KeysAndValues append(Tensor keys, Tensor values);
    }

    /** Keys and values of one layer, [B, G, S, K] each. */
    record KeysAndValues(Tensor keys, Tensor values) {}
}
