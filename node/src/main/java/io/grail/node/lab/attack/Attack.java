package io.grail.node.lab.attack;

import static io.grail.node.lab.attack.Crew.each;
import static io.grail.node.lab.attack.Crew.together;
import static io.grail.node.lab.attack.Crew.validators;
import static io.grail.node.lab.attack.Kind.LESS;
import static io.grail.node.lab.attack.Kind.VALIDATOR;
import static io.grail.node.lab.attack.Kind.WORTHLESS;

import io.grail.node.lab.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A way to attack (docs/attacks.md).
 *
 * @param key as people name it
 * @param size hotkeys in the table's runs
 * @param text what it does, in a few words
 */
public record Attack(String key, Kind kind, int size, String text, Crew crew) {
    /** How the names of all attackers' nodes begin. */
    static final String PREFIX = "attacker-";

    private static final Pattern ITEM_END = Pattern.compile(",");
    private static final Pattern ITEM = Pattern.compile("([a-z-]+)(?::([1-9][0-9]?))?");

    /** Validators by the book, in the seats of those that attack: what these would earn honestly. */
    private static final Attack HONEST_LEAD = new Attack(
            "honest-lead", VALIDATOR, 1, "a lead by the book", validators(Crew.LEADING_STAKE, BadLead::validate));

    private static final Attack HONEST_SMALL = new Attack(
            "honest-small",
            VALIDATOR,
            1,
            "a small validator by the book",
            validators(Crew.SMALL_STAKE, BadLead::validate));

    /** Every attack there is. */
    public static final List<Attack> ALL = List.of(
            new Attack("free-rider", WORTHLESS, 3, "sends zeros", each(node -> new FreeRider())),
            new Attack("noise", WORTHLESS, 3, "sends normal noise", each(node -> new Noise())),
            new Attack("random-sparse", WORTHLESS, 3, "sends a few random numbers", each(node -> new RandomSparse())),
            new Attack("sign-flip", WORTHLESS, 3, "trains, and sends the opposite", each(node -> Scaled.by(-1))),
            new Attack(
                    "magnitude-bomb",
                    WORTHLESS,
                    3,
                    "the opposite, ten thousand times as large",
                    each(node -> Scaled.by(-1e4))),
            new Attack(
                    "copier", WORTHLESS, 3, "the best payload that lies open, or the last window's", each(Copier::new)),
            new Attack("perturbed-copier", WORTHLESS, 3, "the same, every number changed", each(PerturbedCopier::new)),
            new Attack(
                    "partial-copier",
                    WORTHLESS,
                    3,
                    "halves of the two best, and a step of its own",
                    each(PartialCopier::new)),
            new Attack("late", WORTHLESS, 3, "uploads after the deadline", each(Late::new)),
            new Attack("early", WORTHLESS, 3, "uploads a window ahead", each(Early::new)),
            new Attack(
                    "stale-replay", WORTHLESS, 3, "sends its first payload for ever", each(node -> new StaleReplay())),
            new Attack("wrong-origin", WORTHLESS, 3, "names another window or hotkey", each(node -> new WrongOrigin())),
            new Attack("forger", WORTHLESS, 3, "signs with another key", each(node -> new Forger())),
            new Attack("desynced", WORTHLESS, 3, "trains from an old model and says so", each(node -> new Desynced())),
            new Attack("fake-state-proof", WORTHLESS, 3, "the same, and denies it", each(node -> new FakeStateProof())),
            new Attack("wrong-data", WORTHLESS, 3, "trains on samples of its own choice", each(OtherData::anywhere)),
            new Attack(
                    "public-validation", WORTHLESS, 3, "trains on the validation slice", each(OtherData::validation)),
            new Attack("withholder", WORTHLESS, 3, "never shows its key", each(node -> new Withholder())),
            new Attack("equivocator", WORTHLESS, 3, "rewrites its update after the deadline", each(Equivocator::new)),
            new Attack("oversize", WORTHLESS, 3, "a payload longer than it says", each(node -> new Resized(node, 64))),
            new Attack(
                    "truncated", WORTHLESS, 3, "a payload shorter than it says", each(node -> new Resized(node, 0.5))),
            new Attack(
                    "malformed",
                    WORTHLESS,
                    3,
                    "a corpus of what is no payload",
                    each(node -> new Malformed(Malformed.GARBAGE))),
            new Attack("not-finite", WORTHLESS, 3, "NaN and infinity", each(node -> new NotFinite())),
            new Attack(
                    "duplicate-voter",
                    WORTHLESS,
                    3,
                    "says its positions twice",
                    each(node -> new Malformed(Malformed.TWICE))),
            new Attack(
                    "sybil",
                    Kind.SYBIL,
                    3,
                    "one worker behind three hotkeys",
                    together(all -> new OneWorker(all)::behind)),
            new Attack(
                    "splitter",
                    Kind.SYBIL,
                    2,
                    "one worker that shares its steps out among two hotkeys",
                    together(all -> node -> new Splitter(all.size(), node))),
            new Attack("colluding-pair", LESS, 2, "two who send each other's work too", together(all -> {
                Friends friends = new Friends(all);
                return node -> friends.one();
            })),
            new Attack("lazy", LESS, 3, "works in every other window", each(node -> new Lazy())),
            new Attack("idler", LESS, 3, "takes one step and says it took all", each(Idler::new)),
            new Attack("booster", LESS, 3, "works, and adds the two best payloads that it finds", each(Booster::new)),
            new Attack("inflator", LESS, 3, "ten times what it learned", each(node -> Scaled.by(10))),
            new Attack("shrinker", LESS, 3, "a tenth of what it learned", each(node -> Scaled.by(0.1))),
            new Attack("slow-poisoner", LESS, 3, "good until it is trusted, then harmful", each(SlowPoisoner::of)),
            new Attack(
                    "hit-and-run",
                    LESS,
                    3,
                    "harmful in every other window, all in the same",
                    each(node -> new HitAndRun())),
            new Attack(
                    "backdoor",
                    LESS,
                    3,
                    "works, and bends a few coordinates to its purpose",
                    each(node -> new Backdoor())),
            new Attack(
                    "weight-copier",
                    VALIDATOR,
                    1,
                    "a validator that sets what others paid",
                    validators(Crew.SMALL_STAKE, new WeightCopier())),
            new Attack(
                    "equivocating-lead",
                    VALIDATOR,
                    1,
                    "a lead that signs two manifests a window",
                    validators(Crew.LEADING_STAKE, BadLead::equivocate)),
            new Attack(
                    "vanishing-lead",
                    VALIDATOR,
                    1,
                    "a lead that goes away",
                    validators(Crew.LEADING_STAKE, BadLead::vanish)));

