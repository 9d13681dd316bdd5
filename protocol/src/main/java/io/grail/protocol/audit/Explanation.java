package io.grail.protocol.audit;

import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.incentive.Standing;
import io.grail.protocol.incentive.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a scorecard says of one miner, in sentences for its operator. */
public final class Explanation {
    private Explanation() {}

    /** The sentences; empty if the scorecard has nothing to say of the hotkey. */
    public static List<String> of(Scorecard card, Hotkey miner) {
        Verdict verdict = card.verdicts().get(miner);
        if (verdict == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(sentence(verdict.evidence()));
        verdict.likeness()
                .ifPresent(likeness -> lines.add(text(
                        "most like the update of %s: %.0f %% of its positions, excess of likeness %.3f",
                        likeness.other(), 100 * likeness.positions(), likeness.excess())));
        for (Finding finding : verdict.findings()) {
            lines.add(text(
                    "%s: %s; value %.4g, threshold %.4g",
                    finding.rule(), meaning(finding.rule()), finding.value(), finding.threshold()));
        }
        lines.add(standing(verdict.standing()));
        lines.add(text(
                "earned: skill %.4f, work %.4f",
                verdict.score().skill(), verdict.score().work()));
        weight(card, miner).ifPresent(lines::add);
        return List.copyOf(lines);
    }

    private static String sentence(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Evaluated e ->
                text(
                        "evaluated: lowered the loss by %.3f %% on its own samples (%.4f to %.4f) and by %.3f %% on common"
                                + " ones (%.4f to %.4f, error %.4f); own-data advantage %.2f",
                        100 * e.xOwn(),
                        e.ownBefore(),
                        e.ownAfter(),
                        100 * e.xCommon(),
                        e.commonBefore(),
                        e.commonAfter(),
                        e.commonError(),
                        e.ownAdvantage());
            case Evidence.Rejected r ->
                text(
                        "rejected: %s: found %s; allowed %s",
                        r.rejection().code(),
                        r.rejection().found(),
                        r.rejection().allowed());
            case Evidence.NotEvaluated n -> "not evaluated, by no fault of the miner: " + n.reason();
        };
    }

    private static String standing(Standing standing) {
        return text(
                "standing: ordinal %.3f (mu %.3f, sigma %.3f, %d matches), own-data average %.3f%s%s",
                standing.skill().rating().ordinal(),
                standing.skill().rating().mu(),
                standing.skill().rating().sigma(),
                standing.skill().matches(),
                standing.skill().binary(),
                standing.conduct().outOfMerge() ? ", out of the merge until an update lowers the loss" : "",
                standing.conduct().exiledUntil() > 0
                        ? ", out until window " + standing.conduct().exiledUntil()
                        : "");
    }

    private static Optional<String> weight(Scorecard card, Hotkey miner) {
        if (card.weights().isEmpty()) {
            return Optional.empty();
        }
        long total = card.weights().values().stream().mapToLong(w -> w).sum();
        int mine = card.weights().getOrDefault(miner, 0);
        return Optional.of(text("weight: %d of 65535, %.2f %% of all", mine, 100.0 * mine / total));
    }

    /** What a rule means and does (docs/incentive.md, section Penalties). */
    private static String meaning(Rule rule) {
        return switch (rule) {
            case ABSENT -> "no update in time, windows in a row; the own-data average is scaled by 0.75, 0.5, then 0";
            case OFTEN_ABSENT -> "absent too often of late; everything is forgotten, and the miner is out for a while";
            case INVALID -> "not a valid update; this window earns nothing";
            case OFTEN_INVALID ->
                "not valid too often of late; everything is forgotten, and the miner is out for a while";
            case HARMFUL -> "made the loss worse too often of late; the own-data average is quartered";
            case HARMFUL_RUN -> "made the loss worse several times running; out of the merge until an update helps";
            case EXILED -> "put out for now; this window earns nothing";
            case SHARED_FAULT -> "most miners have the same fault, so it is nobody's; this window earns nothing";
            case QUARANTINED -> "part of a merge that made the loss jump; nothing was merged";
            case WOULD_HARM -> "would have made the loss worse; kept out of this merge";
            case ALIKE -> "more like another update than honest ones are; halved, reset or put out by how much";
        };
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
