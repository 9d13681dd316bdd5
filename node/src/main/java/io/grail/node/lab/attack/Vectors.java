package io.grail.node.lab.attack;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Arithmetic on numbers for every parameter; none of it is consensus. */
final class Vectors {
    private Vectors() {}

    /** The same numbers every time, others for every hotkey and window. */
    static RandomGenerator random(Hotkey hotkey, Window window) {
        return new SplittableRandom(31L * Arrays.hashCode(hotkey.bytes()) + window.number());
    }

    /** a ← factor · a. */
    static Parameters scale(Parameters a, double factor) {
        for (int tensor = 0; tensor < a.layout().count(); tensor++) {
            float[] values = a.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) factor;
            }
        }
        return a;
    }

    /** a ← a + factor · b. */
    static Parameters add(Parameters a, double factor, Parameters b) {
        for (int tensor = 0; tensor < a.layout().count(); tensor++) {
            float[] values = a.values(tensor);
            float[] other = b.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) factor * other[i];
            }
        }
        return a;
    }

    /** Independent normal numbers. */
    static Parameters noise(ParameterLayout layout, RandomGenerator random, double deviation) {
        Parameters noise = Parameters.zeros(layout);
        for (int tensor = 0; tensor < layout.count(); tensor++) {
            float[] values = noise.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
        }
        return noise;
    }

    /** a ← a · (1 + deviation · normal), number by number. */
    static Parameters jitter(Parameters a, RandomGenerator random, double deviation) {
        for (int tensor = 0; tensor < a.layout().count(); tensor++) {
            float[] values = a.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) (1 + deviation * random.nextGaussian());
            }
        }
        return a;
    }

    /** Sets each number to zero with a chance of 1 − {@code kept}. */
    static Parameters thin(Parameters a, RandomGenerator random, double kept) {
        for (int tensor = 0; tensor < a.layout().count(); tensor++) {
            float[] values = a.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < kept ? values[i] : 0;
            }
        }
        return a;
    }
}
