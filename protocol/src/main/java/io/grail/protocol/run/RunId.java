package io.grail.protocol.run;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;

/** Names a run: the SHA-256 of its configuration's canonical bytes. Artifacts of another RunId are refused. */
public record RunId(Hash hash) {
    private static final String DOMAIN = "grail/run/1";

    /** The name of {@code config}: SHA-256 over the domain, then every key and value in declared order. */
    public static RunId of(RunConfig config) {
        CanonicalWriter out = new CanonicalWriter().text(DOMAIN);
        RunTree.flatten(config).forEach((key, value) -> write(out.text(key), value));
        return new RunId(Hash.sha256(out.toByteArray()));
    }

    private static void write(CanonicalWriter out, Object value) {
        switch (value) {
            case String text -> out.text(text);
            case Boolean truth -> out.bool(truth);
            case Integer number -> out.u64(number);
            case Long number -> out.u64(number);
            case Double number -> out.f64(number);
            default -> throw new AssertionError("a key of type " + value.getClass());
        }
    }

    /** The first eight hexadecimal digits, for people and for paths on screen. */
    public String abbreviated() {
        return hash.abbreviated();
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
