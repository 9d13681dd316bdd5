package io.grail.chain.drand;

/** A beacon's round that cannot be had; names what was wrong with each endpoint. */
public final class BeaconUnavailableException extends RuntimeException {
    BeaconUnavailableException(String message) {
        super(message);
    }
}
