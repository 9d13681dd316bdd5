package io.grail.node.validator;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.assignment.EvaluationSamples;
import io.grail.protocol.bytes.Hash;

/** The samples on which a validator judges a window: by the closing block, and by its own secret. */
final class Draw {
    private Draw() {}

    static EvaluationSamples of(NodeContext node, Scene scene) {
        Assignment assignment = Assignment.of(
                node.runId(),
                scene.opening().hash(),
                scene.registered().hotkeys(),
                node.run().inner().samplesPerWindow(),
                node.data().trainSamples());
        Hash secret = EvaluationSecret.of(node.seat().hotkey(), node.runId(), scene.window());
        return new EvaluationSamples(
                node.runId(), scene.window(), scene.closing().hash(), secret, assignment);
    }
}
