package io.grail.protocol.audit;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.Unsealed;

/** What a validator must have found of an update, by what it says it saw. */
sealed interface ReplayedUpdate {
    /** It passed every check. */
    record Accepted(Envelope envelope, Unsealed unsealed) implements ReplayedUpdate {}

    /** This check failed. */
    record Refused(Rejection rejection) implements ReplayedUpdate {}

    /** The validator says that something was not there, or too large, or could not be reached: its testimony. */
    record Unseen() implements ReplayedUpdate {}

    /** What lies in the bucket now is not what the validator saw; there is a discrepancy, and nothing more to say. */
    record Gone() implements ReplayedUpdate {}
}
