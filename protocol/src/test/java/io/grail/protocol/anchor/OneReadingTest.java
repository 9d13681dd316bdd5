package io.grail.protocol.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.anchor.Decision.Decided;
import io.grail.protocol.anchor.Decision.How;
import io.grail.protocol.anchor.Decision.Undecided;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** On any chain, all who look, whenever they look, decide a window alike; random chains against the rule as written. */
class OneReadingTest {
    private static final Window WINDOW = new Window(3);
    private static final long CLOSING = 40;
    private static final int CHAINS = 3_000;

    /** Anchors after each of the blocks from {@link #CLOSING} on, some of them after {@code last}. */
    private record History(SortedMap<Hotkey, Long> stakes, List<Map<Hotkey, Anchor>> blocks, long last) {
        Map<Hotkey, Anchor> after(long block) {
            return blocks.get((int) (block - CLOSING));
        }

        Ballot open() {
            return Ballot.open(WINDOW, stakes, CLOSING, last);
        }

        long head() {
            return CLOSING + blocks.size() - 1;
        }
    }

    @Test
    void whoeverFoldsBlockByBlockAndWhoeverComesLaterDecideAlike() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < CHAINS; i++) {
            History history = anyHistory(random);
            Ballot present = history.open();
            for (long head = CLOSING; head <= history.head(); head++) {
                present = present.after(head, history.after(head));
                Ballot newcomer = history.open().through(head, history::after);
                assertThat(newcomer.decision())
                        .as("seed %d, chain %d, head %d", seed, i, head)
                        .isEqualTo(present.decision())
                        .isEqualTo(asWritten(history, head));
                assertThat(newcomer.quorum()).isEqualTo(present.quorum());
            }
        }
    }

    @Test
    void whatIsDecidedStaysDecidedAndNeverAreTwo() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int majorities = 0;
        int pluralities = 0;
        for (int i = 0; i < CHAINS; i++) {
            History history = anyHistory(random);
            List<Decision> decisions = LongStream.rangeClosed(CLOSING, history.head())
                    .mapToObj(
                            head -> history.open().through(head, history::after).decision())
                    .filter(decision -> !(decision instanceof Undecided))
                    .distinct()
                    .toList();
            assertThat(decisions).as("seed %d, chain %d", seed, i).hasSize(1);
            if (decisions.getFirst() instanceof Decided decided) {
                majorities += decided.how() == How.MAJORITY ? 1 : 0;
                pluralities += decided.how() == How.PLURALITY ? 1 : 0;
            }
        }
        assertThat(majorities).as("seed %d", seed).isGreaterThan(CHAINS / 10);
        assertThat(pluralities).as("seed %d", seed).isGreaterThan(CHAINS / 10);
    }

    @Test
    void noTwoManifestsEverHaveAMajority() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < CHAINS; i++) {
            History history = anyHistory(random);
            long total = total(history);
            long winners = support(history, history.last()).values().stream()
                    .filter(stake -> 2 * stake > total)
                    .count();
            assertThat(winners).as("seed %d, chain %d", seed, i).isLessThanOrEqualTo(1);
        }
    }

    /** The rule, word by word, with no regard for cost. */
    private static Decision asWritten(History history, long head) {
        if (total(history) == 0) {
            return new Decision.Nothing(CLOSING);
        }
        for (long block = CLOSING; block <= Math.min(head, history.last()); block++) {
            for (Map.Entry<Hash, Long> each : support(history, block).entrySet()) {
                if (2 * each.getValue() > total(history)) {
                    return new Decided(each.getKey(), block, How.MAJORITY);
                }
            }
        }
        return head < history.last() ? new Undecided() : mostAtTheLast(history);
    }

    private static Decision mostAtTheLast(History history) {
        SortedMap<Hash, Long> support = support(history, history.last());
        long most = support.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return support.entrySet().stream()
                .filter(each -> each.getValue() == most)
                .findFirst()
                .<Decision>map(each -> new Decided(each.getKey(), history.last(), How.PLURALITY))
                .orElse(new Decision.Nothing(history.last()));
    }

    private static long total(History history) {
        return history.stakes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Stake by manifest, counting each validator's anchor in the earliest block that shows one. */
    private static SortedMap<Hash, Long> support(History history, long until) {
        SortedMap<Hash, Long> support = new TreeMap<>();
        history.stakes()
                .forEach((hotkey, stake) -> LongStream.rangeClosed(CLOSING, until)
                        .mapToObj(block ->
                                Optional.ofNullable(history.after(block).get(hotkey)))
                        .flatMap(Optional::stream)
                        .filter(anchor -> anchor.window().equals(WINDOW))
                        .findFirst()
                        .filter(anchor -> stake > 0)
                        .ifPresent(anchor -> support.merge(anchor.manifest(), stake, Long::sum)));
        return support;
    }

    private static History anyHistory(Random random) {
        List<Hotkey> hotkeys = LongStream.range(0, 7)
                .mapToObj(n -> Hotkey.of(Hash.sha256(new byte[] {(byte) n}).bytes()))
                .toList();
        SortedMap<Hotkey, Long> stakes = new TreeMap<>();
        hotkeys.subList(0, random.nextInt(6)).forEach(hotkey -> stakes.put(hotkey, random.nextLong(6)));
        int blocks = 1 + random.nextInt(8);
        double eagerness = random.nextDouble();
        List<Map<Hotkey, Anchor>> history = new ArrayList<>();
        Map<Hotkey, Anchor> standing = new TreeMap<>();
        for (int block = 0; block < blocks + random.nextInt(4); block++) {
            for (Hotkey hotkey : hotkeys) {
                if (random.nextDouble() < eagerness / 2) {
                    standing.put(hotkey, anyAnchor(random));
                } else if (random.nextInt(20) == 0) {
                    standing.remove(hotkey);
                }
            }
            history.add(Map.copyOf(standing));
        }
        return new History(stakes, history, CLOSING + random.nextInt(history.size()));
    }

    private static Anchor anyAnchor(Random random) {
        Hash manifest = Hash.sha256(new byte[] {(byte) random.nextInt(3)});
        return new Anchor(new Window(2 + random.nextInt(3)), manifest);
    }
}
