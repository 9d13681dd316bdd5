package io.grail.node.lab;

import io.grail.chain.Call;
import io.grail.learning.device.Device;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.event.EventSink;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.event.Stamped;
import io.grail.node.home.Seat;
import io.grail.node.sync.Bootstrap;
import io.grail.node.sync.ManifestFollower;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WindowClock;
import io.grail.node.validator.ValidatorRole;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Validators with stake that stop, dawdle or lie. */
final class FaultyLife {
    static final String NAME = "faulty";
    static final Hotkey HOTKEY = Seat.development(NAME).account();

    private FaultyLife() {}

    static Actor with(long stakeRao, Actor.Life life) {
        return new Actor(Seat.development(NAME), "faulty", stakeRao, new Window(0), life);
    }

    /** What happens between a stop and the start after it. */
    interface Interlude {
        void pass(NodeContext node) throws InterruptedException;
    }

    /** Stops without a word whenever {@code stop} holds of what it tells, and starts again after {@code meanwhile}. */
    static Actor.Life stoppedWhen(Predicate<NodeEvent> stop, Interlude meanwhile) {
        return (node, last) -> {
            NodeContext mortal = telling(node, stamped -> {
                if (stop.test(stamped.event())) {
                    throw new PowerCut();
                }
            });
            boolean done = false;
            while (!done) {
                try {
                    validate(mortal, last);
                    done = true;
                } catch (PowerCut e) {
                    meanwhile.pass(node);
                }
            }
        };
    }

    /** Comes to merging {@code blocks} later than the others. */
    static Actor.Life late(int blocks) {
        return (node, last) -> validate(
                telling(node, stamped -> {
                    if (stamped.event().equals(new NodeEvent.PhaseEntered(Phase.MERGING))) {
                        await(node, blocks);
                    }
                }),
                last);
    }

    /** What a liar does when the window of {@code model} is over. */
    interface Lie {
        void tell(NodeContext node, SharedModel model) throws InterruptedException;
    }

    /** Keeps up with the model, judges nobody, and does as {@code lie} says when each reveal is over. */
    static Actor.Life lying(Lie lie) {
        return (node, last) -> {
            WindowClock clock = new WindowClock(node.chain(), node.schedule());
            SharedModel model = new Bootstrap(node).genesis();
            while (model.window().compareTo(last) <= 0) {
                Block closing = clock.awaitDeadline(model.window());
                clock.awaitReveal(closing);
                lie.tell(node, model);
                new ManifestFollower(node).advanceTo(model.window().next(), model);
            }
        };
    }

    /** The entries that an honest validator would list, in some order. */
    static List<Manifest.Entry> entries(NodeContext node, Window window) {
        List<Manifest.Entry> entries = new ArrayList<>();
        long opening = node.schedule().firstBlock(window);
        for (Hotkey hotkey : node.chain().metagraph(opening).hotkeys()) {
            node.peers()
                    .of(hotkey)
                    .flatMap(bucket -> bucket.get(node.keys().envelope(window, hotkey), Envelope.MAX_BYTES))
                    .map(Envelope::parse)
                    .map(Envelope::payload)
                    .ifPresent(payload -> entries.add(new Manifest.Entry(hotkey, payload.hash(), payload.length())));
        }
        return entries;
    }

    /** A manifest upon {@code model}, signed. */
    static byte[] manifest(NodeContext node, SharedModel model, List<Manifest.Entry> entries, Hash after) {
        return new Manifest(node.runId(), model.window(), node.seat().account(), model.root(), after, entries)
                .sign(node.seat().hotkey());
    }

    /** Puts a manifest where a validator puts its own. */
    static void publish(NodeContext node, Window window, byte[] file) {
        node.own().put(node.keys().manifest(window, node.seat().account()), file);
    }

    static void anchor(NodeContext node, Window window, byte[] file) throws InterruptedException {
        String location =
                node.chain().commitment(node.seat().account()).orElseThrow().location();
        Anchor anchor = new Anchor(window, Hash.sha256(file));
        node.chain()
                .submit(
                        new Call.SetCommitment(location, Optional.of(anchor)),
                        node.seat().hotkey());
    }

    private static final class PowerCut extends RuntimeException {}

    private static void validate(NodeContext node, Window last) throws InterruptedException {
        new ValidatorRole(node, Device.named("cpu"), new ByteTokenizer()).run(last);
    }

    private static NodeContext telling(NodeContext node, EventSink also) {
        EventSink both = (Stamped stamped) -> {
            node.events().emit(stamped.event());
            also.accept(stamped);
        };
        return node.with(new Events(NAME, InstantSource.system(), both));
    }

    private static void await(NodeContext node, int blocks) {
        try {
            node.chain().awaitBlock(node.chain().head().number() + blocks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
