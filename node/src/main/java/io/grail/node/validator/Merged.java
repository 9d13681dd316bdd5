package io.grail.node.validator;

import io.grail.node.sync.ManifestFile;
import io.grail.node.sync.Payload;
import java.util.List;

/** A manifest that this node has carried out on its model, with the payloads that it lists, in its order. */
record Merged(ManifestFile file, List<Payload> payloads) {
    Merged {
        payloads = List.copyOf(payloads);
    }
}
