package io.grail.node.lab.attack;

import io.grail.node.validator.Defence;

/**
 * One defence and the attack that it is there for, with it and without.
 *
 * @param payWith as {@link AttackRow#pay}
 * @param lossWith mean of {@link AttackRow#loss}
 */
public record DefenceRow(
        Defence defence, Attack attack, double payWith, double payWithout, double lossWith, double lossWithout) {
    private static final double SEVERAL = 2;
    /** Pay beyond chance, for what earns nothing with its defence. */
    private static final double SOMETHING = 0.05;

    /**
     * Whether without the defence the attack earns more than its class may or several times what it earns with it, or harms
     * by more than it may beyond what it does with it.
     */
    public boolean needed() {
        return payWithout > attack.kind().bound()
                || payWithout > SEVERAL * payWith + SOMETHING
                || lossWithout > lossWith + Bounds.LOSS - 1;
    }
}
