package io.grail.protocol.run;

/** Where the value of a key comes from; later ones lie over earlier ones. */
public enum Origin {
    /** Grail's own default. */
    DEFAULT("default"),
    /** The preset that the file names. */
    PRESET("preset"),
    /** The file itself. */
    FILE("file"),
    /** An argument of the command. */
    COMMAND_LINE("command line");

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
