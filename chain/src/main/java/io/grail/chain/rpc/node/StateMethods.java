package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.protocol.bytes.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * State and runtime as of one block: the methods {@code state_…}. All throw {@link RpcException}; a node that
 * keeps no old states refuses with {@link io.grail.chain.rpc.RpcError#isStateDiscarded()}.
 */
public final class StateMethods {
    /** What a node gives at most in one page of keys. */
    public static final int MAX_PAGE = 1_000;

    private final Asker asker;

    StateMethods(Asker asker) {
        this.asker = asker;
    }

    /** The metadata in version 14, SCALE. */
    public byte[] metadata(Hash at) throws InterruptedException {
        return asker.ask("state_getMetadata", Asker.params().add(Hex.write(at))).bytes();
    }

    /** Which runtime made block {@code at}'s state. */
    public RuntimeVersion runtimeVersion(Hash at) throws InterruptedException {
        return RuntimeVersion.read(
                asker.ask("state_getRuntimeVersion", Asker.params().add(Hex.write(at))));
    }

    /** The runtime's version now and whenever it changes: an upgrade of the chain. */
    public Subscription<RuntimeVersion> runtimeVersions() throws InterruptedException {
        return asker.connection()
                .subscribe(
                        "state_subscribeRuntimeVersion",
                        "state_unsubscribeRuntimeVersion",
                        Asker.params(),
                        node -> RuntimeVersion.read(new Answer("state_runtimeVersion", node)));
    }

    /** The result of a runtime API, SCALE; e.g. {@code Metadata_metadata_at_version}. */
    public byte[] call(String function, byte[] arguments, Hash at) throws InterruptedException {
        ArrayNode params =
                Asker.params().add(function).add(Hex.write(arguments)).add(Hex.write(at));
        return asker.ask("state_call", params).bytes();
    }

    /** The value under {@code key}; empty if there is none. */
    public Optional<byte[]> storage(byte[] key, Hash at) throws InterruptedException {
        Answer answer =
                asker.ask("state_getStorage", Asker.params().add(Hex.write(key)).add(Hex.write(at)));
        return answer.isNull() ? Optional.empty() : Optional.of(answer.bytes());
    }

    /** The values under {@code keys}, in their order. */
    public List<Optional<byte[]>> storage(List<byte[]> keys, Hash at) throws InterruptedException {
        ArrayNode asked = Asker.params();
        keys.forEach(key -> asked.add(Hex.write(key)));
        ArrayNode params = Asker.params();
        params.add(asked).add(Hex.write(at));
        Map<String, Optional<byte[]>> found = new HashMap<>();
        Answer answer = asker.ask("state_queryStorageAt", params);
        for (Answer set : answer.list(1)) {
            for (Answer change : set.field("changes").list(keys.size())) {
                List<Answer> pair = change.list(2);
                if (pair.size() != 2) {
                    throw change.nonsense("a pair of key and value");
                }
                Answer value = pair.get(1);
                found.put(
                        Hex.write(pair.getFirst().bytes()),
                        value.isNull() ? Optional.empty() : Optional.of(value.bytes()));
            }
        }
        List<Optional<byte[]>> values = new ArrayList<>(keys.size());
        for (byte[] key : keys) {
            Optional<byte[]> value = found.get(Hex.write(key));
            if (value == null) {
                throw answer.nonsense("an entry for every key that was asked for");
            }
            values.add(value);
        }
        return values;
    }

    /**
     * The next keys under {@code prefix}, ascending.
     *
     * @param count of them at most, in [1, 1000]
     * @param after the last key of the page before; the prefix itself for the first page
     */
    public List<byte[]> keys(byte[] prefix, int count, byte[] after, Hash at) throws InterruptedException {
        if (count < 1 || count > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " keys, got " + count);
        }
        Answer answer = asker.ask(
                "state_getKeysPaged",
                Asker.params()
                        .add(Hex.write(prefix))
                        .add(count)
                        .add(Hex.write(after))
                        .add(Hex.write(at)));
        List<byte[]> keys = new ArrayList<>();
        byte[] last = after;
        for (Answer each : answer.list(count)) {
            byte[] key = each.bytes();
            boolean under =
                    key.length >= prefix.length && Arrays.mismatch(prefix, 0, prefix.length, key, 0, prefix.length) < 0;
            // Ascending, or paging through them might never end.
            if (!under || Arrays.compareUnsigned(last, key) >= 0) {
                throw each.nonsense("a key under the prefix, after the one before");
            }
            keys.add(key);
            last = key;
        }
        return keys;
    }
}
