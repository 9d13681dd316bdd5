package io.grail.chain.rpc.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.rpc.FakeChain;
import io.grail.chain.rpc.FakeNode;
import io.grail.chain.rpc.Fast;
import io.grail.chain.rpc.RpcConnection;
import io.grail.chain.rpc.RpcTimes;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.PoolRefusal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionWatchTest {
    private static final RpcTimes TIMES =
            new RpcTimes(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final long DEATH = 8;

    private final FakeChain chain = new FakeChain("one");
    private final FakeNode node = FakeNode.start(chain);
    private final RpcConnection connection = RpcConnection.open(Fast.config(TIMES, node.uri()));
    private final TransactionWatch watch = new TransactionWatch(NodeMethods.over(connection));
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] bytes = FakeChain.extrinsic(DEATH, new SplittableRandom(5));
    private final String hex = "0x" + HexFormat.of().formatHex(bytes);
    private final Transaction transaction = new Transaction(bytes, 1, DEATH);
    private final List<TxState> states = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executor.shutdownNow();
        connection.close();
        node.close();
    }

    private Future<TxOutcome> submit(Goal goal, Duration deadline) {
        return executor.submit(() -> watch.submit(transaction, goal, deadline, states::add));
    }

    private Future<TxOutcome> submit(Goal goal) {
        Future<TxOutcome> outcome = submit(goal, Fast.PATIENCE);
        awaitState(TxState.Pooled.class);
        return outcome;
    }

    private void awaitState(Class<? extends TxState> kind) {
        Fast.until(() -> states.stream().anyMatch(kind::isInstance));
    }

    private static TxOutcome get(Future<TxOutcome> outcome) throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private Place placeIn(FakeChain.Block block) {
        return new Place(block.hash(), block.number(), block.extrinsics().indexOf(hex));
    }

    @Test
    void itIsFollowedIntoAFinalizedBlockAndItsPlaceThere() throws Exception {
        chain.submit("0x" + "00".repeat(7) + "63" + "ff");
        Future<TxOutcome> outcome = submit(Goal.FINALIZED);
        FakeChain.Block block = chain.mine();
        awaitState(TxState.InBlock.class);
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
        assertThat(placeIn(block).index()).isEqualTo(1);
    }

    @Test
    void inclusionIsEnoughIfAskedFor() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.INCLUDED);
        FakeChain.Block block = chain.mine();
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Included(placeIn(block)));
        Fast.until(() -> node.count("author_unwatchExtrinsic") == 1);
    }

    @Test
    void aReorganisationIsToldAndTheNextBlockCounts() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.FINALIZED);
        FakeChain.Block gone = chain.mine();
        awaitState(TxState.InBlock.class);
        chain.fork(1);
        awaitState(TxState.Retracted.class);
        FakeChain.Block block = chain.mine();
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
        assertThat(states).contains(new TxState.InBlock(gone.hash()), new TxState.Retracted(gone.hash()));
    }

    @Test
    void aReorganisationWithoutAnotherBlockIsNamedAtTheDeadline() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.FINALIZED, Duration.ofMillis(1_500));
        awaitState(TxState.Pooled.class);
        FakeChain.Block gone = chain.mine();
        awaitState(TxState.InBlock.class);
        chain.fork(1);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Retracted(gone.hash()));
    }

    @Test
    void inABlockThatIsNotFinalizedByTheDeadlineItIsIncluded() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.FINALIZED, Duration.ofSeconds(1));
        awaitState(TxState.Pooled.class);
        FakeChain.Block block = chain.mine();
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Included(placeIn(block)));
    }

    @Test
    void afterALostConnectionItIsFoundInItsBlock() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.FINALIZED);
        node.cutAll();
        awaitState(TxState.Searching.class);
        FakeChain.Block block = chain.mine();
        chain.mine();
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
        assertThat(node.count("author_submitAndWatchExtrinsic")).isEqualTo(1);
    }

    @Test
    void aSubmissionWithoutAnAnswerIsSearchedForAndFound() throws Exception {
        node.script((_, request) ->
                request.path("method").asString("").equals("author_submitAndWatchExtrinsic") && chain.submit(hex));
        Future<TxOutcome> outcome = submit(Goal.FINALIZED, Fast.PATIENCE);
        awaitState(TxState.Searching.class);
        FakeChain.Block block = chain.mine();
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
        assertThat(node.count("author_submitAndWatchExtrinsic")).isEqualTo(1);
    }

    @Test
    void aSubmissionThatNeverArrivedExpiresWithItsEraAndNotBefore() throws Exception {
        node.script((client, request) -> {
            if (!request.path("method").asString("").equals("author_submitAndWatchExtrinsic")) {
                return false;
            }
            client.cut();
            return true;
        });
        Future<TxOutcome> outcome = submit(Goal.FINALIZED, Fast.PATIENCE);
        awaitState(TxState.Searching.class);
        for (long number = 1; number < DEATH; number++) {
            chain.mine();
        }
        chain.finalizeBehind(1);
        assertThat(watch.find(transaction, Duration.ofMillis(300))).isInstanceOf(TxOutcome.Unknown.class);
        assertThat(outcome.isDone()).isFalse();
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Expired(DEATH, Optional.empty()));
    }

    @Test
    void aNodeThatFallsSilentIsNotWaitedForToTheDeadline() throws Exception {
        Future<TxOutcome> outcome = submit(Goal.FINALIZED);
        FakeChain.Block block = chain.mine();
        awaitState(TxState.InBlock.class);
        // Blocks become final, and this node forgets to say so.
        chain.unwatchAll();
        chain.finalizeBehind(0);
        assertThat(get(outcome)).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
    }

    @Test
    void droppedInvalidAndNonsenseAreNamed() throws Exception {
        Future<TxOutcome> dropped = submit(Goal.FINALIZED);
        chain.evict(hex, "dropped");
        assertThat(get(dropped)).isEqualTo(new TxOutcome.Dropped());
        states.clear();
        Future<TxOutcome> invalid = submit(Goal.FINALIZED);
        chain.evict(hex, "invalid");
        assertThat(get(invalid)).isInstanceOf(TxOutcome.Invalid.class);
        states.clear();
        Future<TxOutcome> strange = submit(Goal.FINALIZED);
        chain.evict(hex, "{\"code\":1,\"message\":\"it trapped\"}");
        assertThat(get(strange))
                .isInstanceOfSatisfying(
                        TxOutcome.Invalid.class,
                        invalidToo -> assertThat(invalidToo.reason()).contains("it trapped"));
    }

    @Test
    void aRefusalHasItsReason() throws Exception {
        node.script((client, request) -> {
            if (!request.path("method").asString("").equals("author_submitAndWatchExtrinsic")) {
                return false;
            }
            client.error(request, 1010, "{\"invalid\":{\"custom\":6}}");
            return true;
        });
        assertThat(get(submit(Goal.FINALIZED, Fast.PATIENCE)))
                .isInstanceOfSatisfying(TxOutcome.Refused.class, refused -> {
                    assertThat(refused.why().kind()).isEqualTo(PoolRefusal.Kind.CUSTOM);
                    assertThat(refused.why().code()).hasValue(6);
                });
    }

    @Test
    void whatTheNodeHasAlreadyIsSearchedFor() throws Exception {
        chain.submit(hex);
        FakeChain.Block block = chain.mine();
        chain.finalizeBehind(0);
        assertThat(get(submit(Goal.FINALIZED, Fast.PATIENCE))).isEqualTo(new TxOutcome.Finalized(placeIn(block)));
    }

    @Test
    void withoutAnyBlockTheDeadlineEndsIt() throws Exception {
        assertThat(get(submit(Goal.FINALIZED, Duration.ofMillis(500)))).isInstanceOf(TxOutcome.Unknown.class);
    }
}
