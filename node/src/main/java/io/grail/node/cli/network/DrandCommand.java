package io.grail.node.cli.network;

import io.grail.chain.drand.Beacon;
import io.grail.chain.drand.Drand;
import io.grail.chain.drand.LocalBeacon;
import io.grail.chain.drand.Round;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail network drand}: a round of the beacon by which the chain reveals timelocked weights. */
@Command(
        name = "drand",
        mixinStandardHelpOptions = true,
        description = "Fetches a round of drand's quicknet, verifies its signature and shows it.")
final class DrandCommand implements Callable<Integer> {
    @Option(names = "--round", paramLabel = "N", description = "its number, from 1 (default: the newest)")
    @Nullable
    Long round;

    @Option(
            names = "--server",
            paramLabel = "URL",
            split = ",",
            description = "servers of drand, the preferred one first (default: drand's own)")
    List<URI> servers = new ArrayList<>(Drand.ENDPOINTS);

    @Option(
            names = "--local-beacon",
            paramLabel = "SEED",
            description = "instead a development chain's own beacon, made of this seed; needs no network")
    @Nullable
    String localBeacon;

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        try (Beacon beacon = beacon()) {
            Round found = round == null ? beacon.latest() : beacon.round(round);
            Instant published = Instant.ofEpochMilli(beacon.chain().publishedAt(found.number()));
            answers.give(
                    Answers.object()
                            .put("chain", beacon.chain().hash().toString())
                            .put("round", found.number())
                            .put("publishedAt", published.toString())
                            .put("randomness", found.randomness().toString())
                            .put("signature", found.signature().toString()),
                    List.of(
                            "round      " + found.number() + " of chain "
                                    + beacon.chain().hash().abbreviated() + "…, out at " + published,
                            "randomness " + found.randomness(),
                            "signature  " + found.signature() + ", verified"));
        }
        return ExitCode.OK;
    }

    private Beacon beacon() {
        if (round != null && round < 1) {
            throw new UsageException("rounds count from 1, got " + round);
        }
        try {
            return localBeacon == null ? Drand.quicknet(servers) : new LocalBeacon(localBeacon, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
