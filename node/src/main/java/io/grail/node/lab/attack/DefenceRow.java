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
    /** Whether without the defence the attack pays, or harms by more than it may beyond what it does with it. */
    public boolean needed() {
        return payWithout > attack.kind().bound() || lossWithout > lossWith + Bounds.LOSS - 1;
    }
}
