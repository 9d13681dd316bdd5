package io.grail.chain.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which endpoint to try next, and when; time and chance are arguments. Used by one thread. */
final class Endpoints {
    private static final class Standing {
        private final URI uri;
        private int failures;
        private long notBefore = Long.MIN_VALUE;
        private Optional<Loss> latest = Optional.empty();

        Standing(URI uri) {
            this.uri = uri;
        }
    }

    private final List<Standing> all = new ArrayList<>();
    private final Backoff ordinary;
    private final Backoff patient;
    private final RandomGenerator random;

    Endpoints(RpcConfig config, RandomGenerator random) {
        config.endpoints().forEach(uri -> all.add(new Standing(uri)));
        ordinary = config.reconnect();
        patient = config.patient();
        this.random = random;
    }

    /** Which one, and how long to wait before. */
    record Choice(URI endpoint, Duration pause) {}

    /** The first of the list that may be tried at {@code now}, else the one that may be tried soonest. */
    Choice next(long now) {
        Standing best = all.getFirst();
        for (Standing each : all) {
            if (wait(each, now) < wait(best, now)) {
                best = each;
            }
        }
        return new Choice(best.uri, Duration.ofNanos(wait(best, now)));
    }

    private static long wait(Standing standing, long now) {
        return standing.failures == 0 ? 0 : Math.max(0, standing.notBefore - now);
    }

    /**
     * Notes that {@code endpoint} failed.
     *
     * @param proven whether it had served well before, so that this failure counts as its first
     * @return how long it will be left alone
     */
    Duration failed(URI endpoint, Loss loss, boolean proven, long now) {
        Standing standing = all.stream()
                .filter(each -> each.uri.equals(endpoint))
                .findFirst()
                .orElseThrow();
        standing.failures = proven ? 1 : standing.failures + 1;
        standing.latest = Optional.of(loss);
        Duration pause = pause(loss, standing.failures);
        standing.notBefore = now + pause.toNanos();
        return pause;
    }

    private Duration pause(Loss loss, int failures) {
        return switch (loss) {
            case Loss.RateLimited limited -> {
                Duration own = patient.delay(failures, random);
                yield limited.retryAfter()
                        .filter(asked -> asked.compareTo(own) > 0)
                        .orElse(own);
            }
            case Loss.OtherChain _ -> patient.delay(failures, random);
            case Loss.Cut _, Loss.Silence _, Loss.Garbage _, Loss.TooLarge _, Loss.Closed _ ->
                ordinary.delay(failures, random);
        };
    }

    /** Whether every endpoint was last seen to serve another chain: waiting helps nobody then. */
    boolean allServeAnotherChain() {
        return all.stream()
                .allMatch(each ->
                        each.latest.filter(Loss.OtherChain.class::isInstance).isPresent());
    }

    /** What was last wrong with each, for people. */
    String report() {
        List<String> lines = new ArrayList<>();
        for (Standing each : all) {
            each.latest.ifPresent(loss -> lines.add(each.uri + ": " + loss.reason()));
        }
        return lines.isEmpty() ? "no endpoint has failed" : String.join("; ", lines);
    }
}
