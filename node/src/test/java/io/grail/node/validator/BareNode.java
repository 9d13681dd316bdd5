package io.grail.node.validator;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.home.Snapshots;
import io.grail.node.lab.FixedText;
import io.grail.node.lab.LocalSubnet;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.PeerBuckets;
import io.grail.node.sync.Polling;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A validator's node with a run, a model and a bucket, and nobody around: its chain stands still. */
public final class BareNode implements AutoCloseable {
    private static final String RULES = """
            [window]
            checkpointEvery = 2
            [model]
            width = 16
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 8
            ffnWidth = 32
            [data]
            sequenceLength = 32
            validationSamples = 16
            [inner]
            steps = 2
            batch = 4
            [incentive]
            evalSamples = 4
            """;

    public final WorkerPool workers = new WorkerPool(1);
    public final RunFolder folder;
    public final RunConfig run;
    public final List<NodeEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final Dataset data;
    private final LocalChain ledger;
    private final Chain chain;

    public BareNode(Path root) {
        this(root, "");
    }

    /** With some more of a run.toml. */
    public BareNode(Path root, String moreRules) {
        folder = new RunFolder(root);
        ByteTokenizer tokenizer = new ByteTokenizer();
        RunConfig config = RunToml.parse(RULES + moreRules).config();
        new DatasetPreparer(
                        new Preparation(
                                Corpus.at(FixedText.below(root.resolve("texts"))),
                                tokenizer,
                                1,
                                new Preparation.Shape(32, 100),
                                1),
                        PreparationProgress.SILENT)
                .prepareIn(folder.data());
        data = Dataset.open(folder.data(), config.data(), tokenizer);
        run = new RunPreparation(folder).create(config, data, workers).run();
        ledger = LocalChain.open(folder.chain(), LocalSubnet.ledgerConfig(run), new Pace.Virtual(1_000));
        chain = ledger.join("bare");
    }

    public Bucket bucket(String name) {
        return BucketHomes.in(folder).own(Seat.development(name), Optional.empty());
    }

    /** The node called {@code name}; {@code wrap} stands before its bucket. */
    public NodeContext node(String name, UnaryOperator<Bucket> wrap, Polling polling) {
        return new NodeContext(
                run,
                Seat.development(name),
                chain,
                wrap.apply(bucket(name)),
                new PeerBuckets(chain, BucketHomes.in(folder)::theirs),
                data,
                new Snapshots(folder.node(name)),
                workers,
                polling,
                new Events(name, InstantSource.system(), stamped -> events.add(stamped.event())));
    }

    /** In virtual time, as it were: nothing goes on beside the node's thread. */
    public NodeContext node(String name) {
        return node(name, UnaryOperator.identity(), Polling.everyBlock(chain));
    }

    /** A model of {@code window}, to which manifests of its own led from genesis, and those manifests' files. */
    public Led modelOf(long window) {
        Parameters theta = Genesis.parameters(run.model(), run.run().seed(), workers);
        OuterState state = OuterState.before(theta, run.outer());
        Lineage way = Lineage.at(new Window(run.run().startWindow()), state.root(workers));
        Seat author = Seat.development("author");
        List<byte[]> manifests = new ArrayList<>();
        while (way.window().number() < window) {
            theta.values(0)[(int) way.window().number()] += 1;
            Hash after = state.root(workers);
            Manifest.Entry entry = new Manifest.Entry(author.account(), Hash.ZERO, 1);
            byte[] file = new Manifest(RunId.of(run), way.window(), author.account(), way.root(), after, List.of(entry))
                    .sign(author.hotkey());
            manifests.add(file);
            way = way.then(Optional.of(Hash.sha256(file)), after);
        }
        return new Led(new SharedModel(state, way, workers), manifests);
    }

    /** A model and the manifests that led to it. */
    public record Led(SharedModel model, List<byte[]> manifests) {}

    /** Saves a model as the node's snapshot. */
    public static void save(NodeContext node, SharedModel model) {
        node.snapshots().save("w" + model.window(), into -> ModelFile.write(into, model));
    }

    @Override
    public void close() {
        chain.close();
        ledger.close();
        workers.close();
    }
}
