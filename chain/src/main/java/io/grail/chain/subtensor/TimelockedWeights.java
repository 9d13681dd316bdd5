package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.drand.Ciphertext;
import io.grail.chain.drand.Timelock;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.List;
import java.util.random.RandomGenerator;

/** Weights that nobody can read before a round of drand is out; the chain then sets them by itself. */
final class TimelockedWeights {
    private final SubtensorConfig config;
    private final RandomGenerator random;

    TimelockedWeights(SubtensorConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    /** The call that commits {@code set}, which {@link HotkeyChecks} found nothing against. */
    RuntimeCall commit(Call.SetWeights set, Hotkey committer, Moment moment) throws InterruptedException {
        CommitCall call = CommitCall.of(moment.state().called()).orElseThrow();
        long round = new CommitReveal(moment.state(), config.netuid())
                .round(call, moment, config.beacon(), config.rpc().times().block());
        Ciphertext locked = Timelock.encrypt(message(call, set, committer), round, config.beacon(), random);
        return call.with(config.netuid(), locked.bytes(), round);
    }

    /** What the chain finds when it has opened a commitment: {@code WeightsTlockPayload}, or its older form. */
    static byte[] message(CommitCall call, Call.SetWeights set, Hotkey committer) {
        ScaleWriter out = new ScaleWriter();
        if (call.namesHotkey()) {
            out.variable(committer.bytes());
        }
        out.list(List.copyOf(set.weights().keySet()), (Uid uid) -> out.u16(uid.value()));
        out.list(List.copyOf(set.weights().values()), out::u16);
        return out.u64(set.versionKey()).toByteArray();
    }
}
