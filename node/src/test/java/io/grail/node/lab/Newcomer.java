package io.grail.node.lab;

import io.grail.learning.device.Device;
import io.grail.node.event.EventSink;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.Seat;
import io.grail.node.miner.Capture;
import io.grail.node.miner.MinerRole;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.PeerBuckets;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A miner that comes late, catches up, and leaves when it would begin to train: what it took to get there. */
final class Newcomer {
    final String name;
    final boolean checkpoints;
    final int killAfter;
    // Read when its thread has ended.
    long bytes;
    double seconds;
    Optional<Hash> root = Optional.empty();
    Optional<Window> window = Optional.empty();
    final List<NodeEvent> events = new ArrayList<>();

    /**
     * A newcomer that has done nothing yet.
     *
     * @param checkpoints whether it finds any
     * @param killAfter windows after which its process dies, once; 0 for never
     */
    Newcomer(String name, boolean checkpoints, int killAfter) {
        this.name = name;
        this.checkpoints = checkpoints;
        this.killAfter = killAfter;
    }

    Actor joining(Window window, BucketHomes homes) {
        return new Actor(Seat.development(name), "newcomer", 0, window, (node, last) -> live(node, last, homes));
    }

    long advanced() {
        return events.stream().filter(NodeEvent.ModelAdvanced.class::isInstance).count();
    }

    private void live(NodeContext node, Window last, BucketHomes homes) throws InterruptedException {
        // Late in its first window, when that window's model is decided and lies in every validator's checkpoint.
        Window open = node.schedule().windowAt(node.chain().head().number());
        node.chain().awaitBlock(node.schedule().firstBlock(open.next()) - 2);
        boolean arrived = false;
        while (!arrived) {
            long started = System.nanoTime();
            try (PeerBuckets peers = new PeerBuckets(node.chain(), at -> new Metered(homes.theirs(at)))) {
                new MinerRole(watched(node, peers), Device.named("cpu"), Capture.NONE).run(last);
                throw new IllegalStateException("the run was over before " + name + " had caught up");
            } catch (PowerCut e) {
                // its process is started again
            } catch (Arrived e) {
                arrived = true;
            } finally {
                seconds += (System.nanoTime() - started) / 1e9;
            }
        }
    }

    private NodeContext watched(NodeContext node, PeerBuckets peers) {
        EventSink sink = stamped -> {
            node.events().emit(stamped.event());
            see(stamped.event());
        };
        return node.with(peers).with(new Events(name, InstantSource.system(), sink));
    }

    private void see(NodeEvent event) {
        events.add(event);
        if (event instanceof NodeEvent.ModelAdvanced advanced) {
            root = Optional.of(advanced.root());
            window = Optional.of(advanced.window());
            if (advanced() == killAfter) {
                throw new PowerCut();
            }
        }
        if (event.equals(new NodeEvent.PhaseEntered(Phase.TRAINING))) {
            throw new Arrived();
        }
    }

    private static final class PowerCut extends RuntimeException {}

    private static final class Arrived extends RuntimeException {}

    /** Counts what is fetched from others. */
    private final class Metered extends ForwardingBucket {
        Metered(Bucket bucket) {
            super(bucket);
        }

        @Override
        public Optional<byte[]> get(String key, long maxBytes) {
            Optional<byte[]> body = isHidden(key) ? Optional.empty() : super.get(key, maxBytes);
            bytes += body.map(b -> b.length).orElse(0);
            return body;
        }

        @Override
        public boolean getFile(String key, Path target, long maxBytes) {
            boolean got = !isHidden(key) && super.getFile(key, target, maxBytes);
            bytes += got ? size(target) : 0;
            return got;
        }

        private boolean isHidden(String key) {
            return !checkpoints && key.contains("/checkpoints/");
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
