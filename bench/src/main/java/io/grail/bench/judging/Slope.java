package io.grail.bench.judging;

import io.grail.protocol.state.Parameters;

/** What of a batch's gradient meets the updates. */
enum Slope {
    /** All of it: the products are changes of the loss. */
    GRADIENT {
        @Override
        double factor(double value, double norm) {
            return value;
        }
    },
    /** Every tensor divided by its norm: none speaks louder than another. */
    UNIT_TENSORS {
        @Override
        double factor(double value, double norm) {
            return norm == 0 ? 0 : value / norm;
        }
    },
    /** Signs: no coordinate speaks louder than another. */
    SIGNS {
        @Override
        double factor(double value, double norm) {
            return Math.signum(value);
        }
    };

    abstract double factor(double value, double norm);

    /** A new array of numbers. */
    Parameters of(Parameters gradient) {
        Parameters slope = gradient.copy();
        for (int tensor = 0; tensor < slope.layout().count(); tensor++) {
            float[] values = slope.values(tensor);
            double squares = 0;
            for (float value : values) {
                squares += (double) value * value;
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) factor(values[i], norm);
            }
        }
        return slope;
    }
}
