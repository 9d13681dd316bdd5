package io.grail.protocol.audit;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run of some windows with everything that it leaves behind, made without chain, clock, store or learning. */
final class RecordedSubnet {
    private static final String RULES = """
            [run]
            windows = 6
            [window]
            weightsEvery = 2
            [model]
            width = 16
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 8
            ffnWidth = 32
            [inner]
            steps = 2
            batch = 4
            [outer]
            gatherPeers = 3
            newcomerSeats = 1
            [incentive]
            burnShare = 0.1
            exileWindows = 1
            evalSamples = 4
            """;

    private static final int WINDOWS = 6;
    private static final Deed[][] DEEDS = {
        {Deed.HONEST, Deed.HONEST, Deed.HONEST, Deed.HONEST, Deed.HONEST, Deed.HONEST},
        {Deed.HONEST, Deed.LATE, Deed.HONEST, Deed.HONEST, Deed.NO_PAYLOAD, Deed.ABSENT},
        {Deed.HONEST, Deed.UNOPENED, Deed.HONEST, Deed.OPENED_LATE, Deed.HONEST, Deed.NO_ENVELOPE},
        {Deed.HONEST, Deed.HONEST, Deed.MALFORMED, Deed.STALE, Deed.REPLAY, Deed.HONEST},
        {Deed.HONEST, Deed.HONEST, Deed.HONEST, Deed.TWIN, Deed.HONEST, Deed.HONEST},
        {Deed.UNOPENED, Deed.UNOPENED, Deed.UNOPENED, Deed.UNOPENED, Deed.UNOPENED, Deed.UNOPENED},
    };

    final RunConfig run = RunToml.parse(RULES).config();
    final List<Keypair> miners = IntStream.range(0, DEEDS.length)
            .mapToObj(i -> Keypair.fromUri("//miner//" + i))
            .toList();
    final List<Keypair> validators = List.of(Keypair.fromUri("//validator//0"), Keypair.fromUri("//validator//1"));
    final StoredArtifacts artifacts = new StoredArtifacts();
    /** θ of each window, from the first on. */
    private final List<OuterState> states = new ArrayList<>();

    RecordedSubnet() {
        List<RecordedMiner> acting = miners.stream()
                .map(miner -> new RecordedMiner(miners.getFirst(), miner, run, artifacts))
                .toList();
        List<RecordedValidator> judging = validators.stream()
                .map(validator -> new RecordedValidator(validator, run, artifacts))
                .toList();
        states.add(OuterState.plain(Genesis.parameters(run.model(), run.run().seed(), ParallelFor.SEQUENTIAL)));
        for (Window window : windows()) {
            OuterState state = states.getLast();
            WindowFacts facts = facts(window);
            for (int i = 0; i < acting.size(); i++) {
                acting.get(i).act(deed(i, window), facts, state);
            }
            OuterState after = judging.get(0).step(facts, state, true);
            if (window.number() != 4) { // the second validator is away once
                judging.get(1).step(facts, state, window.number() != 1);
            }
            states.add(after);
        }
    }

    static Deed deed(int miner, Window window) {
        return DEEDS[miner][(int) window.number() - 1];
    }

    List<Window> windows() {
        return IntStream.rangeClosed(1, WINDOWS).mapToObj(Window::new).toList();
    }

    /** A copy of the model that {@code window} starts from. */
    OuterState state(Window window) {
        return OuterState.plain(states.get((int) window.number() - 1).theta().copy());
    }

    WindowFacts facts(Window window) {
        WindowSchedule schedule = WindowSchedule.of(run);
        List<Hotkey> hotkeys = Stream.concat(miners.stream(), validators.stream())
                .map(Keypair::hotkey)
                .sorted()
                .toList();
        return new WindowFacts(
                window,
                block(schedule.firstBlock(window)),
                block(schedule.firstBlock(window.next())),
                hotkeys,
                validators.stream().map(Keypair::hotkey).toList(),
                Optional.of(validators.getFirst().hotkey()));
    }

    Hotkey miner(int index) {
        return miners.get(index).hotkey();
    }

    Hotkey validator(int index) {
        return validators.get(index).hotkey();
    }

    Scorecard scorecard(Window window, int validator) {
        byte[] bytes = artifacts.scorecard(window, validator(validator)).orElseThrow();
        return ((Scorecard.Parsed.Genuine) Scorecard.parse(bytes)).scorecard();
    }

    Manifest manifest(Window window, int validator) {
        return Manifest.parse(artifacts.manifest(window, validator(validator)).orElseThrow());
    }

    private static Block block(long number) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return new Block(number, Hash.sha256(bytes), 1_700_000_000_500L + 12_000 * number);
    }
}
