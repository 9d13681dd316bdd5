package io.grail.chain.subtensor;

import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The calls by which runtimes take timelocked weights, the one that is preferred first. */
enum CommitCall {
    /** Since spec 301. */
    TIMELOCKED("commit_timelocked_weights"),
    /** Since spec 320; in case the other goes. */
    TIMELOCKED_MECHANISM("commit_timelocked_mechanism_weights"),
    /** Up to spec 300: reveals in the epoch's one block, and knows no hotkey in the message. */
    CRV3("commit_crv3_weights");

    /** Of commitments that this code makes. */
    static final int VERSION = 4;

    private final String call;

    CommitCall(String call) {
        this.call = "SubtensorModule." + call;
    }

    /** The one that a runtime has; empty if it has none. */
    static Optional<CommitCall> of(ChainRuntime runtime) {
        return Arrays.stream(values())
                .filter(each -> runtime.hasCall(each.call))
                .findFirst();
    }

    /** Whether the committer is named in the message, so that nobody else can commit a copy of it. */
    boolean namesHotkey() {
        return this != CRV3;
    }

    /** Whether a commitment is tried in every block of its epoch, until its round is there. */
    boolean waitsForItsRound() {
        return this != CRV3;
    }

    RuntimeCall with(int netuid, byte[] commit, long round) {
        Map<String, Value> arguments = new HashMap<>();
        arguments.put("netuid", Value.of(netuid));
        arguments.put("commit", Value.of(commit));
        arguments.put("reveal_round", Value.of(round));
        if (this != CRV3) {
            arguments.put("commit_reveal_version", Value.of(VERSION));
        }
        if (this == TIMELOCKED_MECHANISM) {
            arguments.put("mecid", Value.of(0));
        }
        return RuntimeCall.of(call, arguments);
    }
}
