package io.grail.node.lab.attack;

/**
 * How one miner fared in the scorecards of one validator.
 *
 * @param windows in which it was judged
 * @param penalised windows with a rejection or a finding
 * @param unpaid windows that earned nothing
 * @param lastPaid windows from its first until the last that earned something, 0 if none did
 */
record Conduct(int windows, int penalised, int unpaid, int caught, int lastPaid) {
    static final Conduct NONE = new Conduct(0, 0, 0, 0, 0);

    Conduct and(boolean wasPenalised, boolean wasPaid) {
        int now = windows + 1;
        return new Conduct(
                now,
                penalised + (wasPenalised ? 1 : 0),
                unpaid + (wasPaid ? 0 : 1),
                caught + (wasPenalised || !wasPaid ? 1 : 0),
                wasPaid ? now : lastPaid);
    }
}
