package io.grail.protocol.incentive;

import java.util.List;
import java.util.Optional;

/** One line of the table of penalties (docs/incentive.md, section Penalties): looks at one case and changes nothing. */
interface PenaltyRule {
    /** Every rule, in the order in which findings are written. */
    List<PenaltyRule> ALL = List.of(
            new ExileRule(),
            new SharedFaultRule(),
            new AbsenceRule(),
            new OftenAbsentRule(),
            new InvalidRule(),
            new OftenInvalidRule(),
            new HarmfulRule(),
            new HarmfulRunRule(),
            new LikenessRule());

    Optional<Penalty> judge(Case c);
}
