package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final URI A = URI.create("ws://a.example:1");
    private static final URI B = URI.create("ws://b.example:1");
    private static final Loss CUT = new Loss.Cut("cut");

    private final Endpoints endpoints = new Endpoints(
            new RpcConfig(
                    List.of(A, B),
                    Optional.empty(),
                    RpcTimes.BITTENSOR,
                    RpcLimits.ORDINARY,
                    new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10))),
            new SplittableRandom(1));

    @Test
    void waitsDoubleUpToTheBoundAndAreDrawnFromTheirUpperHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));
        SplittableRandom random = new SplittableRandom(7);
        for (int failures = 1; failures < 100; failures++) {
            long longest = failures > 5 ? 3_000 : 100L << (failures - 1);
            assertThat(backoff.delay(failures, random))
                    .isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
    }

    @Test
    void theFirstOfTheListIsPreferred() {
        assertThat(endpoints.next(0)).isEqualTo(new Endpoints.Choice(A, Duration.ZERO));
    }

    @Test
    void oneThatFailedIsLeftAloneWhileAnotherIsTried() {
        Duration pause = endpoints.failed(A, CUT, false, 0);
        assertThat(endpoints.next(1).endpoint()).isEqualTo(B);
        assertThat(endpoints.next(pause.toNanos()).endpoint()).isEqualTo(A);
    }

    @Test
    void whenAllFailedTheSoonestIsWaitedFor() {
        endpoints.failed(A, new Loss.RateLimited("429", Optional.empty()), false, 0);
        Duration pause = endpoints.failed(B, CUT, false, 0);
        assertThat(endpoints.next(0)).isEqualTo(new Endpoints.Choice(B, pause));
    }

    @Test
    void aRateLimitIsWaitedForTwentyTimesAsLongAndNoShorterThanTheServerAsks() {
        assertThat(endpoints.failed(A, new Loss.RateLimited("429", Optional.empty()), false, 0))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(endpoints.failed(A, new Loss.RateLimited("429", Optional.of(Duration.ofHours(1))), false, 0))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void failuresInARowAddUpUntilItServesWell() {
        for (int i = 0; i < 5; i++) {
            endpoints.failed(A, CUT, false, 0);
        }
        assertThat(endpoints.failed(A, CUT, false, 0)).isGreaterThanOrEqualTo(Duration.ofMillis(1_600));
        assertThat(endpoints.failed(A, CUT, true, 0)).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void hopeEndsOnlyWhenAllServeAnotherChain() {
        endpoints.failed(A, new Loss.OtherChain("it serves x"), false, 0);
        assertThat(endpoints.allServeAnotherChain()).isFalse();
        endpoints.failed(B, new Loss.OtherChain("it serves y"), false, 0);
        assertThat(endpoints.allServeAnotherChain()).isTrue();
        assertThat(endpoints.report()).isEqualTo("ws://a.example:1: it serves x; ws://b.example:1: it serves y");
    }
}
