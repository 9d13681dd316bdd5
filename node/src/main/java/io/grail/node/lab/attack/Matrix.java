package io.grail.node.lab.attack;

import io.grail.node.validator.Defence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which experiments a table is made of.
 *
 * @param defences each is tried without, against its attack
 * @param larger attacks that are also tried on the laptop's model, in runs so short that one seed says little: a single paid
 *     window of eight is more than a worthless update may earn
 */
public record Matrix(int windows, int seeds, List<Attack> attacks, List<Defence> defences, List<Attack> larger) {
    private static final int WINDOWS = 60;
    private static final int SHORT_WINDOWS = 10;
    private static final int TINY_WINDOWS = 8;

    /** What each defence is there for. */
    private static final Map<Defence, String> TARGETS = new EnumMap<>(Map.of(
            Defence.SEAL, "partial-copier",
            Defence.REPLAY, "stale-replay",
            Defence.STATE_PROOF, "fake-state-proof",
            Defence.OWN_DATA, "wrong-data",
            Defence.COMMON_LOSS, "idler",
            Defence.HARM, "sign-flip",
            Defence.SCREENING, "hit-and-run",
            Defence.LIKENESS, "colluding-pair",
            Defence.ABSENCE, "lazy"));

    /** What must be taken away besides, since it stops the same attack too. */
    private static final Map<Defence, Set<Defence>> BEHIND = Map.of(
            Defence.HARM, Set.of(Defence.SCREENING, Defence.OWN_DATA),
            Defence.SEAL, Set.of(Defence.OWN_DATA),
            Defence.REPLAY, Set.of(Defence.OWN_DATA));

    private static final List<String> LARGER = List.of("free-rider", "sign-flip", "copier", "wrong-data", "malformed");

    /** A few quick ones of every sort, for every commit. */
    private static final List<String> SHORT = List.of("free-rider", "sign-flip", "malformed");

    public Matrix {
        attacks = List.copyOf(attacks);
        defences = List.copyOf(defences);
        larger = List.copyOf(larger);
        if (windows < 6 || seeds < 1) {
            throw new IllegalArgumentException(
                    "a table needs 6 windows and 1 seed at least, got " + windows + " and " + seeds);
        }
    }

    /** Everything. */
    public static Matrix all(int seeds) {
        return new Matrix(
                WINDOWS,
                seeds,
                Attack.ALL,
                List.of(Defence.values()),
                LARGER.stream().map(Attack::of).toList());
    }

    /** What a commit is tried with. */
    public static Matrix brief() {
        return new Matrix(SHORT_WINDOWS, 1, SHORT.stream().map(Attack::of).toList(), List.of(), List.of());
    }

    /** These attacks, and without the defences that are there for them. */
    public static Matrix of(List<Attack> attacks, int seeds) {
        List<Defence> defences = Stream.of(Defence.values())
                .filter(defence -> attacks.contains(target(defence)))
                .toList();
        return new Matrix(WINDOWS, seeds, attacks, defences, List.of());
    }

    /** These attacks on the laptop's model. */
    public static Matrix ofTiny(List<Attack> attacks, int seeds) {
        return new Matrix(TINY_WINDOWS, seeds, List.of(), List.of(), attacks);
    }

    /** Whether there is nothing to run. */
    public boolean isEmpty() {
        return attacks.isEmpty() && larger.isEmpty();
    }

    public Matrix withWindows(int number) {
        return new Matrix(number, seeds, attacks, defences, larger);
    }

    /** It, and those that it stands behind. */
    static Set<Defence> takenAway(Defence defence) {
        return Stream.concat(Stream.of(defence), BEHIND.getOrDefault(defence, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Attack target(Defence defence) {
        return Attack.of(TARGETS.getOrDefault(defence, ""));
    }

    Setting micro() {
        return Setting.micro(windows);
    }

    static Setting tiny() {
        return Setting.tiny(TINY_WINDOWS);
    }

    long[] seedNumbers() {
        return LongStream.rangeClosed(1, seeds).toArray();
    }

    /** In the order in which they are run: what the others are held against comes first. */
    List<Experiment> experiments() {
        List<Experiment> attacked = new ArrayList<>();
        for (long seed : seedNumbers()) {
            larger.forEach(attack -> attacked.add(Experiment.of(tiny(), seed, attack)));
            attacks.forEach(attack -> attacked.add(Experiment.of(micro(), seed, attack)));
            defences.forEach(defence -> attacked.add(Experiment.without(micro(), seed, defence, target(defence))));
        }
        return Stream.concat(attacked.stream().map(Experiment::control).distinct(), attacked.stream())
                .toList();
    }
}
