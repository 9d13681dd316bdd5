package io.grail.protocol.audit;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a scorecard has a verdict for everybody who must have one, and for nobody else (docs/incentive.md, Evidence). */
final class VerdictCoverage {
    /** Rejections of which a hotkey that never sent anything is not accused. */
    private static final Set<RejectionCode> ABSENT = EnumSet.of(RejectionCode.MISSING, RejectionCode.UNREACHABLE);

    private VerdictCoverage() {}

    /** Adds what is missing or too much to {@code found}; {@code before} if the standings before the window are known. */
    static void check(String name, WindowFacts facts, Scorecard card, Optional<Standings> before, Findings found) {
        card.verdicts().forEach((miner, verdict) -> unseen(name, card, miner, verdict, found));
        if (before.isEmpty()) {
            return;
        }
        for (Hotkey hotkey : facts.registered()) {
            boolean known = before.get().of(hotkey).isPresent();
            Verdict verdict = card.verdicts().get(hotkey);
            if (known && verdict == null) {
                found.add(name, "verdicts." + hotkey, "nothing", "a verdict: it has sent updates before");
            } else if (!known && verdict != null && isOfNobody(card, hotkey, verdict.evidence())) {
                found.add(name, "verdicts." + hotkey, verdict.evidence(), "nothing: it never sent anything");
            }
        }
    }

    /** Of whom nothing was seen nothing can have been measured. */
    private static void unseen(String name, Scorecard card, Hotkey miner, Verdict verdict, Findings found) {
        if (!card.sightings().containsKey(miner) && !Testimony.mayStand(Optional.of(verdict.evidence()))) {
            found.add(name, "sightings." + miner, "nothing", "what " + verdict.evidence() + " was found of");
        }
    }

    private static boolean isOfNobody(Scorecard card, Hotkey hotkey, Evidence evidence) {
        return switch (evidence) {
            case Evidence.Evaluated e -> false;
            case Evidence.Rejected r -> ABSENT.contains(r.rejection().code());
            case Evidence.NotEvaluated n -> !card.sightings().containsKey(hotkey);
        };
    }
}