    /**
     * The attack that people call so.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Attack of(String key) {
        return ALL.stream()
                .filter(attack -> attack.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no attack '" + key + "'; there are "
                        + String.join(", ", ALL.stream().map(Attack::key).toList())));
    }

    /** Who sits in its seat in the run that it is held against; empty: nobody. */
    Optional<Attack> control() {
        return kind == VALIDATOR
                ? Optional.of(key.equals("weight-copier") ? HONEST_SMALL : HONEST_LEAD)
                : Optional.empty();
    }

    /** So many of them, named from {@code attacker-FIRST} on; those of one call know each other. */
    public List<Actor> actors(int first, int count) {
        List<String> names =
                IntStream.range(first, first + count).mapToObj(i -> PREFIX + i).toList();
        return crew.of(key, names);
    }

    /**
     * Those that {@code text} lists, such as {@code sign-flip,copier:2}.
     *
     * @throws IllegalArgumentException if it lists what there is not
     */
    public static List<Actor> parse(String text) {
        Map<Attack, Integer> wanted = new LinkedHashMap<>();
        for (String item : ITEM_END.split(text, -1)) {
            Matcher parts = ITEM.matcher(item.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("attackers are listed as NAME or NAME:NUMBER, got '" + item + "'");
            }
            int count = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
            wanted.merge(of(parts.group(1)), count, Integer::sum);
        }
        List<Actor> actors = new ArrayList<>();
        wanted.forEach((attack, count) -> actors.addAll(attack.actors(actors.size(), count)));
        return List.copyOf(actors);
    }
}
