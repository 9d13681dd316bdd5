package io.grail.node.lab.chaos;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One root a window, equal to the replay of what was decided; and no window lost. */
final class RootCheck {
    private final Aftermath after;
    private final Map<Window, Replay.Merged> replay;

    RootCheck(Aftermath after) {
        this.after = after;
        this.replay = new Replay(after.run(), after.chain(), after.buckets().values()).of(after.windows());
    }

    List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        for (Chronicle.Told told : after.chronicle().told()) {
            if (told.event() instanceof NodeEvent.ModelAdvanced advanced) {
                root(told.node(), advanced).ifPresent(found::add);
            }
            if (told.event() instanceof NodeEvent.Equivocated e) {
                found.add(new Violation(
                        Invariant.NOTHING_SAID_TWICE, e.window(), after.name(e.validator()), "two manifests"));
            }
        }
        for (Window window : after.windows()) {
            lost(window)
                    .ifPresent(
                            text -> found.add(new Violation(Invariant.NO_WINDOW_LOST, window, Violation.CHAIN, text)));
        }
        return found;
    }

    private Optional<Violation> root(String node, NodeEvent.ModelAdvanced advanced) {
        Replay.Merged merged = replay.get(new Window(advanced.window().number() - 1));
        if (merged == null || merged.after().equals(advanced.root())) {
            return Optional.empty();
        }
        String found = "root " + advanced.root() + ", and the replay has " + merged.after();
        return Optional.of(new Violation(Invariant.ONE_ROOT, advanced.window(), node, found));
    }

    private Optional<String> lost(Window window) {
        Replay.Merged merged = replay.get(window);
        if (merged == null) {
            return Optional.of("bytes that were decided for are nowhere to be had, here or before");
        }
        List<String> inTime = after.cast().miners().stream()
                .filter(miner -> inTime(window, miner) && !doubted(window, miner))
                .toList();
        boolean heeded = merged.manifest().filter(RootCheck::saysSomething).isPresent();
        return inTime.isEmpty() || heeded ? Optional.empty() : Optional.of("nothing of " + inTime + " is merged");
    }

    private static boolean saysSomething(Manifest manifest) {
        return !manifest.entries().isEmpty() || !manifest.excluded().isEmpty();
    }

    /** Whether envelope and opening lie in the miner's bucket and came in time. */
    private boolean inTime(Window window, String miner) {
        Block opening = after.chain().block(after.schedule().firstBlock(window)).orElseThrow();
        Block closing = after.closing(window);
        Bucket bucket = after.bucket(miner);
        return bucket.head(after.keys().envelope(window, after.hotkey(miner)))
                        .map(StoredObject::lastModified)
                        .filter(put -> !put.isBefore(at(opening.timestampMillis())))
                        .filter(put -> !put.isAfter(at(after.schedule().deadlineMillis(closing))))
                        .isPresent()
                && bucket.head(after.keys().opening(window, after.hotkey(miner)))
                        .map(StoredObject::lastModified)
                        .filter(put -> put.isBefore(at(after.schedule().revealMillis(closing))))
                        .isPresent();
    }

    /** Whether some validator was told otherwise by the miner's store. */
    private boolean doubted(Window window, String miner) {
        long closing = after.closing(window).number();
        return after.cast().validators().stream()
                .anyMatch(v -> after.chronicle()
                        .liedTo(
                                v,
                                miner,
                                closing,
                                closing + after.run().window().blocks()));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /** Root of the model after the last window that could be replayed. */
    Optional<Hash> lastRoot() {
        return replay.values().stream().map(Replay.Merged::after).reduce((_, last) -> last);
    }
}
