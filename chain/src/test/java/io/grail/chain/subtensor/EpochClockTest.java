package io.grail.chain.subtensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpochClockTest {
    /** Subtensor up to spec 422, block after block; index and look-ahead as its source has them. */
    private record OldSubnet(int netuid, long tempo) {
        boolean runsEpoch(long block) {
            return tempo - (block + netuid + 1) % (tempo + 1) == 0;
        }

        long index(long block) {
            return (block + netuid + 1) / (tempo + 1);
        }

        long committedIn(long block) {
            return runsEpoch(block) ? index(block) + 1 : index(block);
        }

        long firstReveal(long commit, long period) {
            long block = commit + 1;
            while (index(block) != committedIn(commit) + period) {
                block++;
            }
            return block;
        }
    }

    @Test
    void withoutACounterEpochsFollowFromTheBlocksNumber() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OldSubnet subnet = new OldSubnet(random.nextInt(70), random.nextLong(1, 40));
            long commit = random.nextLong(100_000);
            long period = random.nextLong(1, 5);
            assertThat(new EpochClock.ByNumber(subnet.netuid(), subnet.tempo()).firstReveal(commit, period))
                    .as("seed %d", seed)
                    .isEqualTo(subnet.firstReveal(commit, period));
        }
    }

    @Test
    void theOneBlockOfOldRevealsIsTheEpochsOwn() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OldSubnet subnet = new OldSubnet(random.nextInt(70), random.nextLong(1, 40));
            long commit = random.nextLong(100_000);
            long reveal = new EpochClock.ByNumber(subnet.netuid(), subnet.tempo()).firstReveal(commit, 1) - 1;
            assertThat(subnet.runsEpoch(reveal)).as("seed %d", seed).isTrue();
            assertThat(reveal).as("seed %d", seed).isGreaterThan(commit);
            assertThat(subnet.index(reveal)).as("seed %d", seed).isEqualTo(subnet.committedIn(commit));
        }
    }

    /** Subtensor since spec 423: the counter, advanced block after block, reveals before epoch before calls. */
    private static final class NewSubnet {
        private final long tempo;
        private long last;
        private long pending;
        private long index;

        NewSubnet(EpochClock.Counted state) {
            tempo = state.tempo();
            last = state.last();
            pending = state.pending();
        }

        private boolean isDue(long block) {
            return (pending > 0 && block >= pending) || block - last >= tempo;
        }

        long lookAhead(long block) {
            return isDue(block) ? index + 1 : index;
        }

        void run(long block) {
            if (isDue(block)) {
                last = block;
                pending = 0;
                index++;
            }
        }
    }

    private static long simulated(EpochClock.Counted state, long head, long commit, long period) {
        NewSubnet subnet = new NewSubnet(state);
        for (long block = head + 1; block <= commit; block++) {
            subnet.run(block);
        }
        long target = subnet.lookAhead(commit) + period;
        for (long block = commit + 1; ; block++) {
            if (subnet.lookAhead(block) == target) {
                return block;
            }
            subnet.run(block);
        }
    }

    @Test
    void withACounterEpochsFollowFromTheLastAndFromTheOwnersWish() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long tempo = random.nextLong(1, 40);
            long last = random.nextLong(1_000);
            long head = last + random.nextLong(tempo);
            long pending = random.nextBoolean() ? 0 : head + 1 + random.nextLong(tempo);
            long commit = head + 1 + random.nextLong(3 * tempo);
            long period = random.nextLong(1, 5);
            EpochClock.Counted state = new EpochClock.Counted(last, pending, tempo);
            assertThat(state.firstReveal(commit, period))
                    .as("seed %d", seed)
                    .isEqualTo(simulated(state, head, commit, period));
        }
    }

    @Test
    void bittensorsOwnClientFindsTheSameBlocks() {
        assertThat(new EpochClock.Counted(10, 0, 50).firstReveal(11, 1)).isEqualTo(60);
        assertThat(new EpochClock.Counted(80, 95, 20).firstReveal(92, 1)).isEqualTo(95);
        assertThat(new EpochClock.Counted(100, 0, 50).firstReveal(121, 2)).isEqualTo(200);
        assertThat(new EpochClock.ByNumber(1, 360).firstReveal(1_000, 1)).isEqualTo(1_081);
    }
}
