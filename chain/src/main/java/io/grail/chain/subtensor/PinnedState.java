package io.grail.chain.subtensor;

import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.StateMethods;
import io.grail.chain.substrate.runtime.ApiFunction;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.runtime.Event;
import io.grail.chain.substrate.runtime.StorageItem;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.bytes.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chain's state after one block: all questions to it are about the same moment.
 *
 * @param number of the block
 * @param stored by which what is stored is read
 * @param called whose functions are called
 */
record PinnedState(NodeMethods node, Hash block, long number, ChainRuntime stored, ChainRuntime called) {
    /** A storage entry's value at {@code keys}, or its default; empty if there is neither. */
    Optional<Value> find(String entry, Value... keys) throws InterruptedException {
        StorageItem item = stored.storage(entry);
        return item.decode(node.state().storage(item.key(keys).toArray(), block).map(Bytes::of));
    }

    /** A storage entry's value at {@code keys}, or its default, of which there must be one. */
    Value read(String entry, Value... keys) throws InterruptedException {
        return find(entry, keys)
                .orElseThrow(() -> new ScaleException(entry + " is not stored in block " + number + ", but must be"));
    }

    /** The number in a storage entry that not every runtime has. */
    Optional<Long> number(String entry, Value... keys) throws InterruptedException {
        return stored.hasStorage(entry) ? find(entry, keys).map(Value::asLong) : Optional.empty();
    }

    /** The values of one entry at many keys, in their order; one question. */
    List<Optional<Value>> findAll(String entry, List<Value[]> keys) throws InterruptedException {
        StorageItem item = stored.storage(entry);
        if (keys.isEmpty()) {
            return List.of();
        }
        List<byte[]> asked = keys.stream().map(key -> item.key(key).toArray()).toList();
        List<Optional<Value>> values = new ArrayList<>();
        for (Optional<byte[]> each : node.state().storage(asked, block)) {
            values.add(item.decode(each.map(Bytes::of)));
        }
        return values;
    }

    /** The keys of an entry's values whose first keys are {@code first}; one question, the first 1,000. */
    List<List<Value>> keys(String entry, Value... first) throws InterruptedException {
        StorageItem item = stored.storage(entry);
        byte[] prefix = item.prefix(first).toArray();
        return node.state().keys(prefix, StateMethods.MAX_PAGE, prefix, block).stream()
                .map(key -> item.keys(Bytes.of(key)))
                .toList();
    }

    /** What a function of the runtime answers. */
    Value call(String function, Value... arguments) throws InterruptedException {
        ApiFunction api = called.api(function);
        byte[] answer = node.state().call(function, api.arguments(arguments).toArray(), block);
        return api.result(Bytes.of(answer));
    }

    /** What happened in the block. */
    List<Event> events() throws InterruptedException {
        StorageItem item = stored.storage("System.Events");
        return stored.events(node.state().storage(item.key().toArray(), block).map(Bytes::of));
    }
}
