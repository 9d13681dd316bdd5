package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.time.InstantSource;
import java.util.Optional;

/** The ledger in the run's folder, which makes blocks at the plan's pace. */
public final class EmbeddedChain implements SubnetChain {
    private final RunConfig run;
    private final SubnetPlan plan;
    private final LocalChain chain;

    private EmbeddedChain(RunConfig run, SubnetPlan plan, LocalChain chain) {
        this.run = run;
        this.plan = plan;
        this.chain = chain;
    }

    /** The ledger there, made if there is none. */
    public static EmbeddedChain open(RunFolder folder, RunConfig run, SubnetPlan plan) {
        Pace pace = plan.deterministic()
                ? new Pace.Virtual(plan.blockMillis())
                : new Pace.WallClock(plan.blockMillis(), InstantSource.system(), firstTrainingBlock(run));
        return new EmbeddedChain(run, plan, LocalChain.open(folder.chain(), ledger(run), pace));
    }

    private static long firstTrainingBlock(RunConfig run) {
        return WindowSchedule.of(run).firstBlock(new Window(run.run().startWindow()));
    }

    /** The development ledger of a run: an epoch each window. */
    static LedgerConfig ledger(RunConfig run) {
        return LedgerConfig.laptop(run.run().seed()).withTempo(run.window().blocks());
    }

    /** The ledger itself. */
    public LocalChain ledger() {
        return chain;
    }

    @Override
    public Chain join(String name) {
        Chain handle = chain.join(name);
        return plan.conditions().seededBeacon()
                ? new SeededBeacon(handle, run.run().seed())
                : handle;
    }

    @Override
    public Chain view() {
        return chain;
    }

    @Override
    public void onboard(Chain handle, int number, Seat seat, long stakeRao, String location)
            throws InterruptedException {
        new Onboarding(handle, number).onboard(seat, stakeRao, location);
    }

    @Override
    public Optional<InstantSource> virtualTime() {
        return plan.deterministic() ? Optional.of(chain.headTime()) : Optional.empty();
    }

    @Override
    public void start() {
        chain.start();
    }

    @Override
    public void close() {
        chain.close();
    }
}
