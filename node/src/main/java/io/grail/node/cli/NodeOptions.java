package io.grail.node.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a node in a process of its own. */
final class NodeOptions {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "the run's folder, as made by grail chain (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("run");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "the node's name: names its folders, and on a development chain its keys")
    String name = "";

    @Option(
            names = "--chain",
            paramLabel = "URL",
            defaultValue = ChainEndpoint.DEFAULT,
            description = "http://… of grail chain, or wss://… or ws://… of Bittensor's nodes, comma between them"
                    + " (default: ${DEFAULT-VALUE})")
    String chain = ChainEndpoint.DEFAULT;

    @Option(names = "--netuid", paramLabel = "N", description = "Bittensor's subnet (default: the one in run.toml)")
    @Nullable
    Integer netuid;

    @Mixin
    HotkeyOptions hotkey = new HotkeyOptions();

    @Option(
            names = "--bucket",
            paramLabel = "LOCATION",
            description =
                    "the node's own bucket, as it is committed on the chain: s3://HOST/BUCKET?key=ID:SECRET with the"
                            + " key that may only read, or the 128 characters of R2 (default: a folder of the run); try it first"
                            + " with grail bucket test")
    @Nullable
    String bucket;

    @Mixin
    BucketOptions buckets = new BucketOptions();

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    String device = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "threads of one tensor operation; more pay when the node has the machine to itself"
                    + " (default: ${DEFAULT-VALUE})")
    int threads = 1;
}
