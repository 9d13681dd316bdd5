package io.grail.node.validator;

import io.grail.node.event.NodeEvent;
import io.grail.node.sync.ManifestFile;
import io.grail.node.sync.ManifestReader;
import io.grail.node.sync.ManifestReader.Listed;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Payload;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.state.Parameters;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reproduces other validators' manifests of one window: what this node stands behind it has fetched, merged and hashed
 * itself. What fails leaves the model as it was, and is not tried again.
 */
final class Endorser {
    private final NodeContext node;
    private final ManifestReader reader;
    private final SharedModel model;
    private final SharedModel.Kept before;
    private final Own own;
    private final Function<Parameters, Optional<Finding>> quarantine;
    private final Set<Hash> refused = new HashSet<>();
    private final Set<Hash> incomplete = new HashSet<>();

    /**
     * What a validator gathered itself.
     *
     * @param payloads that need not be fetched, by hash
     * @param any whether there is something among them that it might merge
     */
    record Own(Map<Hash, Payload> payloads, boolean any) {}

    /**
     * For the window of {@code model}.
     *
     * @param before the model as it is now, to go back to
     * @param own what this validator gathered itself
     * @param quarantine what speaks against a model, if something does
     */
    Endorser(
            NodeContext node,
            SharedModel model,
            SharedModel.Kept before,
            Own own,
            Function<Parameters, Optional<Finding>> quarantine) {
        this.node = node;
        this.reader = new ManifestReader(node);
        this.model = model;
        this.before = before;
        this.own = own;
        this.quarantine = quarantine;
    }

    /**
     * Carries a manifest out on the model, if it is valid, complete and true.
     *
     * @param whose bucket the file comes from, whose mirror is asked for payloads
     * @param permitted who has a say
     */
    Optional<Merged> reproduce(byte[] file, Hotkey whose, Collection<Hotkey> permitted) {
        Hash hash = Hash.sha256(file);
        if (refused.contains(hash)) {
            return Optional.empty();
        }
        return switch (reader.check(file, model, permitted)) {
            case Checked.Failed<ManifestFile> failed -> refuse(hash, whose, failed.rejection());
            case Checked.Passed<ManifestFile> passed -> complete(passed.artifact(), hash, whose);
        };
    }

    private Optional<Merged> complete(ManifestFile file, Hash hash, Hotkey whose) {
        boolean promised = whose.equals(node.seat().account());
        if (own.any() && !promised && saysNothing(file.manifest())) {
            return refuse(
                    hash,
                    whose,
                    new Rejection(RejectionCode.MISSING, "no update, and no reason", "updates, or why not: some came"));
        }
        List<Hotkey> holders = List.of(node.seat().account(), whose);
        return switch (reader.fetch(file.manifest(), own.payloads(), holders)) {
            case Listed.Complete complete -> merge(new Merged(file, complete.payloads()), hash, whose);
            case Listed.Spoilt spoilt -> refuse(hash, whose, spoilt.rejection());
            case Listed.Missing missing -> {
                if (incomplete.add(hash)) {
                    tell(
                            whose,
                            new Rejection(
                                    RejectionCode.MISSING,
                                    "no payload " + missing.entry().payloadHash(),
                                    "a mirror of what it lists"));
                }
                yield Optional.empty(); // it may come yet
            }
        };
    }

    private static boolean saysNothing(Manifest manifest) {
        return manifest.entries().isEmpty() && manifest.excluded().isEmpty();
    }

    private Optional<Merged> merge(Merged merged, Hash hash, Hotkey whose) {
        model.merge(merged.payloads().stream().map(Payload::update).toList(), node.run());
        Hash computed = model.root();
        Hash claimed = merged.file().manifest().rootAfter();
        Optional<Rejection> against = computed.equals(claimed)
                ? harm(merged)
                : Optional.of(new Rejection(
                        RejectionCode.DESYNCED, "root after " + claimed, "the root of the merge, " + computed));
        if (against.isEmpty()) {
            return Optional.of(merged);
        }
        model.backTo(before);
        return refuse(hash, whose, against.get());
    }

    private Optional<Rejection> harm(Merged merged) {
        Optional<Finding> jump = merged.payloads().isEmpty() ? Optional.empty() : quarantine.apply(model.theta());
        return jump.map(finding -> new Rejection(
                RejectionCode.HARMFUL,
                "a merge that raises the loss by " + finding.value() + " of itself",
                "at most " + finding.threshold()));
    }

    private Optional<Merged> refuse(Hash hash, Hotkey whose, Rejection rejection) {
        refused.add(hash);
        tell(whose, rejection);
        return Optional.empty();
    }

    private void tell(Hotkey whose, Rejection rejection) {
        node.events().emit(new NodeEvent.ManifestRejected(before.window(), whose, rejection));
    }
}
