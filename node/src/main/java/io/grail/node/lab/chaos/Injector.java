package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets one node's faults happen. Every decision follows from the plan, the window that the chain is in and how many
 * effects of a kind the node has had in it: from nothing that another node's thread may change.
 */
final class Injector {
    private final String node;
    private final Chain time;
    private final WindowSchedule schedule;
    private final List<Fault> faults;
    private final Chronicle chronicle;
    private final Map<Place, Integer> effects = new HashMap<>();
    private final Map<Fault, Integer> uses = new HashMap<>();
    private Optional<Fault.Death> death = Optional.empty();

    private record Place(Window window, Effect effect) {}

    /** Something that a node does. */
    @FunctionalInterface
    interface Step<T, E extends Exception> {
        T take() throws E;
    }

    /**
     * For a node.
     *
     * @param time the node's own handle on the chain, which no fault touches
     * @param faults the node's
     */
    Injector(String node, Chain time, WindowSchedule schedule, List<Fault> faults, Chronicle chronicle) {
        this.node = node;
        this.time = time;
        this.schedule = schedule;
        this.faults = List.copyOf(faults);
        this.chronicle = chronicle;
    }

    String node() {
        return node;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    long head() {
        return time.head().number();
    }

    /** What stamps and hides objects. */
    long nowMillis() {
        return time.head().timestampMillis();
    }

    /** Takes a step, unless the node dies before; it may die after, too. */
    <T, E extends Exception> T effect(Effect effect, Step<T, E> step) throws E {
        Optional<Fault.Crash> crash = crash(effect);
        crash.filter(c -> !c.after()).ifPresent(this::die);
        T result = step.take();
        crash.ifPresent(this::die);
        return result;
    }

    private Optional<Fault.Crash> crash(Effect effect) {
        requireAlive();
        Window now = schedule.windowAt(head());
        int nth = effects.merge(new Place(now, effect), 1, Integer::sum) - 1;
        return now(Fault.Crash.class)
                .filter(crash -> crash.effect() == effect && crash.nth() == nth)
                .findFirst();
    }

    /** Counts one use of a fault that lasts for so many; false if it is used up. */
    private boolean use(Fault fault, int times) {
        return uses.merge(fault, 1, Integer::sum) <= times;
    }

    private <F extends Fault> Stream<F> now(Class<F> kind) {
        Window now = schedule.windowAt(head());
        return faults.stream()
                .filter(fault -> fault.window().equals(now))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** Throws if this node's process has ended, or ends now. */
    void requireAlive() {
        death.ifPresent(fault -> {
            throw new NodeDied(fault);
        });
        now(Fault.Outage.class)
                .filter(outage -> head() >= block(outage, outage.offset()) && use(outage, 1))
                .findFirst()
                .ifPresent(this::die);
    }

    private void die(Fault.Death fault) {
        death = Optional.of(fault);
        chronicle.fired(node, fault, head(), head());
        throw new NodeDied(fault);
    }

    /** What ended this node's process; empty while it lives. */
    Optional<Fault.Death> death() {
        return death;
    }

    void live() {
        death = Optional.empty();
    }

    private long block(Fault fault, int offset) {
        return schedule.firstBlock(fault.window()) + offset;
    }

    /** Waits for a block, unless the node dies first; comes late if the chain is out of reach then. */
    Block awaitBlock(long number) throws InterruptedException {
        reachChain();
        Optional<Fault.Outage> outage = faults.stream()
                .filter(Fault.Outage.class::isInstance)
                .map(Fault.Outage.class::cast)
                .filter(o -> block(o, o.offset()) > head() && block(o, o.offset()) <= number)
                .findFirst();
        if (outage.isPresent()) {
            time.awaitBlock(block(outage.get(), outage.get().offset()));
            requireAlive();
        }
        Block block = time.awaitBlock(number);
        reachChain();
        return block;
    }

    /** Before a question to the chain: hangs or throws while it is out of reach. */
    void reachChain() {
        requireAlive();
        for (Fault.ChainCut cut : cuts(Fault.ChainCut.class)) {
            long end = block(cut, cut.offset()) + cut.blocks();
            if (head() >= block(cut, cut.offset()) && head() < end) {
                chronicle.fired(node, cut, head(), cut.silent() ? end : head());
                if (!cut.silent()) {
                    throw new ChainUnavailableException("the chain is out of " + node + "'s reach");
                }
                pauseUntil(end);
            }
        }
    }

    private <F extends Fault> List<F> cuts(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Before a question to another's bucket: what it will lie, if it lies. */
    Optional<Lie> reachBucket(String owner) {
        requireAlive();
        for (Fault.BucketsCut cut : cuts(Fault.BucketsCut.class)) {
            long begin = block(cut, cut.offset());
            if (head() >= begin && head() < begin + cut.blocks()) {
                chronicle.fired(node, cut, head(), head());
                throw new StorageException("no bucket is in " + node + "'s reach");
            }
        }
        now(Fault.SlowReads.class)
                .filter(slow -> slow.owner().equals(owner) && use(slow, slow.times()))
                .findFirst()
                .ifPresent(slow -> pause(slow, slow.blocks()));
        if (now(Fault.FailingReads.class)
                .anyMatch(failing -> failing.owner().equals(owner) && used(failing, failing.times()))) {
            throw new StorageException("the bucket of " + owner + " does not answer");
        }
        return now(Fault.LyingReads.class)
                .filter(lying -> lying.owner().equals(owner) && used(lying, lying.times()))
                .findFirst()
                .map(Fault.LyingReads::lie);
    }

    private boolean used(Fault fault, int times) {
        boolean used = use(fault, times);
        if (used) {
            chronicle.fired(node, fault, head(), head());
        }
        return used;
    }

    /** Before a put: how it will fail, if it fails. */
    Optional<Fault.FailingPut> reachOwnBucket() {
        requireAlive();
        now(Fault.SlowPuts.class)
                .filter(slow -> use(slow, slow.times()))
                .findFirst()
                .ifPresent(slow -> pause(slow, slow.blocks()));
        return now(Fault.FailingPut.class).filter(this::isDue).findFirst();
    }

    private boolean isDue(Fault.FailingPut failing) {
        boolean due = uses.merge(failing, 1, Integer::sum) - 1 == failing.nth();
        if (due) {
            chronicle.fired(node, failing, head(), head());
        }
        return due;
    }

    private void pause(Fault fault, int blocks) {
        long until = head() + blocks;
        chronicle.fired(node, fault, head(), until);
        pauseUntil(until);
    }

    private void pauseUntil(long block) {
        try {
            time.awaitBlock(block);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while " + node + " waits", e);
        }
        requireAlive();
    }
}
