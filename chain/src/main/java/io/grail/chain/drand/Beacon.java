package io.grail.chain.drand;

/** Tells the rounds of one chain; what it gives is verified. Safe for use by several threads. */
public interface Beacon extends AutoCloseable {
    /** Which chain's rounds. */
    DrandChain chain();

    /**
     * A round by its number, from 1.
     *
     * @throws BeaconUnavailableException if it is not out yet, or cannot be had
     */
    Round round(long number) throws InterruptedException;

    /**
     * The newest round that it knows; a server of drand may lag behind by some.
     *
     * @throws BeaconUnavailableException if none can be had
     */
    Round latest() throws InterruptedException;

    @Override
    void close();
}
