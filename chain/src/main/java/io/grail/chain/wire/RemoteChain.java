package io.grail.chain.wire;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.chain.local.Extrinsic;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The embedded chain of another process, over {@link ChainServer}.
 *
 * <p>Signs here; secrets never travel. Outlives the server's restarts: whatever fails is tried again for as long as its
 * patience lasts, submissions too, since the chain takes the same extrinsic only once.
 */
public final class RemoteChain implements Chain {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Another of the same account's extrinsics may take the nonce between asking for it and submitting. */
    private static final int NONCE_ATTEMPTS = 20;

    private final Connection connection;
    private final Hash genesis;

    private RemoteChain(Connection connection, Hash genesis) {
        this.connection = connection;
        this.genesis = genesis;
    }

    /**
     * Connects to the server at {@code endpoint}, e.g. {@code http://127.0.0.1:9944}.
     *
     * @throws ChainUnavailableException if it does not answer for 30 s
     */
    public static RemoteChain connect(URI endpoint) {
        return connect(endpoint, PATIENCE);
    }

    /** As {@link #connect(URI)}, giving up on any request after {@code patience} without an answer. */
    public static RemoteChain connect(URI endpoint, Duration patience) {
        Connection connection = new Connection(endpoint, patience);
        try {
            return new RemoteChain(connection, connection.genesis());
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
        return get("head", Wire::block);
    }

    @Override
    public Optional<Block> block(long number) {
        if (number < 0) {
            return Optional.empty();
        }
        Reply reply = uninterrupted(() -> connection.get("blocks/" + number, genesis));
        return reply.status() == 202 ? Optional.empty() : Optional.of(read(reply, Wire::block));
    }

    @Override
    public Duration blockTime() {
        return get("blockTime", node -> Duration.ofMillis(Wire.number(node, "millis")));
    }

    @Override
    public Block awaitBlock(long number) throws InterruptedException {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + number);
        }
        while (true) {
            Reply reply = connection.get("blocks/" + number + "?wait", genesis);
            if (reply.status() != 202) {
                return read(reply, Wire::block);
            }
        }
    }

    @Override
    public Metagraph metagraph(long blockNumber) {
        return past("metagraphs", blockNumber, Wire::metagraph);
    }

    @Override
    public Optional<Commitment> commitment(Hotkey hotkey) {
        return get(
                "commitments/" + hotkey.ss58(),
                node -> node.isEmpty() ? Optional.empty() : Optional.of(CommitmentJson.read(node)));
    }

    @Override
    public SortedMap<Hotkey, Commitment> commitments(long blockNumber) {
        return past("commitmentsAfter", blockNumber, CommitmentJson::readAll);
    }

    @Override
    public long balance(AccountId account) {
        return get("balances/" + account.ss58(), node -> Wire.number(node, "rao"));
    }

    @Override
    public Outcome submit(Call call, Keypair signer) throws InterruptedException {
        Outcome outcome = new Outcome.Refused("Stale", "the account's other calls kept taking its place: try again");
        for (int i = 0; i < NONCE_ATTEMPTS && misplaced(outcome); i++) {
            Reply reply = connection.get("nonces/" + signer.account().ss58(), genesis);
            long nonce = read(reply, node -> Wire.number(node, "nonce"));
            long salt = ThreadLocalRandom.current().nextLong();
            outcome = submit(Extrinsic.sign(call, signer, nonce, salt, genesis));
        }
        return outcome;
    }

    private static boolean misplaced(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && (refused.error().equals("Stale") || refused.error().equals("Future"));
    }

    private Outcome submit(Extrinsic extrinsic) throws InterruptedException {
        while (true) {
            Reply reply = connection.post("extrinsics", extrinsic.bytes(), genesis);
            if (reply.status() != 202) {
                return read(reply, Wire::outcome);
            }
        }
    }

    /** What stood after a block: a request that answers 404 for blocks that are not there or no longer kept. */
    private <T> T past(String kind, long blockNumber, Function<JsonNode, T> reading) {
        if (blockNumber < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + blockNumber);
        }
        Reply reply = uninterrupted(() -> connection.get(kind + "/" + blockNumber, genesis));
        if (reply.status() == 404) {
            throw new IllegalArgumentException(reply.error());
        }
        return read(reply, reading);
    }

    private <T> T get(String path, Function<JsonNode, T> reading) {
        return read(uninterrupted(() -> connection.get(path, genesis)), reading);
    }

    private <T> T read(Reply reply, Function<JsonNode, T> reading) {
        if (reply.status() != 200) {
            throw new ChainUnavailableException(endpoint() + " refused a request: " + reply.error());
        }
        try {
            return reading.apply(Wire.parse(reply.body()));
        } catch (MalformedException e) {
            throw new ChainUnavailableException(
                    endpoint() + " answered what no chain answers (" + e.getMessage() + "): is it of another version?",
                    e);
        }
    }

    /** A request by a method that cannot be interrupted: the interrupt stays set, the answer is lost. */
    private interface Request {
        Reply send() throws InterruptedException;
    }

    private Reply uninterrupted(Request request) {
        try {
            return request.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while asking " + endpoint(), e);
        }
    }

    @Override
    public String endpoint() {
        return "the chain at " + connection.endpoint();
    }

    @Override
    public void close() {
        connection.close();
    }
}
