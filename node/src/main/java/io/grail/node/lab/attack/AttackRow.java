package io.grail.node.lab.attack;

import java.util.List;

/**
 * One attack over all seeds.
 *
 * @param pay in honest miners' pays, mean over seeds: of one hotkey; of all for a sybil; for a stake for a validator
 * @param worstPay of the seed in which it earned most
 * @param loss validation loss over that of the run without attackers
 * @param untilOut windows from its first until the last that earned it anything, mean
 * @param recall part of its windows that earned nothing or had something held against them
 * @param honestPenalised honest miners' windows with something held against them, of {@code honestWindows}
 * @param broken bounds that do not hold, in words
 */
public record AttackRow(
        String model,
        Attack attack,
        double pay,
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
