package io.grail.node.cli;

import io.grail.chain.subtensor.DevelopmentSubnet;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.chain.subtensor.SubtensorConfig;
import io.grail.node.home.Seat;
import io.grail.node.lab.BittensorChain;
import io.grail.node.lab.SubnetPlan;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.ChainConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunSection;
import io.grail.protocol.run.WindowConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts a local subnet's nodes on a development chain of Bittensor, where //Alice pays for everything. */
final class DevelopmentStart {
    /** TAO of the last validator; each before it has as much more, so that the first one leads. */
    private static final long STAKE_STEP_RAO = 500_000_000_000L;
    /** What a block takes to become final and be heard of, with room: before that no miner knows that it may open. */
    private static final int REVEAL_BLOCKS = 3;
    /** Until a validator hears that openings count no more, and until its anchor is final and heard of. */
    private static final int ANCHOR_BLOCKS = 6;

    private static final int MERGE_MILLIS = 1_500;
    /** Windows between the start of a new run and its first window, so that all have read the chain by then. */
    private static final int LEAD_WINDOWS = 2;

    private final ChainEndpoint endpoint;
    private final Progress progress;

    /**
     * On the chain at {@code endpoint}.
     *
     * @throws UsageException if it is no development chain of Bittensor
     */
    DevelopmentStart(ChainEndpoint endpoint, Progress progress) {
        this.endpoint = endpoint;
        this.progress = progress;
        if (!endpoint.isBittensor()) {
            throw new UsageException("--chain takes ws:// or wss:// addresses of a Bittensor development chain here;"
                    + " without it the subnet has a chain of its own");
        }
        if (!DevelopmentSubnet.isPossible(endpoint.uris())) {
            throw new UsageException("--chain leads to a chain that //Alice does not administer, where slots and stake"
                    + " cost tokens: run each node with grail mine and grail validate there");
        }
    }

    /** The subnet to use: the given one or, if there is none, a new one. */
    int netuid(Optional<Integer> given) throws InterruptedException {
        if (given.isPresent()) {
            return given.get();
        }
        progress.say("making a subnet, which takes some 20 blocks");
        int netuid = DevelopmentSubnet.create(endpoint.uris());
        progress.say("made subnet " + netuid);
        return netuid;
    }

    /** Gives all of the plan's nodes a slot on the subnet, and validators their stake; open until it is closed. */
    SubtensorChain settled(int netuid, SubnetPlan plan) throws InterruptedException {
        SubtensorChain subnet = SubtensorChain.connect(config(netuid));
        try {
            SequencedMap<Hotkey, Long> stakes = new LinkedHashMap<>();
            List<Seat> validators = plan.validatorSeats();
            for (int i = 0; i < validators.size(); i++) {
                stakes.put(validators.get(i).account(), (validators.size() - i) * STAKE_STEP_RAO);
            }
            plan.seats().forEach(seat -> stakes.putIfAbsent(seat.account(), 0L));
            progress.say("registering " + stakes.size() + " hotkeys on subnet " + netuid);
            DevelopmentSubnet.settle(subnet, stakes);
            return subnet;
        } catch (RuntimeException | InterruptedException e) {
            subnet.close();
            throw e;
        }
    }

    /** What the subnet's nodes stand on. */
    BittensorChain chain(int netuid, SubtensorChain view) {
        return new BittensorChain(config(netuid), view);
    }

    private SubtensorConfig config(int netuid) {
        return SubtensorConfig.of(netuid, endpoint.uris());
    }

    /** The rules of a new run on that chain, as it is now. */
    RunConfig place(RunConfig rules, int netuid, SubtensorChain chain, int leastBlockMillis) {
        int blockMillis = (int) chain.blockTime().toMillis();
        RunConfig placed = place(rules, netuid, chain.head().number(), blockMillis, leastBlockMillis);
        int blocks = placed.window().blocks();
        progress.say("blocks of that chain take " + blockMillis + " ms, so a window has " + blocks + " and takes "
                + blocks * blockMillis / 1000 + " s");
        return placed;
    }

    /**
     * The rules of a run that begins soon after block {@code head}, with windows of as many times more blocks as this
     * machine and the chain's finality need: the chain waits for nobody.
     */
    static RunConfig place(RunConfig rules, int netuid, long head, int blockMillis, int leastBlockMillis) {
        WindowConfig w = rules.window();
        int grace = Math.max(w.graceSeconds(), Math.ceilDiv(blockMillis, 1_000));
        int reveal = Math.max(w.revealSeconds(), Math.ceilDiv(REVEAL_BLOCKS * blockMillis, 1_000));
        int decide = Math.ceilDiv(1_000 * (grace + reveal) + MERGE_MILLIS, blockMillis) + ANCHOR_BLOCKS;
        int longer = Math.max(Math.ceilDiv(leastBlockMillis, blockMillis), Math.ceilDiv(decide, w.decideBlocks()));
        WindowConfig window = new WindowConfig(
                w.blocks() * longer,
                grace,
                reveal,
                w.mergeBlocks() * longer,
                w.decideBlocks() * longer,
                w.uploadBlocks() * longer,
                w.weightsEvery(),
                w.checkpointEvery());
        RunSection r = rules.run();
        long first = head / window.blocks() + LEAD_WINDOWS;
        return new RunConfig(
                new RunSection(r.name(), r.seed(), first, r.windows()),
                new ChainConfig(netuid),
                window,
                rules.model(),
                rules.tokenizer(),
                rules.data(),
                rules.inner(),
                rules.outer(),
                rules.compression(),
                rules.incentive());
    }
}
