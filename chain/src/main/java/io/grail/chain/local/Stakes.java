package io.grail.chain.local;

import io.grail.protocol.identity.Coldkey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who owns a hotkey and what each coldkey has staked on it, in rao; outlives the hotkey's slot. */
record Stakes(Coldkey owner, SortedMap<Coldkey, Long> byColdkey) {
    Stakes {
        byColdkey = Collections.unmodifiableSortedMap(new TreeMap<>(byColdkey));
    }

    static Stakes none(Coldkey owner) {
        return new Stakes(owner, new TreeMap<>());
    }

    long total() {
        return byColdkey.values().stream().mapToLong(Long::longValue).sum();
    }

    long of(Coldkey coldkey) {
        return byColdkey.getOrDefault(coldkey, 0L);
    }

    Stakes plus(Coldkey coldkey, long rao) {
        SortedMap<Coldkey, Long> changed = new TreeMap<>(byColdkey);
        long left = Math.addExact(of(coldkey), rao);
        if (left == 0) {
            changed.remove(coldkey);
        } else {
            changed.put(coldkey, left);
        }
        return new Stakes(owner, changed);
    }
}
