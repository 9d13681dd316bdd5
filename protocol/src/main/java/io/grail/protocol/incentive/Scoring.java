package io.grail.protocol.incentive;

import io.grail.protocol.incentive.Evidence.Evaluated;

/** What a window earns (docs/incentive.md, section Score). */
final class Scoring {
    private Scoring() {}

    /**
     * The score of one miner, after penalties.
     *
     * @param standing with this window's match, average and penalties in it
     * @param unpaid whether a rule says that the window earns nothing, failed synchronisation included
     */
    static Score score(Evidence evidence, Charge charge, Standing standing, Field field, boolean unpaid) {
        if (charge == Charge.UNJUDGED) {
            return standing.last();
        }
        if (unpaid) {
            return Score.ZERO;
        }
        double b = Math.max(0, standing.skill().binary());
        double skill = Math.max(0, standing.skill().rating().ordinal()) * b;
        double work = evidence instanceof Evaluated e ? field.fractionOfBest(e.xCommon()) * b : 0;
        return new Score(skill, work);
    }
}
