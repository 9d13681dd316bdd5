package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.foreign;
import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whole subnets over many windows: does cheating, or idling, pay less than working? */
final class SimulationTest {
    /** Relative gain of an honest update, and the noise of its measurement and of luck. */
    private static final double GAIN = 0.02;

    private static final double NOISE = 0.005;

    @Test
    void workingPaysBetterThanIdlingWhichPaysBetterThanHarm() {
        overSeeds(20, seed -> {
            Random random = new Random(seed);
            Subnet subnet = new Subnet();
            double[] earned = new double[8];
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
            double worstHonest = Math.min(earned[0], Math.min(earned[1], earned[2]));
            assertThat(worstHonest)
                    .as("half work, seed %d: %s", seed, text(earned))
                    .isGreaterThan(1.5 * earned[3]);
            assertThat(worstHonest)
                    .as("foreign data, seed %d: %s", seed, text(earned))
                    .isGreaterThan(5 * earned[4]);
            assertThat(worstHonest)
                    .as("every other, seed %d: %s", seed, text(earned))
                    .isGreaterThan(5 * earned[5]);
            assertThat(worstHonest).as("harm, seed %d: %s", seed, text(earned)).isGreaterThan(20 * earned[6]);
            assertThat(earned[7])
                    .as("malformed, seed %d: %s", seed, text(earned))
                    .isZero();
        });
    }

    @Test
    void noHonestMinerAmongEqualsStarves() {
        for (int miners : new int[] {4, 16, 64}) {
            overSeeds(miners == 64 ? 3 : 10, seed -> {
                Random random = new Random(seed);
                Subnet subnet = new Subnet();
                double[] earned = new double[miners];
                for (int window = 0; window < 20; window++) {
                    Evidence[] evidence = new Evidence[miners];
                    Arrays.setAll(evidence, i -> honest(random));
                    subnet.fold(evidence);
                    collect(subnet, earned);
                }
                double poorest = Arrays.stream(earned).min().orElseThrow() * miners / 20;
                assertThat(poorest).as("seed %d", seed).isGreaterThan(0.1);
            });
        }
    }

    private static void overSeeds(int count, Consumer<Long> simulation) {
        long first = new Random().nextLong();
        for (long seed = first; seed < first + count; seed++) {
            simulation.accept(seed);
        }
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

    private static String text(double[] earned) {
        return Arrays.toString(earned);
    }
}
