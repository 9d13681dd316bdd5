package io.grail.protocol.audit;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.Seal;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.StateProof;
import io.grail.protocol.window.WindowSchedule;
import java.util.Random;

/** Puts what a miner puts, honest or not, with a pseudo-gradient of random numbers. */
final class RecordedMiner {
    /** The first miner's: others send again what it sent. */
    private final Keypair first;

    private final Keypair keypair;
    private final RunConfig run;
    private final StoredArtifacts bucket;

    RecordedMiner(Keypair first, Keypair keypair, RunConfig run, StoredArtifacts bucket) {
        this.first = first;
        this.keypair = keypair;
        this.run = run;
        this.bucket = bucket;
    }

    void act(Deed deed, WindowFacts facts, OuterState state) {
        if (deed == Deed.ABSENT) {
            return;
        }
        byte[] payload = payload(deed, facts);
        Hash root = state.root(ParallelFor.SEQUENTIAL);
        var origin = new Envelope.Origin(RunId.of(run), facts.window(), keypair.hotkey(), root);
        byte[] key = Seal.key(keypair, origin, Hash.sha256(payload));
        byte[] sealed = Seal.close(key, origin, payload);
        var named =
                new Envelope.Payload(Hash.sha256(payload), payload.length, Hash.sha256(sealed), Seal.commitment(key));
        long deadline = WindowSchedule.of(run).deadlineMillis(facts.closing());
        byte[] envelope = new Envelope(origin, named, new Envelope.Training(8, 5.5f, 5.25f)).sign(keypair);
        put(
                facts,
                "envelope",
                deed == Deed.NO_ENVELOPE ? new byte[] {1, 2, 3} : envelope,
                deed == Deed.LATE ? deadline + 1_000 : deadline);
        if (deed != Deed.NO_PAYLOAD) {
            put(facts, "payload", sealed, deadline - 1_000);
        }
        if (deed != Deed.UNOPENED) {
            long reveal = WindowSchedule.of(run).revealMillis(facts.closing());
            var opening = new Opening(origin.runId(), facts.window(), keypair.hotkey(), key, proof(deed, facts, state));
            put(facts, "opening", opening.sign(keypair), deed == Deed.OPENED_LATE ? reveal + 1_000 : reveal);
        }
    }

    private void put(WindowFacts facts, String kind, byte[] bytes, long millis) {
        bucket.put(StoredArtifacts.key(facts.window(), kind, keypair.hotkey()), bytes, millis);
    }

    private Hash proof(Deed deed, WindowFacts facts, OuterState state) {
        Parameters theta = state.theta().copy();
        if (deed == Deed.STALE) {
            theta.values(0)[0] += 1;
        }
        var scope = new StateProof.Scope(
                RunId.of(run), facts.window(), facts.closing().hash());
        return StateProof.of(scope, keypair.hotkey(), theta);
    }

    private byte[] payload(Deed deed, WindowFacts facts) {
        return switch (deed) {
            case MALFORMED -> new byte[] {9, 9, 9};
            case REPLAY -> update(first.hotkey(), 1);
            case TWIN -> update(first.hotkey(), facts.window().number());
            default -> update(keypair.hotkey(), facts.window().number());
        };
    }

    private byte[] update(Hotkey hotkey, long window) {
        Codec codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        Random random = new Random(31L * hotkey.hashCode() + window);
        Parameters delta = Parameters.zeros(codec.layout());
        for (int tensor = 0; tensor < codec.layout().count(); tensor++) {
            float[] values = delta.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.01f * (float) random.nextGaussian();
            }
        }
        return codec.compress(Parameters.zeros(codec.layout()), delta, ParallelFor.SEQUENTIAL);
    }
}
