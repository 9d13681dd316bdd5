package io.grail.node.lab.chaos;

import io.grail.node.sync.Ballots;
import io.grail.node.sync.ManifestReader;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Payload;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.Shelves;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.artifact.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mistakes with merges. */
final class MergePlants {
    private MergePlants() {}

    /** Brings the snapshot that it starts from one window further by a merge of all members but the last. */
    static final class MemberSkipped implements Plant {
        @Override
        public void starts(NodeContext node) {
            Optional<Path> snapshot = node.snapshots().current();
            if (snapshot.isEmpty()) {
                return;
            }
            SharedModel model = ModelFile.read(snapshot.get(), node);
            if (node.chain().head().number()
                    < node.schedule().firstBlock(model.window().next())) {
                return;
            }
            Ballot ballot = new Ballots(node.chain(), node.schedule()).of(model.window());
            if (ballot.decision() instanceof Decision.Decided decided) {
                var voters = ballot.quorum().stakes().keySet();
                Shelves.of(node)
                        .manifest(model.window(), decided.manifest(), voters)
                        .map(Manifest::parse)
                        .map(manifest -> new ManifestReader(node).fetch(manifest, Map.of(), voters))
                        .ifPresent(listed -> merge(node, snapshot.get(), model, listed));
            }
        }

        private static void merge(NodeContext node, Path snapshot, SharedModel model, ManifestReader.Listed listed) {
            if (listed instanceof ManifestReader.Listed.Complete complete
                    && complete.payloads().size() > 1) {
                List<Payload> most =
                        complete.payloads().subList(0, complete.payloads().size() - 1);
                model.merge(most.stream().map(Payload::update).toList(), node.run());
                try {
                    ModelFile.write(snapshot, model);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write into " + snapshot, e);
                }
            }
        }
    }
}
