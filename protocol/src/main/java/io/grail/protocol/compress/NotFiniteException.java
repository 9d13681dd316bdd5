package io.grail.protocol.compress;

/** A number that is infinite or not a number where the format or the rules want a finite one. */
public final class NotFiniteException extends RuntimeException {
    private final String found;

    public NotFiniteException(String found) {
        super("found " + found + ", allowed finite numbers");
        this.found = found;
    }

    public String found() {
        return found;
    }
}
