package io.grail.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.local.DevAccounts;
import io.grail.chain.local.Ledger;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes rely on, run against every implementation of {@link Chain}. */
public abstract class ChainConformance {
    /** Not //Alice, who owns the subnet and gets a cut of every block. */
    private static final Keypair BOB = Keypair.fromUri("//Bob");

    private static final long RAO = Ledger.RAO;

    @TempDir
    Path directory;

    private LocalChain local;
    private Chain chain;

    protected ChainConformance() {}

    /** The chain under test, over a started embedded one. */
    protected abstract Chain over(LocalChain started);

    @BeforeEach
    void open() {
        Pace pace = new Pace.WallClock(20, InstantSource.system());
        local = LocalChain.open(directory, LedgerConfig.laptop(9).withWeights(2, RAO), pace);
        local.start();
        chain = over(local);
    }

    @AfterEach
    void close() {
        chain.close();
        local.close();
    }

    @Test
    void blocksFollowOneAnotherInNumberAndTime() throws Exception {
        Block third = chain.awaitBlock(3);
        assertThat(third.number()).isEqualTo(3);
        assertThat(chain.head().number()).isGreaterThanOrEqualTo(3);
        List<Block> blocks = new ArrayList<>();
        for (int n = 0; n <= 3; n++) {
            blocks.add(chain.block(n).orElseThrow());
        }
        assertThat(blocks.getLast()).isEqualTo(third);
        assertThat(blocks).extracting(Block::timestampMillis).isSorted().doesNotHaveDuplicates();
        assertThat(blocks).extracting(Block::hash).doesNotHaveDuplicates();
        assertThat(chain.genesis()).isEqualTo(blocks.getFirst().hash().toString());
    }

    @Test
    void aBlockThatDoesNotExistYetIsEmpty() {
        assertThat(chain.block(1_000_000)).isEmpty();
        assertThat(chain.block(-1)).isEmpty();
    }

    @Test
    void whatStoodAfterABlockThatDoesNotExistIsRefused() {
        for (long number : new long[] {-1, 1_000_000}) {
            assertThatThrownBy(() -> chain.metagraph(number)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> chain.commitments(number)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aHotkeyRegistersStakesCommitsAndSetsWeights() throws Exception {
        Keypair hotkey = Keypair.fromUri("//validator");
        included(new Call.BurnedRegister(hotkey.hotkey()), BOB);
        long staked = included(new Call.AddStake(hotkey.hotkey(), 50 * RAO), BOB);
        long committed = included(new Call.SetCommitment("datei:///tüte"), hotkey);
        Neuron fresh = chain.metagraph(staked).neuron(hotkey.hotkey()).orElseThrow();
        assertThat(fresh.stake()).isEqualTo(50 * RAO);
        assertThat(fresh.coldkey()).isEqualTo(BOB.coldkey());
        assertThat(fresh.registeredAt()).isLessThan(staked);
        assertThat(chain.metagraph(staked - 1).neuron(hotkey.hotkey()).map(Neuron::stake))
                .contains(0L);
        assertThat(chain.commitment(hotkey.hotkey()))
                .contains(new Commitment("datei:///tüte", Optional.empty(), committed));
        assertThat(chain.balance(BOB.account())).isLessThan(DevAccounts.ENDOWMENT - 49 * RAO);

        chain.awaitBlock(20);
        long set = included(new Call.SetWeights(new TreeMap<>(Map.of(new Uid(0), 7)), 1), hotkey);
        assertThat(chain.metagraph(set).validatorsByStake().getFirst().lastUpdate())
                .isEqualTo(set);
    }

    @Test
    void aCommitmentStandsWithItsAnchorUntilTheNextReplacesBoth() throws Exception {
        Keypair hotkey = Keypair.fromUri("//validator");
        included(new Call.BurnedRegister(hotkey.hotkey()), BOB);
        Anchor anchor = new Anchor(new Window(Long.MAX_VALUE), Hash.sha256(new byte[] {1}));
        long anchored = included(new Call.SetCommitment("run:v", Optional.of(anchor)), hotkey);
        long moved = included(new Call.SetCommitment("run:elsewhere"), hotkey);

        Commitment first = new Commitment("run:v", Optional.of(anchor), anchored);
        Commitment second = new Commitment("run:elsewhere", Optional.empty(), moved);
        assertThat(chain.commitments(anchored - 1)).isEmpty();
        assertThat(chain.commitments(anchored)).isEqualTo(Map.of(hotkey.hotkey(), first));
        assertThat(chain.commitments(moved - 1)).isEqualTo(Map.of(hotkey.hotkey(), first));
        assertThat(chain.commitments(moved)).isEqualTo(Map.of(hotkey.hotkey(), second));
        assertThat(chain.commitment(hotkey.hotkey())).contains(second);
        assertThat(Commitment.anchors(chain.commitments(anchored))).isEqualTo(Map.of(hotkey.hotkey(), anchor));
        assertThat(Commitment.anchors(chain.commitments(moved))).isEmpty();
    }

    @Test
    void aRefusedCallNamesSubtensorsError() throws Exception {
        Keypair stranger = Keypair.generate();
        assertThat(chain.submit(new Call.SetCommitment("x"), stranger))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.error()).isEqualTo("AccountNotAllowedCommit");
                    assertThat(refused.advice()).contains(stranger.account().ss58());
                });
        assertThat(chain.commitment(stranger.hotkey())).isEmpty();
        assertThat(chain.balance(stranger.account())).isZero();
    }

    @Test
    void callsOfOneKeyFromManyThreadsAllTakeEffect() throws Exception {
        Keypair receiver = Keypair.generate();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(threads.submit(() -> included(new Call.Transfer(receiver.account(), 10), BOB)));
            }
            for (Future<Long> call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(chain.balance(receiver.account())).isEqualTo(60);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Block> waiting = threads.submit(() -> chain.awaitBlock(1_000_000));
            chain.awaitBlock(2);
            threads.shutdownNow();
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private long included(Call call, Keypair signer) throws InterruptedException {
        Outcome outcome = chain.submit(call, signer);
        assertThat(outcome).isInstanceOf(Outcome.Included.class);
        return ((Outcome.Included) outcome).block();
    }
}
