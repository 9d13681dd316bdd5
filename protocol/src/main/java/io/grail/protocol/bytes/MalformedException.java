package io.grail.protocol.bytes;

/** Bytes that are not what their format says; turned into a typed rejection where an artifact enters a node. */
public final class MalformedException extends RuntimeException {
    private final String found;
    private final String allowed;

    public MalformedException(String found, String allowed) {
        super("found " + found + ", allowed " + allowed);
        this.found = found;
        this.allowed = allowed;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}
