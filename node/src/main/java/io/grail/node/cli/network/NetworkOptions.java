package io.grail.node.cli.network;

import io.grail.chain.drand.DrandChain;
import io.grail.chain.drand.LocalBeacon;
import io.grail.chain.subtensor.Network;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.chain.subtensor.SubtensorConfig;
import io.grail.node.cli.UsageException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network and which of its subnets; names are btcli's. */
final class NetworkOptions {
    @Option(
            names = {"--network", "--subtensor.network"},
            paramLabel = "NAME",
            defaultValue = "${env:BT_SUBTENSOR_NETWORK:-finney}",
            description = "finney, test or local (default: $BT_SUBTENSOR_NETWORK, else finney)")
    String network = "finney";

    @Option(
            names = {"--chain", "--subtensor.chain_endpoint"},
            paramLabel = "URL",
            split = ",",
            defaultValue = "${env:BT_SUBTENSOR_CHAIN_ENDPOINT}",
            description = "nodes of that network instead, the preferred one first: wss://… or ws://…")
    List<String> endpoints = new ArrayList<>();

    @Option(names = "--netuid", paramLabel = "N", description = "the subnet's number")
    @Nullable
    Integer netuid;

    @Option(
            names = "--local-beacon",
            paramLabel = "SEED",
            description = "lock weights to the rounds of the beacon of this seed instead of drand's quicknet, for"
                    + " development chains that are given its rounds (docs/timelock.md)")
    @Nullable
    String localBeacon;

    /** The subnet that was named. */
    int netuid() {
        if (netuid == null) {
            throw new UsageException("name the subnet: --netuid N");
        }
        return netuid;
    }

    /** Connects to the subnet that was named. */
    SubtensorChain connect() {
        return connect(netuid());
    }

    /** Connects to the network, where no subnet need be named. */
    SubtensorChain connectAnywhere() {
        return connect(netuid == null ? 0 : netuid);
    }

    private SubtensorChain connect(int subnet) {
        try {
            SubtensorConfig config = SubtensorConfig.of(subnet, uris());
            return SubtensorChain.connect(localBeacon == null ? config : config.with(beacon()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** By whose rounds timelocked weights are revealed. */
    DrandChain beacon() {
        return localBeacon == null ? DrandChain.QUICKNET : new LocalBeacon(localBeacon, InstantSource.system()).chain();
    }

    private List<URI> uris() {
        List<String> given = endpoints.stream().filter(each -> !each.isBlank()).toList();
        return given.isEmpty()
                ? Network.named(network)
                        .orElseThrow(() -> new UsageException(
                                "there is no network " + network + ": one of " + Arrays.toString(Network.values())))
                        .endpoints()
                : given.stream().map(String::strip).map(URI::create).toList();
    }
}
