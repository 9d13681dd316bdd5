package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.learning.data.Dataset;
import io.grail.node.audit.BucketArtifacts;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.PeerBuckets;
import io.grail.protocol.audit.Artifacts;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import java.nio.file.Path;

/** What a run left in its folder, opened for reading: chain and everybody's buckets. */
final class RecordedArtifacts implements AutoCloseable {
    private final RunFolder folder;
    private final RunConfig run;
    private final Chain chain;
    private final PeerBuckets buckets;

    private RecordedArtifacts(RunFolder folder, RunConfig run, Chain chain, PeerBuckets buckets) {
        this.folder = folder;
        this.run = run;
        this.chain = chain;
        this.buckets = buckets;
    }

    /**
     * Opens a run's folder.
     *
     * @throws UsageException if there is no run in it, or no chain where it ought to be
     */
    static RecordedArtifacts open(Path dir, RecordedChain where) {
        RunFolder folder = new RunFolder(dir);
        RunConfig run = rules(dir);
        BucketHomes homes = BucketOptions.recorded(folder);
        Chain chain = where.open(folder, run);
        return new RecordedArtifacts(folder, run, chain, new PeerBuckets(chain, homes::theirs));
    }

    /**
     * The rules of the run in a folder.
     *
     * @throws UsageException if there is no run in it
     */
    static RunConfig rules(Path dir) {
        RunPreparation preparation = new RunPreparation(new RunFolder(dir));
        if (!preparation.exists()) {
            throw new UsageException("there is no run in " + dir + ": name its folder with --dir");
        }
        return preparation.read();
    }

    RunConfig run() {
        return run;
    }

    Chain chain() {
        return chain;
    }

    /** The data that it was trained on. */
    Dataset data() {
        return new RunPreparation(folder).dataset(run);
    }

    Codec codec() {
        return new Codec(LlamaLayout.of(run.model()), run.compression());
    }

    Artifacts artifacts() {
        return new BucketArtifacts(RunId.of(run), buckets, codec().maxPayloadBytes());
    }

    @Override
    public void close() {
        buckets.close();
        chain.close();
    }
}
