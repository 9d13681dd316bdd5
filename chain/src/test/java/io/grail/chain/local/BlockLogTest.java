package io.grail.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockLogTest {
    private static final LedgerConfig CONFIG = LedgerConfig.laptop(3);
    private static final Pace PACE = new Pace.Virtual(1_000);

    @TempDir
    Path directory;

    @Test
    void aLogTornAtAnyByteOfItsLastRecordKeepsEveryBlockBefore() throws Exception {
        Block before = run(2);
        long complete = Files.size(log());
        Block last = run(1);
        byte[] whole = Files.readAllBytes(log());
        assertThat(whole.length).isGreaterThan((int) complete + 150);
        for (int length = (int) complete; length < whole.length; length++) {
            Files.write(log(), Arrays.copyOf(whole, length));
            assertThat(head()).as("torn at byte %d", length).isEqualTo(before);
            assertThat(Files.size(log())).isEqualTo(complete);
        }
        Files.write(log(), whole);
        assertThat(head()).isEqualTo(last);
    }

    @Test
    void aLogTornInItsHeaderBeginsAnew() throws Exception {
        Block genesis = head();
        byte[] header = Files.readAllBytes(log());
        for (int length = 0; length < header.length; length++) {
            Files.write(log(), Arrays.copyOf(header, length));
            assertThat(head()).isEqualTo(genesis);
        }
    }

    @Test
    void whatALogHoldsComesBackAfterARestart() throws Exception {
        Block head = run(5);
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE)) {
            assertThat(chain.head()).isEqualTo(head);
            assertThat(chain.balance(Keypair.fromUri("//Eve").account()))
                    .isEqualTo(DevAccounts.ENDOWMENT + 1 + 2 + 3 + 4 + 5);
            assertThat(chain.ledger().accounted()).isEqualTo(chain.ledger().issuance());
        }
    }

    @Test
    void anchorsComeBackAfterARestart() throws Exception {
        Keypair hotkey = Keypair.fromUri("//validator");
        Optional<Anchor> anchor = Optional.of(new Anchor(new Window(7), Hash.sha256(new byte[] {7})));
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE);
                Chain node = chain.join("node")) {
            chain.start();
            node.submit(new Call.BurnedRegister(hotkey.hotkey()), Keypair.fromUri("//Alice"));
            node.submit(new Call.SetCommitment("run:v", anchor), hotkey);
        }
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE)) {
            assertThat(chain.commitments(1)).isEmpty();
            assertThat(chain.commitment(hotkey.hotkey())).contains(new Commitment("run:v", anchor, 2));
        }
    }

    @Test
    void aRecordSpoiltAtTheEndIsCutOffButOneInTheMiddleIsRefused() throws Exception {
        run(1);
        int first = (int) Files.size(log());
        run(1);
        byte[] whole = Files.readAllBytes(log());
        spoil(whole, whole.length - 40);
        assertThat(head().number()).isEqualTo(1);

        spoil(whole, first - 40);
        assertThatThrownBy(this::head)
                .isInstanceOf(LedgerDirectoryException.class)
                .hasMessageContaining("damaged at byte")
                .hasMessageContaining("block 1");
    }

    private void spoil(byte[] whole, int at) throws IOException {
        byte[] spoilt = whole.clone();
        spoilt[at] ^= 1;
        Files.write(log(), spoilt);
    }

    @Test
    void aDirectoryOfAnotherGenesisIsRefused() {
        head();
        assertThatThrownBy(() -> LocalChain.open(directory, LedgerConfig.laptop(4), PACE))
                .isInstanceOf(LedgerDirectoryException.class)
                .hasMessageContaining("another genesis");
        assertThatThrownBy(() -> LocalChain.open(directory, CONFIG.withTempo(11), PACE))
                .isInstanceOf(LedgerDirectoryException.class);
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE)) {
            assertThat(chain.head().number()).isZero();
            assertThatThrownBy(this::head)
                    .isInstanceOf(LedgerDirectoryException.class)
                    .hasMessageContaining("in use");
        }
    }

    /** Makes blocks of one transfer each. */
    private Block run(int blocks) throws InterruptedException {
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE);
                Chain node = chain.join("node")) {
            chain.start();
            for (int i = 0; i < blocks; i++) {
                long rao = chain.head().number() + 1;
                node.submit(new Call.Transfer(Keypair.fromUri("//Eve").account(), rao), Keypair.fromUri("//Alice"));
            }
            return chain.head();
        }
    }

    private Block head() {
        try (LocalChain chain = LocalChain.open(directory, CONFIG, PACE)) {
            return chain.head();
        }
    }

    private Path log() {
        return directory.resolve(BlockLog.FILE);
    }
}
