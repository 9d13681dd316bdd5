package io.grail.node.home;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;

/** Keys of a run's artifacts inside a bucket (docs/protocol.md, section Keys). */
public record ArtifactKeys(RunId runId) {
    public String envelope(Window window, Hotkey hotkey) {
        return inWindow(window, "envelope-" + hotkey.ss58());
    }

    public String payload(Window window, Hotkey hotkey) {
        return inWindow(window, "payload-" + hotkey.ss58());
    }

    public String opening(Window window, Hotkey hotkey) {
        return inWindow(window, "opening-" + hotkey.ss58());
    }

    public String manifest(Window window, Hotkey validator) {
        return inWindow(window, "manifest-" + validator.ss58());
    }

    /** What a validator has promised itself to anchor, put before it does: it never anchors two. */
    public String anchor(Window window, Hotkey validator) {
        return inWindow(window, "anchor-" + validator.ss58());
    }

    /** In the bucket of whoever found it out: the proof that {@code validator} signed two manifests. */
    public String equivocation(Window window, Hotkey validator) {
        return inWindow(window, "equivocation-" + validator.ss58());
    }

    public String scorecard(Window window, Hotkey validator) {
        return inWindow(window, "scorecard-" + validator.ss58());
    }

    /** A copy of some bytes under their hash, in a validator's bucket. */
    public String blob(Hash hash) {
        return runId + "/blobs/" + hash;
    }

    /** Folder of the checkpoint of θ of {@code window}, with a slash at its end. */
    public String checkpoint(Window window) {
        return checkpoints() + window + "/";
    }

    /** Folder of all checkpoints, with a slash at its end. */
    public String checkpoints() {
        return runId + "/checkpoints/";
    }

    /** Names the newest complete checkpoint's window; moved only after all its files are there. */
    public String checkpointPointer() {
        return checkpoints() + "latest";
    }

    private String inWindow(Window window, String name) {
        return runId + "/w" + window + "/" + name;
    }
}
