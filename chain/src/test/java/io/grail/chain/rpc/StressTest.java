package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.tx.Goal;
import io.grail.chain.rpc.tx.Transaction;
import io.grail.chain.rpc.tx.TransactionWatch;
import io.grail.chain.rpc.tx.TxOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A thousand calls and two hundred transactions through a proxy that drops, delays, swaps, spoils and cuts. */
@EnabledOnOs(OS.LINUX)
class StressTest {
    private static final long SEED = Long.getLong("grail.rpc.seed", 20_260_101L);
    private static final int CALLS = 1_000;
    private static final int TRANSACTIONS = 200;
    private static final int WORKERS = 40;
    private static final long BLOCK_MILLIS = 25;
    private static final long ERA = 32;
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration OVERRUN = Duration.ofSeconds(5);
    private static final RpcTimes TIMES =
            new RpcTimes(Duration.ofMillis(200), DEADLINE, Duration.ofMillis(300), Duration.ofMillis(500));

    @TempDir
    Path directory;

    private final FakeChain chain = new FakeChain("stressed");

    private record Submitted(String hex, TxOutcome outcome) {}

    @Test
    void nothingHangsNothingIsLostAndNothingIsDoubled() throws Exception {
        used(); // what the JDK starts once and keeps
        Leaks before = Leaks.count(directory);
        List<Submitted> submitted = new ArrayList<>();
        try (FakeNode node = FakeNode.start(chain);
                FaultProxy proxy = new FaultProxy(node.uri(), 100, SEED);
                ScheduledExecutorService producer = Executors.newSingleThreadScheduledExecutor()) {
            SplittableRandom lot = new SplittableRandom(SEED);
            var _ = producer.scheduleAtFixedRate(() -> produce(lot), BLOCK_MILLIS, BLOCK_MILLIS, TimeUnit.MILLISECONDS);
            try (RpcConnection connection = RpcConnection.open(Fast.config(TIMES, proxy.uri()));
                    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> calls = new ArrayList<>();
                List<Future<List<Submitted>>> transactions = new ArrayList<>();
                for (int i = 0; i < WORKERS; i++) {
                    int worker = i;
                    calls.add(workers.submit(() -> call(connection, worker)));
                    transactions.add(workers.submit(() -> transact(connection, worker)));
                }
                int answered = 0;
                for (Future<Integer> each : calls) {
                    answered += each.get(5, TimeUnit.MINUTES);
                }
                for (Future<List<Submitted>> each : transactions) {
                    submitted.addAll(each.get(5, TimeUnit.MINUTES));
                }
                assertThat(answered).as("seed %d", SEED).isEqualTo(CALLS);
            }
            producer.shutdownNow();
            assertThat(producer.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            System.out.printf("seed %d: faults %s, outcomes %s%n", SEED, proxy.faults(), kinds(submitted));
            check(submitted, node);
            assertThat(proxy.faults()).hasSize(FaultProxy.Fault.values().length);
        }
        Fast.until(() -> Leaks.count(directory).within(before));
    }

    private static void used() throws InterruptedException {
        try (FakeNode node = FakeNode.start(new FakeChain("first"));
                RpcConnection connection = RpcConnection.open(Fast.config(node.uri()))) {
            var _ = connection.call("system_chain", Frames.array());
        }
    }

    private synchronized void produce(SplittableRandom lot) {
        chain.mine();
        if (lot.nextInt(8) == 0) {
            chain.fork(1 + lot.nextInt(2));
        }
        chain.finalizeBehind(3);
    }

    private static int call(RpcConnection connection, int worker) throws InterruptedException {
        for (int i = 0; i < CALLS / WORKERS; i++) {
            long began = System.nanoTime();
            String asked = "%08x".formatted(worker << 16 | i);
            String answer = connection
                    .call("state_getStorage", Frames.array().add("0x" + asked))
                    .asString();
            assertThat(answer).isEqualTo("0x" + new StringBuilder(asked).reverse());
            assertInTime(began);
        }
        return CALLS / WORKERS;
    }

    private List<Submitted> transact(RpcConnection connection, int worker) throws InterruptedException {
        TransactionWatch watch = new TransactionWatch(NodeMethods.over(connection));
        SplittableRandom random = new SplittableRandom(SEED + worker);
        List<Submitted> submitted = new ArrayList<>();
        for (int i = 0; i < TRANSACTIONS / WORKERS; i++) {
            long began = System.nanoTime();
            long head = chain.head().number();
            byte[] bytes = FakeChain.extrinsic(head + ERA, random);
            // A fork may replace the newest blocks: what comes after the finalized one can hold it.
            long from = chain.finalizedHead().number() + 1;
            TxOutcome outcome =
                    watch.submit(new Transaction(bytes, from, head + ERA), Goal.FINALIZED, DEADLINE, _ -> {});
            submitted.add(new Submitted("0x" + HexFormat.of().formatHex(bytes), outcome));
            assertInTime(began);
        }
        return submitted;
    }

    private static void assertInTime(long began) {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plus(OVERRUN));
    }

    /** What the client says against what the chain knows. */
    private void check(List<Submitted> submitted, FakeNode node) {
        assertThat(submitted).hasSize(TRANSACTIONS);
        List<String> sent = node.firstArguments("author_submitAndWatchExtrinsic");
        assertThat(new HashSet<>(sent)).as("sent twice, seed %d", SEED).hasSize(sent.size());
        for (Submitted each : submitted) {
            String hex = each.hex();
            List<FakeChain.Block> holders = new ArrayList<>();
            for (long number = 0; number <= chain.finalizedHead().number(); number++) {
                FakeChain.Block block = chain.block(number).orElseThrow();
                if (block.extrinsics().contains(hex)) {
                    holders.add(block);
                }
            }
            switch (each.outcome()) {
                case TxOutcome.Finalized(var place) -> {
                    assertThat(holders).extracting(FakeChain.Block::hash).containsExactly(place.block());
                    assertThat(holders.getFirst().extrinsics().get(place.index()))
                            .isEqualTo(hex);
                }
                case TxOutcome.Expired _ ->
                    assertThat(holders).as("seed %d", SEED).isEmpty();
                case TxOutcome.Unknown _, TxOutcome.Invalid _, TxOutcome.Retracted _, TxOutcome.Included _ -> {}
                case TxOutcome.Refused _, TxOutcome.Dropped _, TxOutcome.Usurped _ ->
                    throw new AssertionError("seed " + SEED + ": nobody did this: " + each.outcome());
            }
        }
        assertThat(kinds(submitted).get("Finalized")).isGreaterThan(TRANSACTIONS / 2);
    }

    private static Map<String, Integer> kinds(List<Submitted> submitted) {
        Map<String, Integer> kinds = new TreeMap<>();
        submitted.forEach(each -> kinds.merge(each.outcome().getClass().getSimpleName(), 1, Integer::sum));
        return kinds;
    }
}
