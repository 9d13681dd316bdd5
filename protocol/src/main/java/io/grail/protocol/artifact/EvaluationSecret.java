package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;

/**
 * What a validator draws a window's evaluation samples by, together with the closing block (docs/protocol.md, section
 * Evaluation samples). It commits to the secret of the next window in each scorecard, and shows the present one: so that
 * no miner knows the samples, and everybody can check that they were not chosen afterwards.
 */
public final class EvaluationSecret {
    private static final String DOMAIN = "grail/evaluation-secret/1";

    private EvaluationSecret() {}

    /** The validator's secret of a window: the same whenever it is asked for, and known to nobody else. */
    public static Hash of(Keypair validator, RunId runId, Window window) {
        byte[] message = new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .toByteArray();
        // The signature is never published: to everybody else its hash is random.
        return Hash.sha256(validator.sign(message));
    }

    /** What is said of a secret before it is shown. */
    public static Hash commitment(Hash secret) {
        return Hash.sha256(new CanonicalWriter().text(DOMAIN).toByteArray(), secret.bytes());
    }
}
