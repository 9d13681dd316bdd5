package io.grail.node.lab.attack;

/** What an attack may earn at most, as a multiple of an honest miner's pay over the same windows. */
public enum Kind {
    /** Work not done, false, copied, late or harmful. */
    WORTHLESS("worthless", 0.10),
    /** One worker behind several hotkeys: all of them together. */
    SYBIL("sybil", 1.00),
    /** Some work, or work with a purpose of its own: less than honest. */
    LESS("less", 1.00),
    /** Validators: no more than their stake would earn honestly. */
    VALIDATOR("validator", 1.00);

    private final String key;
    private final double bound;

    Kind(String key, double bound) {
        this.key = key;
        this.bound = bound;
    }

    public String key() {
        return key;
    }

    public double bound() {
        return bound;
    }
}
