package io.grail.chain.subtensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many values that were asked for; used under its owner's lock. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
