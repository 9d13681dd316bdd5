package io.grail.node.lab.attack;

import java.util.List;

/**
 * One attack over all seeds.
 *
 * @param pay in honest miners' pays: of one hotkey; of all for a sybil; of a validator in those of one by the book in its seat
 * @param worstPay of the seed in which it earned most
 * @param loss validation loss over that of the run without attackers; with a validator by the book for one that attacks
 * @param untilOut windows from its first until the last that earned it anything, mean
 * @param recall part of its windows that earned nothing or had something held against them
 * @param honestPenalised honest miners' windows with something held against them, of {@code honestWindows}
 * @param broken bounds that do not hold, in words
 */
public record AttackRow(
        String model,
        Attack attack,
        Interval pay,
        double worstPay,
        Interval loss,
        double untilOut,
        double recall,
        int honestPenalised,
        int honestWindows,
        List<String> broken) {
    public AttackRow {
        broken = List.copyOf(broken);
    }
}
