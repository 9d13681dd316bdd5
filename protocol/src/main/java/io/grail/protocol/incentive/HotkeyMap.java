package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Maps by hotkey in canonical bytes: count, then key and value by strictly ascending key. */
public final class HotkeyMap {
    private HotkeyMap() {}

    public static <V> void write(CanonicalWriter out, SortedMap<Hotkey, V> map, BiConsumer<V, CanonicalWriter> value) {
        out.u32(map.size());
        map.forEach((hotkey, v) -> value.accept(v, out.fixed(hotkey.bytes())));
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws MalformedException if there are more than {@code max} entries or they do not ascend
     */
    public static <V> SortedMap<Hotkey, V> read(CanonicalReader in, int max, Function<CanonicalReader, V> value) {
        int count = in.count(max);
        TreeMap<Hotkey, V> map = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Hotkey hotkey = Hotkey.of(in.fixed(AccountId.LENGTH));
            if (!map.isEmpty() && map.lastKey().compareTo(hotkey) >= 0) {
                throw new MalformedException("hotkey " + hotkey + " after " + map.lastKey(), "ascending hotkeys");
            }
            map.put(hotkey, value.apply(in));
        }
        return map;
    }
}
