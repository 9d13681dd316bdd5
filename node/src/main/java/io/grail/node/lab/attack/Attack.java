package io.grail.node.lab.attack;

import static io.grail.node.lab.attack.Crew.each;
import static io.grail.node.lab.attack.Crew.together;
import static io.grail.node.lab.attack.Crew.validators;
import static io.grail.node.lab.attack.Kind.LESS;
import static io.grail.node.lab.attack.Kind.VALIDATOR;
import static io.grail.node.lab.attack.Kind.WORTHLESS;

import io.grail.node.lab.Actor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every attacker there is (docs/attacks.md). */
public enum Attack {
    FREE_RIDER("free-rider", WORTHLESS, 3, "sends zeros", each(node -> new FreeRider())),
    NOISE("noise", WORTHLESS, 3, "sends normal noise", each(node -> new Noise())),
    RANDOM_SPARSE("random-sparse", WORTHLESS, 3, "sends a few random numbers", each(node -> new RandomSparse())),
    SIGN_FLIP("sign-flip", WORTHLESS, 3, "trains, and sends the opposite", each(node -> Scaled.by(-1))),
    MAGNITUDE_BOMB(
            "magnitude-bomb", WORTHLESS, 3, "the opposite, ten thousand times as large", each(node -> Scaled.by(-1e4))),
    COPIER("copier", WORTHLESS, 3, "the best payload that lies open, or the last window's", each(Copier::new)),
    PERTURBED_COPIER("perturbed-copier", WORTHLESS, 3, "the same, every number changed", each(PerturbedCopier::new)),
    PARTIAL_COPIER(
            "partial-copier", WORTHLESS, 3, "halves of the two best, and a step of its own", each(PartialCopier::new)),
    LATE("late", WORTHLESS, 3, "uploads after the deadline", each(Late::new)),
    EARLY("early", WORTHLESS, 3, "uploads a window ahead", each(Early::new)),
    STALE_REPLAY("stale-replay", WORTHLESS, 3, "sends its first payload for ever", each(node -> new StaleReplay())),
    WRONG_ORIGIN("wrong-origin", WORTHLESS, 3, "names another window or hotkey", each(node -> new WrongOrigin())),
    FORGER("forger", WORTHLESS, 3, "signs with another key", each(node -> new Forger())),
    DESYNCED("desynced", WORTHLESS, 3, "trains from an old model and says so", each(node -> new Desynced())),
    FAKE_STATE_PROOF("fake-state-proof", WORTHLESS, 3, "the same, and denies it", each(node -> new FakeStateProof())),
    WRONG_DATA("wrong-data", WORTHLESS, 3, "trains on samples of its own choice", each(OtherData::anywhere)),
    PUBLIC_VALIDATION("public-validation", WORTHLESS, 3, "trains on the validation slice", each(OtherData::validation)),
    WITHHOLDER("withholder", WORTHLESS, 3, "never shows its key", each(node -> new Withholder())),
    EQUIVOCATOR("equivocator", WORTHLESS, 3, "rewrites its update after the deadline", each(Equivocator::new)),
    OVERSIZE("oversize", WORTHLESS, 3, "a payload longer than it says", each(node -> new Resized(node, 64))),
    TRUNCATED("truncated", WORTHLESS, 3, "a payload shorter than it says", each(node -> new Resized(node, 0.5))),
    MALFORMED(
            "malformed",
            WORTHLESS,
            3,
            "a corpus of what is no payload",
            each(node -> new Malformed(Malformed.GARBAGE))),
    NOT_FINITE("not-finite", WORTHLESS, 3, "NaN and infinity", each(node -> new NotFinite())),
    DUPLICATE_VOTER(
            "duplicate-voter", WORTHLESS, 3, "says its positions twice", each(node -> new Malformed(Malformed.TWICE))),
    SYBIL("sybil", Kind.SYBIL, 3, "one worker behind three hotkeys", together(all -> new OneWorker(all)::behind)),
    COLLUDING_PAIR("colluding-pair", LESS, 2, "two who send each other's work too", together(all -> {
        Friends friends = new Friends(all);
        return node -> friends.one();
    })),
    LAZY("lazy", LESS, 3, "works in every other window", each(node -> new Lazy())),
    IDLER("idler", LESS, 3, "takes one step and says it took all", each(Idler::new)),
    INFLATOR("inflator", LESS, 3, "ten times what it learned", each(node -> Scaled.by(10))),
    SLOW_POISONER("slow-poisoner", LESS, 3, "good until it is trusted, then harmful", each(SlowPoisoner::of)),
    BACKDOOR("backdoor", LESS, 3, "works, and bends a few coordinates to its purpose", each(node -> new Backdoor())),
    WEIGHT_COPIER(
            "weight-copier",
            VALIDATOR,
            1,
            "a validator that sets what others paid",
            validators(Crew.SMALL_STAKE, new WeightCopier())),
    EQUIVOCATING_LEAD(
            "equivocating-lead",
            VALIDATOR,
            1,
            "a lead that signs two manifests a window",
            validators(Crew.LEADING_STAKE, BadLead::equivocate)),
    VANISHING_LEAD(
            "vanishing-lead", VALIDATOR, 1, "a lead that goes away", validators(Crew.LEADING_STAKE, BadLead::vanish));

    private final String key;
    private final Kind kind;
    private final int size;
    private final String text;
    private final Crew crew;

    Attack(String key, Kind kind, int size, String text, Crew crew) {
        this.key = key;
        this.kind = kind;
        this.size = size;
        this.text = text;
        this.crew = crew;
    }

    /** The attack that people call so. */
    public static Optional<Attack> of(String key) {
        return Arrays.stream(values()).filter(attack -> attack.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** Hotkeys in the table's runs. */
    public int size() {
        return size;
    }

    /** What it does, in a few words. */
    public String text() {
        return text;
    }

    /** So many of them, named from {@code attacker-first} on. */
    public List<Actor> actors(int first, int count) {
        return crew.of(Crew.names(first, count));
    }
}
