package io.grail.node.lab.chaos;

import io.grail.protocol.window.Window;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws faults; crashes at a point twice as often as anything else. */
final class FaultDraw {
    /** Blocks of a window that a fault may begin at. */
    private static final int OFFSETS = 10;
    /** A process stays down for at most so many blocks, a little more than a window. */
    private static final int MAX_DOWN = 11;

    private static final int MAX_CUT = 6;
    private static final int MAX_SLOW = 3;
    private static final int MAX_TIMES = 4;

    private static final List<Effect> EFFECTS = List.of(Effect.values());
    private static final List<Lie> LIES = List.of(Lie.values());

    private final RandomGenerator random;
    private final Cast cast;

    FaultDraw(RandomGenerator random, Cast cast) {
        this.random = random;
        this.cast = cast;
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /**
     * One fault of a node.
     *
     * @param owners whose stores may be the ones that fail it
     */
    Fault fault(String node, Window window, List<String> owners) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> crash(node, window);
            case 3, 4 -> new Fault.Outage(node, window, random.nextInt(OFFSETS), down(), oneIn(2));
            case 5 -> new Fault.ChainCut(node, window, random.nextInt(OFFSETS), blocks(MAX_CUT), oneIn(2));
            case 6 -> new Fault.BucketsCut(node, window, random.nextInt(OFFSETS), blocks(MAX_CUT));
            case 7 -> new Fault.SlowReads(node, window, of(owners), blocks(MAX_SLOW), blocks(2));
            case 8 -> new Fault.FailingReads(node, window, of(owners), blocks(MAX_TIMES));
            case 9 -> new Fault.LyingReads(node, window, of(owners), of(LIES), blocks(MAX_TIMES));
            case 10 -> new Fault.FailingPut(node, window, random.nextInt(puts(node)), oneIn(2));
            default -> new Fault.SlowPuts(node, window, blocks(MAX_SLOW), blocks(2));
        };
    }

    /** A crash at one of a node's effects, after which it is back at once. */
    Fault relapse(String node, Window window) {
        Effect effect = of(EFFECTS);
        return new Fault.Crash(node, window, effect, random.nextInt(usual(node, effect)), oneIn(2), 0, oneIn(2));
    }

    private Fault crash(String node, Window window) {
        Effect effect = of(EFFECTS);
        int nth = random.nextInt(usual(node, effect));
        return new Fault.Crash(node, window, effect, nth, oneIn(2), down(), oneIn(2));
    }

    /** About as many effects as a window has: a later one never comes, and then nothing happens. */
    private int usual(String node, Effect effect) {
        return switch (effect) {
            case PUT -> puts(node);
            case READ -> 24;
            case SUBMIT -> cast.isMiner(node) ? 1 : 2;
            case DISK -> 14;
        };
    }

    private int puts(String node) {
        return cast.isMiner(node) ? 3 : 8;
    }

    /** Often none at all, as when a supervisor starts a process again. */
    private int down() {
        return oneIn(3) ? 0 : random.nextInt(MAX_DOWN);
    }

    private int blocks(int most) {
        return 1 + random.nextInt(most);
    }
}
