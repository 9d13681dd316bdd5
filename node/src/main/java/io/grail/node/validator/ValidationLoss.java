package io.grail.node.validator;

import io.grail.learning.model.LanguageModel;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Samples;
import io.grail.node.sync.SharedModel;

/** Tells people how good the shared model is: its loss on the choosing half of the validation slice. */
final class ValidationLoss {
    /** Enough for a curve; the summary and {@code grail eval} use the whole reporting half. */
    private static final int MAX_SAMPLES = 64;

    private final NodeContext node;
    private final LanguageModel model;

    ValidationLoss(NodeContext node, LanguageModel model) {
        this.node = node;
        this.model = model;
    }

    void measure(SharedModel shared) {
        Samples samples = Samples.spread(node.data(), node.data().choosing(), MAX_SAMPLES);
        model.load(shared.theta());
        double nats = samples.loss(model);
        node.events().emit(new NodeEvent.ValidationMeasured(shared.window(), nats, samples.bitsPerByte(nats)));
    }
}
