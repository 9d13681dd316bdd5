package io.grail.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.time.Duration;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes rely on, run against every implementation of {@link Chain}. */
public abstract class ChainConformance {
    private static final long RAO = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Chain chain;

    protected ChainConformance() {}

    /** The chain under test. */
    protected abstract Chain chain();

    /** Who has some 100 tokens at least. */
    protected abstract Keypair payer();

    /** Blocks after which a new validator has its permit, and its weights may be set. */
    protected abstract long settling();

    /** Whether {@code stake} is what {@code rao} give where nobody else stakes. */
    protected abstract boolean isWorth(long stake, long rao);

    @BeforeEach
    void take() {
        chain = chain();
    }

    @Test
    void blocksFollowOneAnotherInNumberAndTime() throws Exception {
        long first = chain.head().number();
        Block last = chain.awaitBlock(first + 3);
        assertThat(last.number()).isEqualTo(first + 3);
        assertThat(chain.head().number()).isGreaterThanOrEqualTo(first + 3);
        List<Block> blocks = new ArrayList<>();
        for (long n = first; n <= first + 3; n++) {
            blocks.add(chain.block(n).orElseThrow());
        }
        assertThat(blocks.getLast()).isEqualTo(last);
        assertThat(blocks).extracting(Block::timestampMillis).isSorted().doesNotHaveDuplicates();
        assertThat(blocks).extracting(Block::hash).doesNotHaveDuplicates();
        assertThat(chain.blockTime()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(10));
        assertThat(chain.genesis())
                .isEqualTo(chain.block(0).orElseThrow().hash().toString());
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
        Keypair hotkey = Keypair.generate();
        long before = chain.balance(payer().account());
        included(new Call.BurnedRegister(hotkey.hotkey()), payer());
        long staked = included(new Call.AddStake(hotkey.hotkey(), 50 * RAO), payer());
        long committed = included(new Call.SetCommitment("datei:///tüte"), hotkey);
        Neuron fresh = chain.metagraph(staked).neuron(hotkey.hotkey()).orElseThrow();
        assertThat(isWorth(fresh.stake(), 50 * RAO)).as("%d rao", fresh.stake()).isTrue();
        assertThat(fresh.coldkey()).isEqualTo(payer().coldkey());
        assertThat(fresh.registeredAt()).isLessThan(staked);
        assertThat(chain.metagraph(staked - 1).neuron(hotkey.hotkey()).map(Neuron::stake))
                .contains(0L);
        assertThat(chain.commitment(hotkey.hotkey()))
                .contains(new Commitment("datei:///tüte", Optional.empty(), committed));
        assertThat(chain.balance(payer().account())).isLessThan(before - 49 * RAO);

        chain.awaitBlock(committed + settling());
        long set = included(new Call.SetWeights(new TreeMap<>(Map.of(new Uid(0), 7)), 1), hotkey);
        assertThat(chain.metagraph(set).neuron(hotkey.hotkey()).map(Neuron::lastUpdate))
                .contains(set);
    }

    @Test
    void aCommitmentStandsWithItsAnchorUntilTheNextReplacesBoth() throws Exception {
        Keypair hotkey = Keypair.generate();
        included(new Call.BurnedRegister(hotkey.hotkey()), payer());
        Anchor anchor = new Anchor(new Window(Long.MAX_VALUE), Hash.sha256(new byte[] {1}));
        long anchored = included(new Call.SetCommitment("run:v", Optional.of(anchor)), hotkey);
        long moved = included(new Call.SetCommitment("run:elsewhere"), hotkey);

        Commitment first = new Commitment("run:v", Optional.of(anchor), anchored);
        Commitment second = new Commitment("run:elsewhere", Optional.empty(), moved);
        assertThat(chain.commitments(anchored - 1)).doesNotContainKey(hotkey.hotkey());
        assertThat(chain.commitments(anchored)).containsEntry(hotkey.hotkey(), first);
        assertThat(chain.commitments(moved - 1)).containsEntry(hotkey.hotkey(), first);
        assertThat(chain.commitments(moved)).containsEntry(hotkey.hotkey(), second);
        assertThat(chain.commitment(hotkey.hotkey())).contains(second);
        assertThat(Commitment.anchors(chain.commitments(anchored))).containsEntry(hotkey.hotkey(), anchor);
        assertThat(Commitment.anchors(chain.commitments(moved))).doesNotContainKey(hotkey.hotkey());
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
                long rao = RAO + i;
                calls.add(threads.submit(() -> included(new Call.Transfer(receiver.account(), rao), payer())));
            }
            for (Future<Long> call : calls) {
                call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(chain.balance(receiver.account())).isEqualTo(6 * RAO + 15);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Block> waiting = threads.submit(() -> chain.awaitBlock(1_000_000));
            chain.awaitBlock(chain.head().number() + 1);
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
