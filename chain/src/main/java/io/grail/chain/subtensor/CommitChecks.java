package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.Outcome;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of timelocked weights before they are committed. The chain takes any bytes, and drops without a word
 * what it cannot use once it has opened them; so what it will ask of the weights then is asked here, of the subnet as it
 * stands now. Source: Subtensor's own checks (docs/timelock.md).
 */
final class CommitChecks {
    private static final String MODULE = "SubtensorModule.";

    private final PinnedState state;
    private final int netuid;
    private final AccountId signer;

    CommitChecks(PinnedState state, int netuid, AccountId signer) {
        this.state = state;
        this.netuid = netuid;
        this.signer = signer;
    }

    /** The first reason why the chain cannot take a commitment that this code makes. */
    Optional<Outcome.Refused> form(CommitReveal commitReveal) throws InterruptedException {
        if (CommitCall.of(state.called()).isEmpty()) {
            return refused(
                    "CommitRevealEnabled",
                    "subnet " + netuid + " takes weights only as commitments, and its runtime has none of the calls "
                            + Arrays.toString(CommitCall.values())
                            + " of timelocked ones: commit and reveal them by other software, or ask the subnet's owner"
                            + " to allow plain weights");
        }
        long version = commitReveal.version();
        if (version != CommitCall.VERSION) {
            return refused(
                    "IncorrectCommitRevealVersion",
                    "the chain asks for commitments of version " + version + ", and this software makes version "
                            + CommitCall.VERSION + ": bring the software up to date");
        }
        return commitReveal.tempo() > 0
                ? Optional.empty()
                : refused(
                        "CommitRevealEnabled",
                        "subnet " + netuid + " has no epochs (tempo 0), so the chain would never reveal the weights:"
                                + " its owner must set a tempo");
    }

    /** The first reason why the chain would drop {@code set} when it reveals it. */
    Optional<Outcome.Refused> content(Call.SetWeights set, long uid) throws InterruptedException {
        long neurons = number("SubnetworkN");
        if (!set.weights().isEmpty() && set.weights().lastKey().value() >= neurons) {
            return refused(
                    "UidVecContainInvalidOne",
                    "there is no uid " + set.weights().lastKey() + ", as subnet " + netuid + " has " + neurons
                            + " slots: read the metagraph again");
        }
        boolean itself = set.weights().size() == 1 && set.weights().firstKey().value() == uid;
        if (!itself && !hasPermit(uid) && !isOwner()) {
            return refused(
                    "NeuronNoValidatorPermit",
                    "it has no validator's permit: stake more and wait for the next epoch, which gives permits");
        }
        long least = Math.min(number("MinAllowedWeights"), neurons);
        return itself || set.weights().size() >= least
                ? Optional.empty()
                : refused(
                        "WeightVecLengthIsLow",
                        "the subnet asks for weights of " + least + " uids or more, got "
                                + set.weights().size() + ": name more");
    }

    private boolean hasPermit(long uid) throws InterruptedException {
        List<Value> permits = state.read(MODULE + "ValidatorPermit", id()).list();
        if (uid >= permits.size()) {
            throw new ScaleException("ValidatorPermit has " + permits.size() + " items, but there is a uid " + uid);
        }
        return permits.get((int) uid).bool();
    }

    private boolean isOwner() throws InterruptedException {
        String entry = MODULE + "SubnetOwnerHotkey";
        return state.stored().hasStorage(entry)
                && state.find(entry, id())
                        .map(MetagraphReading::account)
                        .filter(signer::equals)
                        .isPresent();
    }

    private long number(String entry) throws InterruptedException {
        return state.number(MODULE + entry, id()).orElse(0L);
    }

    private Value id() {
        return Value.of(netuid);
    }

    private Optional<Outcome.Refused> refused(String error, String advice) {
        return Optional.of(Verdicts.refused(error, signer, advice));
    }
}
