package io.grail.protocol.incentive;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence.Evaluated;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Folds one window into standings: match, average and histories, penalties, score; hotkeys ascending throughout. */
final class Fold {
    private final WindowEvidence evidence;
    private final IncentiveConfig config;
    private final SortedMap<Hotkey, Standing> standings = new TreeMap<>();
    private final Field field;

    Fold(SortedMap<Hotkey, Standing> before, WindowEvidence evidence, IncentiveConfig config) {
        this.evidence = evidence;
        this.config = config;
        standings.putAll(before);
        standings.keySet().retainAll(evidence.registered());
        field = new Field(
                evidence,
                hotkey -> before.containsKey(hotkey) && before.get(hotkey).exiledAt(evidence.window()));
    }

    Assessment assessment() {
        playMatch();
        SortedMap<Hotkey, Verdict> verdicts = new TreeMap<>();
        field.charges().forEach((hotkey, charge) -> verdicts.put(hotkey, verdict(hotkey, charge)));
        verdicts.forEach((hotkey, verdict) -> standings.put(hotkey, verdict.standing()));
        Window next = evidence.window().next();
        return new Assessment(evidence.window(), new Standings(standings, next), verdicts);
    }

    /** One match of all who were measured or failed to send; no match if there is nobody to compare with. */
    private void playMatch() {
        List<Hotkey> players = field.charges().entrySet().stream()
                .filter(entry -> entry.getValue().plays())
                .map(Map.Entry::getKey)
                .toList();
        if (players.size() < 2 || !field.anyEvaluated()) {
            return;
        }
        List<Rating> before = new ArrayList<>();
        int[] ranks = new int[players.size()];
        for (int i = 0; i < ranks.length; i++) {
            before.add(standing(players.get(i)).skill().rating());
            ranks[i] = field.rank(evidenceOf(players.get(i)));
        }
        List<Rating> after = PlackettLuce.of(config).after(before, ranks);
        for (int i = 0; i < ranks.length; i++) {
            Standing standing = standing(players.get(i));
            standings.put(players.get(i), standing.with(standing.skill().rated(after.get(i))));
        }
    }

    private Verdict verdict(Hotkey hotkey, Charge charge) {
        Evidence found = evidenceOf(hotkey);
        Standing recorded = recorded(standing(hotkey), found, charge);
        Optional<Likeness> likeness = Optional.ofNullable(evidence.likenesses().get(hotkey));
        Case c = new Case(found, likeness, charge, recorded, new Case.Setting(evidence.window(), field, config));
        List<Penalty> penalties =
                PenaltyRule.ALL.stream().flatMap(rule -> rule.judge(c).stream()).toList();
        Standing after = recorded;
        boolean unpaid = charge == Charge.EXCUSED;
        for (Penalty penalty : penalties) {
            unpaid |= penalty.effect() instanceof Effect.NoPay || penalty.effect() instanceof Effect.Reset;
            after = penalised(after, penalty.effect());
        }
        Score score = Scoring.score(found, charge, after, field, unpaid);
        List<Finding> findings = penalties.stream().map(Penalty::finding).toList();
        return new Verdict(found, likeness, after.earning(score, config.scorePower()), findings, score);
    }

    /** The standing with this window in its average and histories. */
    private Standing recorded(Standing standing, Evidence found, Charge charge) {
        return switch (charge) {
            case EVALUATED -> {
                Evaluated e = (Evaluated) found;
                yield standing.with(standing.skill().averaged(e.ownData(config.ownThreshold()), config.binaryDecay()))
                        .with(standing.conduct().evaluated(e, field.plateau()));
            }
            case ABSENT -> standing.with(standing.conduct().absent());
            case INVALID -> standing.with(standing.conduct().invalid());
            case EXCUSED, UNJUDGED, EXILED -> standing;
        };
    }

    private Standing penalised(Standing standing, Effect effect) {
        return switch (effect) {
            case Effect.Scale scale -> standing.with(standing.skill().scaled(scale.factor()));
            case Effect.NoPay noPay -> standing;
            case Effect.LeaveMerge leave -> standing.with(standing.conduct().leavingMerge());
            case Effect.Reset reset -> Standing.fresh(config);
            case Effect.Exile exile -> Standing.exiledUntil(exile.until(), config);
        };
    }

    private Standing standing(Hotkey hotkey) {
        return standings.getOrDefault(hotkey, Standing.fresh(config));
    }

    private Evidence evidenceOf(Hotkey hotkey) {
        return evidence.byMiner().getOrDefault(hotkey, new Evidence.NotEvaluated("no evidence"));
    }
}
