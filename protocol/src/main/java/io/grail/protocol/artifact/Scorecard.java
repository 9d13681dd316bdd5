package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.HotkeyMap;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.incentive.WindowEvidence;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A validator's signed record of everything that it saw, measured and decided in one window (docs/incentive.md).
 *
 * @param sightings of every hotkey in whose bucket something lay, whether it counted or not
 * @param verdicts one per miner judged
 * @param weights to be set on the chain after this window, in [1, 65535]; empty if none are
 */
public record Scorecard(
        Scope scope,
        Basis basis,
        SortedMap<Hotkey, Sighting> sightings,
        SortedMap<Hotkey, Verdict> verdicts,
        SortedMap<Hotkey, Integer> weights) {
    /** No scorecard is longer: 256 miners with every finding and the longest rejections fit. */
    public static final int MAX_BYTES = 320 * 1024;

    private static final byte[] DOMAIN = "grail/scorecard/2".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE_LENGTH = 64;
    private static final int MAX_MINERS = Uid.MAX + 1;
    private static final int MAX_WEIGHT = 65_535;

    /**
     * What a scorecard is about, and whose it is.
     *
     * @param window whose updates were judged
     * @param root of the parameters on which they were evaluated
     */
    public record Scope(RunId run, Window window, Hash root, Hotkey validator) {}

    /**
     * What it rests on.
     *
     * @param previous the validator's scorecard before this one; empty for its first
     * @param secret by which this window's evaluation samples were drawn
     * @param nextSecret commitment to the next window's
     */
    public record Basis(Optional<Previous> previous, Hash secret, Hash nextSecret) {}

    /**
     * The scorecard from which this one's standings go on.
     *
     * @param hash SHA-256 of it with its signature
     * @param paid whether the chain took its weights, so that a new period of earnings has begun
     */
    public record Previous(Window window, Hash hash, boolean paid) {}

    /** What some bytes turned out to be. */
    public sealed interface Parsed {
        /** Well formed, and signed by the validator that it names. */
        record Genuine(Scorecard scorecard) implements Parsed {}

        /** Anything else. */
        record Refused(Rejection rejection) implements Parsed {}
    }

    public Scorecard {
        sightings = Collections.unmodifiableSortedMap(new TreeMap<>(sightings));
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        if (Math.max(sightings.size(), Math.max(verdicts.size(), weights.size())) > MAX_MINERS) {
            throw new IllegalArgumentException("at most " + MAX_MINERS + " entries, got " + sightings.size() + ", "
                    + verdicts.size() + " and " + weights.size());
        }
        if (weights.values().stream().anyMatch(weight -> weight < 1 || weight > MAX_WEIGHT)) {
            throw new IllegalArgumentException("weights must be in [1, " + MAX_WEIGHT + "], got " + weights.values());
        }
    }

    /** The evidence from which the verdicts follow; {@code registered} took part in the window. */
    public WindowEvidence evidence(Collection<Hotkey> registered) {
        Map<Hotkey, Evidence> evidence = new TreeMap<>();
        SortedMap<Hotkey, Likeness> likenesses = new TreeMap<>();
        verdicts.forEach((hotkey, verdict) -> {
            evidence.put(hotkey, verdict.evidence());
            verdict.likeness().ifPresent(likeness -> likenesses.put(hotkey, likeness));
        });
        return WindowEvidence.of(scope.window, evidence, registered).with(likenesses);
    }

    /** What is signed: domain, scope, basis, sightings, verdicts, weights. */
    public byte[] body() {
        CanonicalWriter out = new CanonicalWriter()
                .fixed(DOMAIN)
                .hash(scope.run.hash())
                .u64(scope.window.number())
                .hash(scope.root)
                .fixed(scope.validator.bytes())
                .bool(basis.previous.isPresent());
        basis.previous.ifPresent(p -> out.u64(p.window.number()).hash(p.hash).bool(p.paid));
        out.hash(basis.secret).hash(basis.nextSecret);
        HotkeyMap.write(out, sightings, Sighting::write);
        HotkeyMap.write(out, verdicts, Verdict::write);
        HotkeyMap.write(out, weights, (weight, w) -> w.u16(weight));
        return out.toByteArray();
    }

    /**
     * The body followed by the signature over it.
     *
     * @throws IllegalArgumentException if {@code keypair} is not the validator's
     */
    public byte[] signed(Keypair keypair) {
        if (!keypair.hotkey().equals(scope.validator)) {
            throw new IllegalArgumentException("scorecard of " + scope.validator + " signed by " + keypair.hotkey());
        }
        byte[] body = body();
        return new CanonicalWriter().fixed(body).fixed(keypair.sign(body)).toByteArray();
    }

    /** Reads hostile bytes; total. */
    public static Parsed parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return refused(RejectionCode.TOO_LARGE, bytes.length + " bytes", "at most " + MAX_BYTES);
        }
        Scorecard scorecard;
        byte[] signature;
        try {
            CanonicalReader in = new CanonicalReader(bytes);
            scorecard = read(in);
            signature = in.fixed(SIGNATURE_LENGTH);
            in.end();
        } catch (MalformedException e) {
            return new Parsed.Refused(Rejection.malformed(e));
        } catch (IllegalArgumentException e) {
            return refused(RejectionCode.MALFORMED, String.valueOf(e.getMessage()), "figures in their ranges");
        }
        byte[] body = Arrays.copyOf(bytes, bytes.length - SIGNATURE_LENGTH);
        if (!Keypair.verify(scorecard.scope.validator.account(), body, signature)) {
            return refused(
                    RejectionCode.BAD_SIGNATURE, "a signature not by " + scorecard.scope.validator, "the validator's");
        }
        return new Parsed.Genuine(scorecard);
    }

    private static Scorecard read(CanonicalReader in) {
        in.expect(DOMAIN);
        Scope scope = new Scope(
                new RunId(in.hash()), new Window(in.nonNegative()), in.hash(), Hotkey.of(in.fixed(AccountId.LENGTH)));
        Optional<Previous> previous = in.bool()
                ? Optional.of(new Previous(new Window(in.nonNegative()), in.hash(), in.bool()))
                : Optional.empty();
        Basis basis = new Basis(previous, in.hash(), in.hash());
        SortedMap<Hotkey, Sighting> sightings = HotkeyMap.read(in, MAX_MINERS, Sighting::read);
        SortedMap<Hotkey, Verdict> verdicts = HotkeyMap.read(in, MAX_MINERS, Verdict::read);
        SortedMap<Hotkey, Integer> weights = HotkeyMap.read(in, MAX_MINERS, CanonicalReader::u16);
        return new Scorecard(scope, basis, sightings, verdicts, weights);
    }

    private static Parsed refused(RejectionCode code, String found, String allowed) {
        return new Parsed.Refused(new Rejection(code, found, allowed));
    }
}
