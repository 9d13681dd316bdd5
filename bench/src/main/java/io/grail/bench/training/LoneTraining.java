package io.grail.bench.training;

import io.grail.learning.data.SampleRange;
import io.grail.node.baseline.AdamWBaseline;
import io.grail.node.miner.Capture;
import io.grail.node.sync.Samples;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run's miners, window after window: all train from θ, their updates are compressed, decoded and merged. The same
 * objects do it as in a subnet, on the same bytes; what is missing is whatever could keep an update out.
 */
public final class LoneTraining implements AutoCloseable {
    /** For the curve; the last figures are of the whole validation slice. */
    private static final int CURVE_SAMPLES = 64;

    private final RunConfig run;
    private final Stage stage;
    private final Lanes lanes;
    private final WorkerPool workers;
    private final Codec codec;
    private final List<LoneMiner> miners;
    private final List<Capture> captures;
    private final SharedModel shared;
    private long uploadedBytes;
    private List<Integer> lastPayloads = List.of();

    /**
     * At genesis.
     *
     * @param captures one for each miner
     */
    public LoneTraining(RunConfig run, Stage stage, Lanes lanes, WorkerPool workers, List<Capture> captures)
            throws InterruptedException {
        this.captures = captures;
        this.run = run;
        this.stage = stage;
        this.lanes = lanes;
        this.workers = workers;
        codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        List<Callable<LoneMiner>> births = new ArrayList<>();
        for (int i = 0; i < stage.miners().size(); i++) {
            births.add(() -> new LoneMiner(run, stage.data()));
        }
        miners = lanes.all(births);
        Parameters genesis = Genesis.parameters(run.model(), run.run().seed(), workers);
        OuterState state = OuterState.before(genesis, run.outer());
        shared = new SharedModel(state, new Window(run.run().startWindow()), workers);
    }

    /** θ as it stands, its window and root. */
    public SharedModel shared() {
        return shared;
    }

    /** Mean bytes of an update so far. */
    long bytesPerUpdate() {
        long windows = shared.window().number() - run.run().startWindow();
        return windows == 0 ? 0 : uploadedBytes / (windows * miners.size());
    }

    /** Trains and merges one window. */
    void window() throws InterruptedException {
        merge(updates(stage.samples(run, shared.window())));
    }

    /** The window's updates, one a miner, each trained on what {@code samples} holds at its index. */
    public List<SparseUpdate> updates(List<long[]> samples) throws InterruptedException {
        Window window = shared.window();
        List<Parameters> deltas = lanes.all(IntStream.range(0, miners.size())
                .<Callable<Parameters>>mapToObj(i -> () -> miners.get(i).train(window, shared.theta(), samples.get(i)))
                .toList());
        List<SparseUpdate> updates = new ArrayList<>();
        List<Integer> payloads = new ArrayList<>();
        for (int i = 0; i < miners.size(); i++) {
            LoneMiner miner = miners.get(i);
            float decay = (float) run.compression().errorFeedback();
            captures.get(i).beforeSelection(window, miner.errorFeedback(), deltas.get(i), decay);
            byte[] payload = codec.compress(miner.errorFeedback(), deltas.get(i), workers);
            miner.keepBack(deltas.get(i));
            uploadedBytes += payload.length;
            payloads.add(payload.length);
            updates.add(codec.decode(payload, workers));
        }
        lastPayloads = payloads;
        return updates;
    }

    /** Bytes of the last window's payloads of the first so many miners. */
    public long bytesOfLast(int miners) {
        return lastPayloads.stream().limit(miners).mapToLong(length -> length).sum();
    }

    /** Ends the window with these updates merged. */
    public void merge(List<SparseUpdate> updates) {
        shared.merge(updates, run);
    }

    /** Loss of θ on some of the choosing half. */
    double curve() throws InterruptedException {
        Samples samples = Samples.spread(stage.data(), stage.data().choosing(), CURVE_SAMPLES);
        return lanes.all(List.<Callable<Double>>of(() -> loss(miners.getFirst(), samples)))
                .getFirst();
    }

    /** Losses of θ on both halves, each on a lane of its own where there are two miners. */
    AdamWBaseline.Losses losses() throws InterruptedException {
        List<SampleRange> halves = List.of(stage.data().choosing(), stage.data().reporting());
        List<Double> losses = lanes.all(Stream.of(0, 1)
                .<Callable<Double>>map(
                        i -> () -> loss(miners.get(i % miners.size()), Samples.of(stage.data(), halves.get(i))))
                .toList());
        return new AdamWBaseline.Losses(losses.getFirst(), losses.getLast());
    }

    private double loss(LoneMiner miner, Samples samples) {
        miner.model().load(shared.theta());
        return samples.loss(miner.model());
    }

    @Override
    public void close() {
        miners.forEach(LoneMiner::close);
    }
}
