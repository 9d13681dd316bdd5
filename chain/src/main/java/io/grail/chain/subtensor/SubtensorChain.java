package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.chain.WrongChainException;
import io.grail.chain.drand.BlsUnavailableException;
import io.grail.chain.rpc.RpcConnection;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.RuntimeVersion;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Block;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One subnet of Bittensor, over the nodes of its network (docs/bittensor.md).
 *
 * <p>All that it tells is of finalized blocks. Stakes are the subnet's own measure: its token, and TAO at the chain's
 * weight; {@link Call.AddStake} takes TAO, {@link Call.RemoveStake} the subnet's token. A call counts as included when
 * a finalized block's events say that it succeeded. Where the subnet has commit-reveal, {@link Call.SetWeights} is
 * included when the commitment is, and the chain reveals the weights later by itself (docs/timelock.md). Safe for use by
 * several threads.
 */
public final class SubtensorChain implements Chain {
    private static final int PACE_BLOCKS = 10;

    private final SubtensorConfig config;
    private final RpcConnection connection;
    private final Asking asking;
    private final NodeMethods node;
    private final Hash genesis;
    private final Runtimes runtimes;
    private final FinalizedBlocks blocks;
    private final Submitter submitter;
    private final TimelockedWeights timelocked;

    private SubtensorChain(SubtensorConfig config, RpcConnection connection, Hash genesis, RandomGenerator random) {
        this.config = config;
        this.connection = connection;
        this.genesis = genesis;
        asking = new Asking(config.where());
        node = NodeMethods.over(connection);
        runtimes = new Runtimes(node, genesis);
        blocks = new FinalizedBlocks(node, runtimes);
        submitter = new Submitter(node, runtimes);
        timelocked = new TimelockedWeights(config, random);
    }

    /**
     * Connects.
     *
     * @throws ChainUnavailableException if no endpoint answers within the request's deadline
     */
    public static SubtensorChain connect(SubtensorConfig config) {
        return connect(config, new SecureRandom());
    }

    /** As {@link #connect(SubtensorConfig)}, with the source of what hides weights. */
    static SubtensorChain connect(SubtensorConfig config, RandomGenerator random) {
        RpcConnection connection = RpcConnection.open(config.rpc());
        try {
            Hash genesis = new Asking(config.where())
                    .now(() -> NodeMethods.over(connection).chain().blockHash(0))
                    .orElseThrow(() -> new ChainUnavailableException(config.where() + " has no block 0"));
            return new SubtensorChain(config, connection, genesis, random);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String genesis() {
        return genesis.toString();
    }

    @Override
    public Block head() {
        return asking.now(blocks::head);
    }

    @Override
    public Optional<Block> block(long number) {
        return asking.past(number, () -> blocks.block(number));
    }

    /** The mean of the last few blocks. */
    @Override
    public Duration blockTime() {
        Block head = head();
        long from = Math.max(1, head.number() - PACE_BLOCKS);
        long passed =
                head.timestampMillis() - block(from).map(Block::timestampMillis).orElse(head.timestampMillis());
        return Duration.ofMillis(Math.max(1, passed / Math.max(1, head.number() - from)));
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + number);
        }
        return asking.patiently(() -> blocks.await(number, config.finality()));
    }

    @Override
    public Metagraph metagraph(long blockNumber) {
        return asking.past(blockNumber, () -> MetagraphReading.read(after(blockNumber), config.netuid()))
                .orElseThrow(this::noSubnet);
    }

    private WrongChainException noSubnet() {
        return new WrongChainException(
                endpoint() + " has no subnet " + config.netuid() + ": correct the netuid or the network");
    }

    @Override
    public Optional<Commitment> commitment(Hotkey hotkey) {
        return asking.now(() -> CommitmentReading.of(now(), config.netuid(), hotkey));
    }

    @Override
    public SortedMap<Hotkey, Commitment> commitments(long blockNumber) {
        return asking.past(blockNumber, () -> CommitmentReading.all(after(blockNumber), config.netuid()));
    }

    @Override
    public long balance(AccountId account) {
        return asking.now(() -> now().read("System.Account", Value.of(account.bytes()))
                .field("data")
                .field("free")
                .asLong());
    }

