package io.grail.chain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.ChainUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockMakerTest {
    private static final LedgerConfig CONFIG = LedgerConfig.laptop(1);
    private static final Pace PACE = new Pace.Virtual(1_000);

    @TempDir
    Path directory;

    @Test
    void aBlockThatCannotBeKeptIsNotMadeAndWhoeverWaitsLearnsWhy() {
        BlockLog log = BlockLog.open(directory);
        BlockMaker maker = new BlockMaker(log, CONFIG, PACE);
        assertThat(maker.make()).isTrue();
        log.close(); // from here on every write fails

        assertThat(maker.make()).isFalse();
        assertThat(maker.ledger().head().number()).isEqualTo(1);
        assertThatThrownBy(maker::requireOpen)
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining(log.file().toString())
                .hasMessageContaining("make room on that disk");
        assertThat(maker.make()).isFalse();

        try (BlockLog again = BlockLog.open(directory)) {
            assertThat(new BlockMaker(again, CONFIG, PACE).ledger().head())
                    .isEqualTo(maker.ledger().head());
        }
    }

    @Test
    void whenThereIsRoomAgainBlocksGoOn() {
        boolean[] full = {true};
        try (BlockLog log = BlockLog.open(directory)) {
            BlockMaker maker = new BlockMaker(log, CONFIG, PACE, (block, durable) -> {
                if (full[0]) {
                    throw new IOException("No space left on device");
                }
                log.append(block, durable);
            });
            assertThat(maker.make()).isFalse();
            assertThatThrownBy(maker::requireOpen).hasMessageContaining("No space left on device");

            full[0] = false;

            assertThat(maker.make()).isTrue();
            maker.requireOpen();
            assertThat(maker.ledger().head().number()).isEqualTo(1);
        }
    }
}
