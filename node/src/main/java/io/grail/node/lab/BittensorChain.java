package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.chain.subtensor.SubtensorConfig;
import io.grail.node.home.Seat;
import java.time.InstantSource;
import java.util.Optional;

/** A subnet of a chain that somebody else runs, over a connection for each node. Its nodes have their slots already. */
public final class BittensorChain implements SubnetChain {
    private final SubtensorConfig config;
    private final SubtensorChain view;

    /** {@code view} is closed with it. */
    public BittensorChain(SubtensorConfig config, SubtensorChain view) {
        this.config = config;
        this.view = view;
    }

    @Override
    public Chain join(String name) {
        return SubtensorChain.connect(config);
    }

    @Override
    public Chain view() {
        return view;
    }

    /** Commits where the bucket is; who staked what was settled before. */
    @Override
    public void onboard(Chain handle, int number, Seat seat, long stakeRao, String location)
            throws InterruptedException {
        new Onboarding(handle, number).onboard(seat, 0, location);
    }

    @Override
    public Optional<InstantSource> virtualTime() {
        return Optional.empty();
    }

    @Override
    public void start() {} // it runs without us

    @Override
    public void close() {
        view.close();
    }
}
