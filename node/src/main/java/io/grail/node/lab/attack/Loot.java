package io.grail.node.lab.attack;

import io.grail.chain.Neuron;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Others' payloads, from what lies open in their buckets: best paid miner first. */
final class Loot {
    private final NodeContext node;
    private final Set<Hotkey> friends;

    /** {@code friends} are not robbed. */
    Loot(NodeContext node, Set<Hotkey> friends) {
        this.node = node;
        this.friends = friends;
    }

    /** Payloads of {@code window} that can be read now. */
    List<byte[]> of(Window window) {
        long head = node.chain().head().number();
        return node.chain().metagraph(head).neurons().stream()
                .filter(neuron -> !friends.contains(neuron.hotkey()))
                .sorted(Comparator.comparingInt(Neuron::incentive).reversed().thenComparing(Neuron::hotkey))
                .map(Neuron::hotkey)
                .flatMap(victim -> payload(window, victim).stream())
                .toList();
    }

    private Optional<byte[]> payload(Window window, Hotkey victim) {
        return node.peers().of(victim).flatMap(bucket -> {
            try {
                return payload(bucket, window, victim);
            } catch (MalformedException e) {
                return Optional.empty(); // another attacker's, perhaps
            }
        });
    }

    private Optional<byte[]> payload(Bucket bucket, Window window, Hotkey victim) {
        ArtifactKeys keys = node.keys();
        Optional<Envelope> envelope =
                bucket.get(keys.envelope(window, victim), Envelope.MAX_BYTES).map(Envelope::parse);
        Optional<byte[]> sealed =
                bucket.get(keys.payload(window, victim), node.codec().maxPayloadBytes() + Seal.OVERHEAD);
        Optional<byte[]> leaked = bucket.get(LeakyMiner.key(keys, window, victim), Seal.KEY_LENGTH);
        Optional<byte[]> key = leaked.or(() -> bucket.get(keys.opening(window, victim), Opening.MAX_BYTES)
                .map(Opening::parse)
                .map(Opening::key));
        if (envelope.isEmpty() || sealed.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        Opening opening = new Opening(node.runId(), window, victim, key.get(), Hash.sha256());
        return switch (Unsealed.open(envelope.get(), sealed.get(), opening, node.codec(), node.workers())) {
            case Checked.Passed<Unsealed> passed ->
                Optional.of(passed.artifact().payload());
            case Checked.Failed<Unsealed> failed -> Optional.empty();
        };
    }
}
