package io.grail.node.lab.attack;

import io.grail.learning.device.Device;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.sync.NodeContext;
import io.grail.node.validator.ValidatorRole;
import io.grail.protocol.window.Window;

/** Lives of validators with most stake, and the one that they are held against. */
final class BadLead {
    private BadLead() {}

    /** Leads as it ought to, and rewrites every manifest a window later. */
    static void equivocate(NodeContext node, Window last) throws InterruptedException {
        var bucket = new TwoFacedBucket(node.own(), node.keys(), node.seat().hotkey());
        validate(node.with(bucket), last);
    }

    /** Leads for a third of the run, and is never seen again. */
    static void vanish(NodeContext node, Window last) throws InterruptedException {
        var run = node.run().run();
        validate(node, new Window(run.startWindow() + run.windows() / 3));
    }

    /** As a validator ought to. */
    static void validate(NodeContext node, Window last) throws InterruptedException {
        new ValidatorRole(node, Device.named("cpu"), new ByteTokenizer()).run(last);
    }
}
