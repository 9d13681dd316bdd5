package io.grail.protocol.incentive;

/** What a rule found, and what follows from it. */
record Penalty(Finding finding, Effect effect) {
    static Penalty of(Rule rule, double value, double threshold, Effect effect) {
        return new Penalty(new Finding(rule, value, threshold), effect);
    }
}
