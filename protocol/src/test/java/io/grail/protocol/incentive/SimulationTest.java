package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.foreign;
import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole subnets over many windows: does cheating, or idling, pay less than working? */
final class SimulationTest {
    /** Relative gain of an honest update, and the noise of its measurement and of luck. */
    private static final double GAIN = 0.02;

    private static final double NOISE = 0.005;

    private static final int SEEDS = 20;

    private final long firstSeed = new Random().nextLong();

    @Test
    void workingPaysBetterThanIdlingWhichPaysBetterThanHarm() {
        double[] earned = new double[8];
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            Random random = new Random(seed);
            Subnet subnet = new Subnet();
            for (int window = 0; window < 60; window++) {
                subnet.fold(
                        honest(random),
                        honest(random),
                        honest(random),
                        good(draw(random, GAIN / 2)),
                        foreignData(random),
                        window % 2 == 0 ? honest(random) : rejected(RejectionCode.MISSING),
                        good(draw(random, -GAIN)),
                        rejected(RejectionCode.MALFORMED));
                collect(subnet, earned);
            }
        }
        String what = "first seed " + firstSeed + ": " + Arrays.toString(earned);
        double honest = (earned[0] + earned[1] + earned[2]) / 3;
        assertThat(honest).as("half the work, %s", what).isGreaterThan(2 * earned[3]);
        assertThat(honest).as("foreign data, %s", what).isGreaterThan(5 * earned[4]);
        assertThat(honest).as("every other window, %s", what).isGreaterThan(10 * earned[5]);
        assertThat(honest).as("harm, %s", what).isGreaterThan(100 * earned[6]);
        assertThat(earned[7]).as("malformed, %s", what).isZero();
    }

    @Test
    void noHonestMinerAmongEqualsStarves() {
        for (int miners : new int[] {4, 16, 64}) {
            double[] poorest = new double[miners == 64 ? 3 : SEEDS];
            for (int i = 0; i < poorest.length; i++) {
                double[] earned = new double[miners];
                equalMiners(miners, 20, firstSeed + i, earned);
                poorest[i] = Arrays.stream(earned).min().orElseThrow() * miners / 20;
            }
            Arrays.sort(poorest);
            assertThat(poorest[poorest.length / 2])
                    .as("of an equal share, %d miners, first seed %d: %s", miners, firstSeed, Arrays.toString(poorest))
                    .isGreaterThan(0.1);
        }
    }

    @Test
    void standingAloneWouldStarveManyOfThem() {
        int starving = 0;
        for (int i = 0; i < SEEDS; i++) {
            Subnet subnet = equalMiners(16, 20, firstSeed + i, new double[16]);
            for (int miner = 0; miner < 16; miner++) {
                starving += subnet.ordinal(miner) <= 0 ? 1 : 0;
            }
        }
        assertThat(starving).as("first seed %d", firstSeed).isGreaterThan(SEEDS * 16 / 5);
    }

    private static Subnet equalMiners(int miners, int windows, long seed, double[] earned) {
        Random random = new Random(seed);
        Subnet subnet = new Subnet();
        for (int window = 0; window < windows; window++) {
            Evidence[] evidence = new Evidence[miners];
            Arrays.setAll(evidence, i -> honest(random));
            subnet.fold(evidence);
            collect(subnet, earned);
        }
        return subnet;
    }

    /** Weights are set after every window. */
    private static void collect(Subnet subnet, double[] earned) {
        for (int i = 0; i < earned.length; i++) {
            earned[i] += subnet.share(i);
        }
        subnet.paid();
    }

    private static Evidence honest(Random random) {
        return random.nextInt(20) == 0 ? foreign(draw(random, GAIN)) : good(draw(random, GAIN));
    }

    private static Evidence foreignData(Random random) {
        return random.nextBoolean() ? foreign(draw(random, GAIN)) : good(draw(random, GAIN));
    }

    private static double draw(Random random, double gain) {
        return gain + NOISE * random.nextGaussian();
    }
}
