package io.grail.protocol.audit;

import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EnvelopeCheck;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.OpeningCheck;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.StateProof;
import io.grail.protocol.window.WindowSchedule;
import java.util.Optional;

/** Checks an update again, as the validator checked it that saw it. */
final class UpdateReplay {
    private final RunConfig run;
    private final RunId runId;
    private final Codec codec;
    private final Artifacts artifacts;
    private final ParallelFor parallel;

    UpdateReplay(RunConfig run, Artifacts artifacts, ParallelFor parallel) {
        this.run = run;
        this.runId = RunId.of(run);
        this.codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        this.artifacts = artifacts;
        this.parallel = parallel;
    }

    /**
     * The window's model, and what counted before.
     *
     * @param theta θ_w
     * @param root R_w
     */
    record Basis(WindowFacts facts, Parameters theta, Hash root, CountedPayloads counted) {}

    /**
     * Adds to {@code found} what is no longer what was seen.
     *
     * @param testified what the validator says came of it; its word stands for what can no longer be seen
     */
    ReplayedUpdate replay(Basis basis, Hotkey miner, Sighting sighting, Optional<Evidence> testified, Findings found) {
        var window = basis.facts.window();
        Optional<byte[]> envelope =
                same("envelope-" + miner, artifacts.envelope(window, miner), sighting.envelope(), found);
        Optional<byte[]> opening =
                same("opening-" + miner, artifacts.opening(window, miner), sighting.opening(), found);
        if (sighting.envelope().isEmpty()) {
            return new ReplayedUpdate.Unseen();
        }
        if (envelope.isEmpty()) {
            return new ReplayedUpdate.Gone();
        }
        Checked<Envelope> checked = EnvelopeCheck.check(envelope.get(), context(basis, miner, sighting));
        boolean noPayload = Testimony.says(testified, Testimony.NO_PAYLOAD);
        Optional<byte[]> now = noPayload ? Optional.empty() : artifacts.payload(window, miner);
        Optional<byte[]> payload = payload("payload-" + miner, now, envelope.get(), testified, found);
        if (checked instanceof Checked.Failed<Envelope> failed) {
            return new ReplayedUpdate.Refused(failed.rejection());
        }
        if (noPayload) {
            return new ReplayedUpdate.Unseen();
        }
        if (now.isEmpty()) {
            found.missing("payload-" + miner); // of an envelope that was refused nobody looked for it
        }
        if (sighting.opening().isEmpty()) {
            return new ReplayedUpdate.Unseen();
        }
        if (opening.isEmpty() || payload.isEmpty()) {
            return new ReplayedUpdate.Gone();
        }
        return open(basis, ((Checked.Passed<Envelope>) checked).artifact(), opening.get(), payload.get(), sighting);
    }

    private ReplayedUpdate open(Basis basis, Envelope envelope, byte[] opening, byte[] payload, Sighting sighting) {
        var scope = new StateProof.Scope(
                runId, basis.facts.window(), basis.facts.closing().hash());
        var context = new OpeningCheck.Context(
                envelope,
                StateProof.of(scope, envelope.hotkey(), basis.theta),
                WindowSchedule.of(run).revealMillis(basis.facts.closing()),
                sighting.opening().orElseThrow().lastModifiedMillis());
        return switch (OpeningCheck.check(opening, context)) {
            case Checked.Failed<Opening> failed -> new ReplayedUpdate.Refused(failed.rejection());
            case Checked.Passed<Opening> passed ->
                switch (Unsealed.open(envelope, payload, passed.artifact(), codec, parallel)) {
                    case Checked.Failed<Unsealed> failed -> new ReplayedUpdate.Refused(failed.rejection());
                    case Checked.Passed<Unsealed> unsealed ->
                        new ReplayedUpdate.Accepted(envelope, unsealed.artifact());
                };
        };
    }

    private EnvelopeCheck.Context context(Basis basis, Hotkey miner, Sighting sighting) {
        return new EnvelopeCheck.Context(
                runId,
                basis.facts.window(),
                miner,
                basis.root,
                run.inner().samplesPerWindow(),
                codec.maxPayloadBytes(),
                basis.facts.opening().timestampMillis(),
                WindowSchedule.of(run).deadlineMillis(basis.facts.closing()),
                sighting.envelope().orElseThrow().lastModifiedMillis(),
                basis.counted);
    }

    /** The bytes, if they are those that were seen. */
    private static Optional<byte[]> same(
            String artifact, Optional<byte[]> now, Optional<Sighting.Seen> seen, Findings found) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        if (now.isEmpty()) {
            found.missing(artifact);
            return Optional.empty();
        }
        Hash hash = Hash.sha256(now.get());
        if (!hash.equals(seen.get().hash())) {
            found.add(artifact, "SHA-256", hash, seen.get().hash());
            return Optional.empty();
        }
        return now;
    }

    /** The sealed payload, if it is the one that the envelope names; whether the envelope counts does not matter. */
    private static Optional<byte[]> payload(
            String artifact, Optional<byte[]> now, byte[] envelope, Optional<Evidence> testified, Findings found) {
        Hash announced;
        try {
            announced = Envelope.parse(envelope).payload().sealedHash();
        } catch (MalformedException e) {
            return Optional.empty(); // the validator refused it for that, and looked no further
        }
        if (now.isEmpty()) {
            return Optional.empty();
        }
        Hash hash = Hash.sha256(now.get());
        if (!hash.equals(announced) && !saysSealed(testified, hash)) {
            found.add(artifact, "SHA-256", hash, announced);
            return Optional.empty();
        }
        return now;
    }

    /** Whether it was refused for being these very bytes. */
    private static boolean saysSealed(Optional<Evidence> testified, Hash payload) {
        return testified
                .filter(evidence -> evidence instanceof Evidence.Rejected r
                        && r.rejection()
                                .equals(Unsealed.another(payload, r.rejection().allowed())))
                .isPresent();
    }
}
