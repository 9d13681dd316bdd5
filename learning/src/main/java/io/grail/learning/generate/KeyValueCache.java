package io.grail.learning.generate;

import io.grail.learning.device.Native;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.model.Memory;
import io.grail.protocol.run.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Keys and values of the tokens already seen, so that each new token costs one token's work.
 *
 * <p>Holds 8 · layers · key heads · head size bytes for each token of its capacity.
 */
final class KeyValueCache implements Memory, AutoCloseable {
    // G key heads · C capacity · K head size

    private final List<KeysAndValues> layers = new ArrayList<>(); // [1, G, C, K] each
    private final int capacity;
    private int length;

    KeyValueCache(LanguageModel model, int capacity) {
        this.capacity = capacity;
        ModelConfig config = model.config();
        long[] shape = {1, config.kvHeads(), capacity, config.headSize()};
        try (var _ = Native.scope()) {
            for (int layer = 0; layer < config.layers(); layer++) {
                layers.add(new KeysAndValues(
                        Native.keep(Native.zeros(model.device(), shape)),
                        Native.keep(Native.zeros(model.device(), shape))));
            }
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Layer layer(int index) {
        KeysAndValues all = layers.get(index);
        return (keys, values) -> new KeysAndValues(append(all.keys(), keys), append(all.values(), values));
    }

    private Tensor append(Tensor all, Tensor fresh) {
        long tokens = fresh.size(2);
        if (length + tokens > capacity) {
            throw new IllegalStateException("the cache is full: " + capacity + " tokens");
        }
        all.narrow(2, length, tokens).copy_(fresh);
        return all.narrow(2, 0, length + tokens);
    }

    @Override
    public void advance(int tokens) {
        length += tokens;
    }

    @Override
    public void close() {
        for (KeysAndValues each : layers) {
            each.keys().releaseReference();
            each.values().releaseReference();
        }
    }
}
