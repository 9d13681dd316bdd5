package io.grail.protocol.audit;

import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;

/** What an audit of one window has found so far. */
public final class Findings {
    private final Window window;
    private final List<Discrepancy> all = new ArrayList<>();

    public Findings(Window window) {
        this.window = window;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<Discrepancy> all() {
        return List.copyOf(all);
    }

    /** Something of {@code artifact} is not what follows from the rest. */
    public void add(String artifact, String field, Object found, Object expected) {
        all.add(new Discrepancy(window, artifact, field, found.toString(), expected.toString()));
    }

    /** An artifact that must be there is not. */
    public void missing(String artifact) {
        add(artifact, "the whole", "nothing", "the artifact");
    }

    /** Names the first field in which what an artifact says differs from what was computed. */
    void compare(String artifact, String path, Object said, Object computed) {
        Difference.between(path, said, computed).ifPresent(d -> add(artifact, d.path(), d.found(), d.expected()));
    }
}
