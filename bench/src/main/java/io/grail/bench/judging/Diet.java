package io.grail.bench.judging;

import io.grail.protocol.assignment.EvaluationSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** On what a miner trains. Of four miners in a row two are honest, and one each is not. */
enum Diet {
    OWN,
    /** Samples that nobody was assigned. */
    UNASSIGNED,
    /** Those of the miner before it, which is honest. */
    ANOTHERS;

    static Diet of(int miner) {
        return switch (miner % 4) {
            case 1 -> UNASSIGNED;
            case 3 -> ANOTHERS;
            default -> OWN;
        };
    }

    /**
     * What all miners train on.
     *
     * @param draw where unassigned ones are taken from
     */
    static List<long[]> serve(List<long[]> assigned, EvaluationSamples draw) {
        int each = assigned.getFirst().length;
        long[] unassigned = draw.common(assigned.size() * each);
        List<long[]> served = new ArrayList<>();
        for (int i = 0; i < assigned.size(); i++) {
            served.add(
                    switch (of(i)) {
                        case OWN -> assigned.get(i);
                        case UNASSIGNED -> Arrays.copyOfRange(unassigned, i * each, (i + 1) * each);
                        case ANOTHERS -> assigned.get(i - 1);
                    });
        }
        return served;
    }
}
