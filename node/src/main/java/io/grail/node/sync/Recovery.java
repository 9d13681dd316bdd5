package io.grail.node.sync;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node does that finds itself on another root than the subnet: it says so, keeps what speaks of it, and finds a state
 * to go on from (docs/architecture.md, section Forks).
 *
 * <p>First its own last snapshot, then a checkpoint; where a manifest is disputed, one of its window or before, so that the
 * node carries the disputed manifest out again upon numbers of another origin. If that too ends in another root than the
 * manifest's, the node stops: it never takes on trust what it could not reproduce.
 */
public final class Recovery {
    /** Evidence of so many forks is kept; a machine that forks more often has told enough. */
    private static final int MOST_EVIDENCE = 100;

    private final NodeContext node;
    private final Bootstrap bootstrap;
    private final Map<Window, Integer> attempts = new HashMap<>();

    public Recovery(NodeContext node) {
        this.node = node;
        this.bootstrap = new Bootstrap(node);
    }

    /** Where a node goes on. */
    public sealed interface From {
        /** From its own last snapshot, all of it. */
        record Snapshot(Path folder, SharedModel model) implements From {}

        /** From this model; what else the node holds is its own and stays. */
        record Model(SharedModel model) implements From {}
    }

    /**
     * A state to go on from after a fork.
     *
     * @throws ForkedStateException {@code fork}, if both a snapshot and a checkpoint ended in it
     */
    public From after(ForkedStateException fork) throws InterruptedException {
        String evidence = keep(fork);
        node.events().emit(new NodeEvent.Forked(fork.window(), fork.expected(), fork.computed()));
        int attempt = attempts.merge(disputed(fork), 1, Integer::sum);
        Optional<Path> snapshot = node.snapshots().current();
        if (attempt == 1 && snapshot.isPresent()) {
            try {
                SharedModel model = ModelFile.read(snapshot.get(), node);
                recovered(model, "its own snapshot", evidence);
                return new From.Snapshot(snapshot.get(), model);
            } catch (ForkedStateException e) {
                attempts.merge(disputed(fork), 1, Integer::sum); // what is on the disk is damaged too
            }
        }
        if (attempt > 2) {
            throw fork;
        }
        SharedModel model = elsewhere(fork);
        recovered(model, "a checkpoint, or genesis where there is none", evidence);
        return new From.Model(model);
    }

    /**
     * A model to go on from where the chain no longer tells what led away from the node's own.
     *
     * @throws ForgottenWindowException {@code forgotten}, if nobody has one that is newer
     */
    public SharedModel after(ForgottenWindowException forgotten, Window own) {
        SharedModel model =
                bootstrap.checkpoint(own.next(), new Window(Long.MAX_VALUE)).orElseThrow(() -> forgotten);
        node.events()
                .emit(new NodeEvent.WindowsMissed(
                        own,
                        new Window(model.window().number() - 1),
                        "the chain no longer tells what was merged in them: joined again from a checkpoint"));
        return model;
    }

    /** The state is saved: what was downloaded for it is of no more use. */
    public void saved() {
        bootstrap.forget();
    }

    private SharedModel elsewhere(ForkedStateException fork) throws InterruptedException {
        Window disputed = disputed(fork);
        Window newest = fork.manifest().isPresent() ? disputed : new Window(Long.MAX_VALUE);
        SharedModel model = bootstrap.checkpoint(new Window(0), newest).orElseGet(bootstrap::genesis);
        // Windows before are not trained or judged again, which the node did: only their merges are made good.
        new CatchUp(node, new ManifestFollower(node), () -> {}).advanceTo(disputed, model);
        return model;
    }

    /** The window whose merge is in question, or in which the node found its numbers changed. */
    private static Window disputed(ForkedStateException fork) {
        return fork.manifest().map(file -> Manifest.parse(file).window()).orElse(fork.window());
    }

    private void recovered(SharedModel model, String from, String evidence) {
        node.events().emit(new NodeEvent.Recovered(model.window(), from, evidence));
    }

    /** Returns where it lies. */
    private String keep(ForkedStateException fork) {
        Path all = node.snapshots().beside("evidence");
        try {
            Files.createDirectories(all);
            try (Stream<Path> kept = Files.list(all)) {
                if (kept.count() >= MOST_EVIDENCE) {
                    return all + " (full: this one was not kept)";
                }
            }
            Path folder = Files.createTempDirectory(all, "fork-w" + fork.window() + "-");
            if (fork.manifest().isPresent()) {
                Files.write(folder.resolve("manifest"), fork.manifest().get());
            }
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("window", fork.window().number());
            text.put("expectedRoot", fork.expected().toString());
            text.put("computedRoot", fork.computed().toString());
            text.put("foundBy", fork.manifest().isPresent() ? "manifest" : "own numbers changed");
            Files.write(
                    folder.resolve("fork.json"),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the evidence of a fork in " + all, e);
        }
    }
}
