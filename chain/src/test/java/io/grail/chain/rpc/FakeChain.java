package io.grail.chain.rpc;

import io.grail.protocol.bytes.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * A chain of which a test makes every block, fork and finalization; it takes each extrinsic at most once.
 *
 * <p>An extrinsic is any bytes that begin with the number of the first block that cannot hold it any more.
 */
public final class FakeChain {
    /** A block; extrinsics in hexadecimal. */
    public record Block(Hash hash, Hash parent, long number, List<String> extrinsics) {}

    /** Told of everything, while the chain stands still. */
    public interface Watcher {
        void head(Block block);

        void finalized(Block block);

        /** {@code what} is a word, or the name of {@code block}'s part in it. */
        void status(String extrinsic, String what, Optional<Hash> block);
    }

    private final Map<Hash, Block> blocks = new ConcurrentHashMap<>();
    private final List<Block> best = new ArrayList<>();
    private final Set<String> pool = new LinkedHashSet<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final String name;
    private long finalized;
    private long made;

    /** With a genesis of its own by name. */
    public FakeChain(String name) {
        this.name = name;
        put(new Block(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)), Hash.ZERO, 0, List.of()));
    }

    /** An extrinsic that dies at block {@code death}. */
    public static byte[] extrinsic(long death, RandomGenerator random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(0, death);
        return bytes;
    }

    private static long death(String extrinsic) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(extrinsic.substring(2))).getLong(0);
    }

    public String name() {
        return name;
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    public void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** From now on nobody is told of anything. */
    public void unwatchAll() {
        watchers.clear();
    }

    public synchronized Optional<Block> block(Hash hash) {
        return Optional.ofNullable(blocks.get(hash));
    }

    public synchronized Optional<Block> block(long number) {
        return number < best.size() ? Optional.of(best.get((int) number)) : Optional.empty();
    }

    public synchronized Block head() {
        return best.getLast();
    }

    public synchronized Block finalizedHead() {
        return best.get((int) finalized);
    }

    /** Takes an extrinsic into the pool; false if it has it or a block of the best chain has. */
    public synchronized boolean submit(String extrinsic) {
        if (holds(extrinsic)) {
            return false;
        }
        pool.add(extrinsic);
        tell(extrinsic, "ready", Optional.empty());
        return true;
    }

    /** Whether it waits, or is in a block of the best chain. */
    public synchronized boolean holds(String extrinsic) {
        return pool.contains(extrinsic)
                || best.stream().anyMatch(block -> block.extrinsics().contains(extrinsic));
    }

    /** The pool forgets it: {@code dropped}, {@code invalid} or anything else that it says then. */
    public synchronized void evict(String extrinsic, String why) {
        pool.remove(extrinsic);
        tell(extrinsic, why, Optional.empty());
    }

    /** A block with all that waits. */
    public synchronized Block mine() {
        long number = best.size();
        for (Iterator<String> waiting = pool.iterator(); waiting.hasNext(); ) {
            String extrinsic = waiting.next();
            if (death(extrinsic) <= number) {
                waiting.remove();
                tell(extrinsic, "invalid", Optional.empty());
            }
        }
        Block block = new Block(newHash(), best.getLast().hash(), number, List.copyOf(pool));
        pool.clear();
        put(block);
        watchers.forEach(watcher -> watcher.head(block));
        block.extrinsics().forEach(each -> tell(each, "inBlock", Optional.of(block.hash())));
        return block;
    }

    /** Replaces the newest {@code depth} blocks by empty ones; what they held is back in the pool. */
    public synchronized void fork(int depth) {
        List<Block> gone = List.copyOf(best.subList(best.size() - depth, best.size()));
        best.subList(best.size() - depth, best.size()).clear();
        for (Block block : gone) {
            for (String extrinsic : block.extrinsics()) {
                pool.add(extrinsic);
                tell(extrinsic, "retracted", Optional.of(block.hash()));
            }
        }
        for (int i = 0; i < depth; i++) {
            put(new Block(newHash(), best.getLast().hash(), best.size(), List.of()));
        }
        watchers.forEach(watcher -> watcher.head(best.getLast()));
    }

    /** All but the newest {@code lag} blocks are for ever. */
    public synchronized void finalizeBehind(int lag) {
        while (finalized < best.size() - 1 - lag) {
            Block block = best.get((int) ++finalized);
            watchers.forEach(watcher -> watcher.finalized(block));
            block.extrinsics().forEach(each -> tell(each, "finalized", Optional.of(block.hash())));
        }
    }

    private Hash newHash() {
        return Hash.sha256((name + " " + ++made).getBytes(StandardCharsets.UTF_8));
    }

    private void put(Block block) {
        blocks.put(block.hash(), block);
        best.add(block);
    }

    private void tell(String extrinsic, String what, Optional<Hash> block) {
        watchers.forEach(watcher -> watcher.status(extrinsic, what, block));
    }
}