    @Override
    public Outcome submit(Call call, Keypair signer) throws InterruptedException {
        return asking.patiently(() -> {
            long next = node.chain().bestHeader().number() + 1;
            Block head = blocks.head();
            PinnedState state = runtimes.state(head.hash());
            Optional<Outcome.Refused> reason =
                    new HotkeyChecks(config.netuid(), signer.account(), state).reason(call, next);
            return reason.isPresent()
                    ? reason.get()
                    : submit(call, signer, new Moment(state, head.timestampMillis(), next));
        });
    }

    private Outcome submit(Call call, Keypair signer, Moment moment) throws InterruptedException {
        try {
            RuntimeCall made =
                    call instanceof Call.SetWeights set && new CommitReveal(moment.state(), config.netuid()).isOn()
                            ? timelocked.commit(set, signer.hotkey(), moment)
                            : Calls.on(config.netuid(), call);
            return submitter.submit(made, signer, config.submission());
        } catch (BlsUnavailableException e) {
            return Verdicts.refused(
                    "CommitRevealEnabled",
                    signer.account(),
                    "the subnet takes weights only as timelocked commitments, and " + e.getMessage());
        }
    }

    /** As {@link #submit(Call, Keypair)}, any call that the runtime has; nothing is checked before it is signed. */
    public Outcome submit(RuntimeCall call, Keypair signer) throws InterruptedException {
        return asking.patiently(() -> submitter.submit(call, signer, config.submission()));
    }

    /** The subnet's own constants, at the head; empty if there is no such subnet. */
    public Optional<Subnet> subnet() {
        return asking.now(() -> Subnet.read(now(), config.netuid()));
    }

    /** The weights that the neuron {@code from} has set, at the head; relative, the largest 65535. */
    public SortedMap<Uid, Integer> weights(Uid from) {
        return asking.now(() -> {
            SortedMap<Uid, Integer> weights = new TreeMap<>();
            Value row = now().read("SubtensorModule.Weights", Value.of(config.netuid()), Value.of(from.value()));
            for (Value pair : row.list()) {
                List<Value> both = pair.list();
                weights.put(
                        MetagraphReading.uid(both.getFirst().asLong()),
                        both.getLast().asInt());
            }
            return Collections.unmodifiableSortedMap(weights);
        });
    }

    /**
     * The rounds of the subnet's beacon at which the chain can open the weights that hotkeys have committed and it has
     * not revealed yet, at the head; the oldest first.
     */
    public SortedMap<Hotkey, List<Long>> lockedWeights() {
        return asking.now(() -> WaitingCommits.rounds(now(), config.netuid()));
    }

    /** Publishes where the signing hotkey can be reached. */
    public Outcome serve(Axon axon, Keypair hotkey) throws InterruptedException {
        return submit(axon.serve(config.netuid()), hotkey);
    }

    /** Where a hotkey says that it can be reached, at the head; empty if it does not, or says nothing that can be. */
    public Optional<Axon> axon(Hotkey hotkey) {
        return asking.now(() -> now().find("SubtensorModule.Axons", CommitmentReading.key(config.netuid(), hotkey)))
                .flatMap(Axon::read);
    }

    /** The subnets of the network by netuid, each with its owner, at the head; the root network is none. */
    public SortedMap<Integer, Coldkey> owners() {
        return asking.now(() -> Subnet.owners(now()));
    }

    /** Who may call what only an administrator may, at the head; empty where nobody can. */
    public Optional<AccountId> administrator() {
        return asking.now(() -> {
            PinnedState state = now();
            return state.stored().hasStorage("Sudo.Key")
                    ? state.find("Sudo.Key").map(MetagraphReading::account)
                    : Optional.empty();
        });
    }

    /** What the network calls itself, and the name and version of its runtime at the head. */
    public String description() {
        return asking.now(() -> {
            RuntimeVersion version = node.state().runtimeVersion(blocks.head().hash());
            return node.system().chain() + ", " + version.specName() + " " + version.specVersion();
        });
    }

    private PinnedState now() throws InterruptedException {
        return runtimes.state(blocks.head().hash());
    }

    private PinnedState after(long number) throws InterruptedException {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + number);
        }
        Block block = blocks.block(number)
                .orElseThrow(() -> new IllegalArgumentException("block " + number + " does not exist yet"));
        return runtimes.state(block.hash());
    }

    @Override
    public String endpoint() {
        return config.where();
    }

    @Override
    public void close() {
        connection.close();
    }
}
