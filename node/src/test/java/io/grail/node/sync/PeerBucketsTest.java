package io.grail.node.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.home.Seat;
import io.grail.node.lab.Onboarding;
import io.grail.storage.Bucket;
import io.grail.storage.BucketLocation;
import io.grail.storage.Buckets;
import io.grail.storage.Reach;
import io.grail.storage.StorageException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerBucketsTest {
    private static final Seat SEAT = Seat.development("miner-0");
    private static final String FIRST = "s3+http://127.0.0.1:9000/first";
    private static final String SECOND = "s3+http://127.0.0.1:9000/second";

    @TempDir
    Path directory;

    @Test
    void whoMovesOnLeavesNoOpenBucketBehind() throws Exception {
        try (LocalChain ledger = LocalChain.open(directory, LedgerConfig.laptop(1), new Pace.Virtual(1_000));
                Chain chain = ledger.join("miner-0");
                PeerBuckets buckets = new PeerBuckets(chain, PeerBucketsTest::open)) {
            ledger.start();
            assertThat(buckets.of(SEAT.account())).isEmpty();

            new Onboarding(chain, 0).onboard(SEAT, 0, FIRST);
            Bucket first = buckets.of(SEAT.account()).orElseThrow();
            assertThat(buckets.of(SEAT.account())).containsSame(first);

            chain.submit(new Call.SetCommitment(SECOND, Optional.empty()), SEAT.hotkey());
            assertThat(buckets.of(SEAT.account()).orElseThrow().location()).isEqualTo(SECOND);
            assertThatThrownBy(() -> first.head("k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("closed");
        }
    }

    private static Bucket open(String text) {
        return Buckets.readOnly(BucketLocation.parse(text), Reach.LOCAL_TOO);
    }
}
