package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.node.home.Seat;
import java.time.InstantSource;
import java.util.Optional;

/** The chain that a {@link LocalSubnet} stands on. */
public interface SubnetChain extends AutoCloseable {
    /** A handle for the node of that name, which it closes. */
    Chain join(String name);

    /** A handle for those who only look; no block waits for it. */
    Chain view();

    /**
     * Brings a node onto the chain so far that others find its bucket.
     *
     * @param handle the node's own
     * @param number of the node, from 0
     * @param stakeRao wanted on its hotkey
     * @param location of its bucket, as others open it
     */
    void onboard(Chain handle, int number, Seat seat, long stakeRao, String location) throws InterruptedException;

    /** The time of everything else, if it is not the machine's. */
    Optional<InstantSource> virtualTime();

    /** Lets time begin, if it waits for that. */
    void start();

    @Override
    void close();
}
