package io.grail.node.home;

import java.nio.file.Path;

/**
 * The folder of one run on this machine, as {@code --dir} names it.
 *
 * <pre>
 * run.toml        the run's rules
 * data/           token shards and dataset.json
 * chain/          the embedded ledger
 * buckets/NAME/   each node's bucket: what others may read
 * nodes/NAME/     each node's private state; in capture/ the buffers of {@code grail up --capture}
 * events.jsonl    everything that happened
 * </pre>
 */
public record RunFolder(Path root) {
    public RunFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path runToml() {
        return root.resolve("run.toml");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path chain() {
        return root.resolve("chain");
    }

    public Path bucket(String node) {
        return root.resolve("buckets").resolve(node);
    }

    public Path node(String node) {
        return root.resolve("nodes").resolve(node);
    }

    public Path capture(String node) {
        return node(node).resolve("capture");
    }

    public Path nodes() {
        return root.resolve("nodes");
    }

    public Path events() {
        return root.resolve("events.jsonl");
    }

    public Path lock() {
        return root.resolve(".lock");
    }
}
