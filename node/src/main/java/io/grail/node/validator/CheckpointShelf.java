package io.grail.node.validator;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointPointer;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;
import io.grail.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checkpoints in a validator's own bucket: which one the pointer names, and which are kept. No rule asks for it; the
 * newest serve whoever joins, the others whoever wants to look back.
 */
final class CheckpointShelf {
    /** The newest so many are kept: a slow reader has as many checkpoints' time to finish. */
    static final int KEEP_LAST = 3;
    /** And every so manieth of all. */
    static final int KEEP_EVERY = 10;

    private static final int PAGE = 1_000;

    private final Bucket own;
    private final ArtifactKeys keys;
    private final WindowSchedule schedule;

    CheckpointShelf(NodeContext node) {
        this.own = node.own();
        this.keys = node.keys();
        this.schedule = node.schedule();
    }

    /** The window that the pointer names; empty if there is none yet. */
    Optional<Window> named() {
        return CheckpointPointer.in(own, keys);
    }

    /** Moves the pointer. */
    void name(Window window) {
        own.put(keys.checkpointPointer(), CheckpointPointer.bytes(window));
    }

    /** Deletes what is no longer kept, each checkpoint's description first, so that no reader begins with it. */
    void sweep() {
        Optional<Window> named = named();
        NavigableMap<Window, List<String>> lying = lying();
        List<Window> newest = lying.descendingKeySet().stream().limit(KEEP_LAST).toList();
        lying.forEach((window, files) -> {
            if (!newest.contains(window) && !named.equals(Optional.of(window)) && !isLandmark(window)) {
                own.delete(keys.checkpoint(window) + CheckpointDescription.FILE);
                files.forEach(own::delete);
            }
        });
    }

    private boolean isLandmark(Window window) {
        long every = (long) KEEP_EVERY * schedule.config().checkpointEvery();
        return (window.number() - schedule.startWindow()) % every == 0;
    }

    private NavigableMap<Window, List<String>> lying() {
        NavigableMap<Window, List<String>> lying = new TreeMap<>();
        String prefix = keys.checkpoints();
        String after = "";
        while (true) {
            List<StoredObject> page = own.list(prefix, after, PAGE);
            for (StoredObject object : page) {
                String[] path = object.key().substring(prefix.length()).split("/", 2);
                if (path.length == 2) {
                    CheckpointPointer.parse(path[0])
                            .ifPresent(window -> lying.computeIfAbsent(window, w -> new ArrayList<>())
                                    .add(object.key()));
                }
            }
            if (page.size() < PAGE) {
                return lying;
            }
            after = page.getLast().key();
        }
    }
}
