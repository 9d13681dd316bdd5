package io.grail.chain.subtensor;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.WrongChainException;
import io.grail.chain.rpc.RpcException;
import io.grail.chain.substrate.extrinsic.UnsupportedRuntimeException;
import io.grail.chain.substrate.runtime.UnknownNameException;
import io.grail.chain.substrate.scale.ScaleException;

/**
 * Asks, and says in the words of {@link io.grail.chain.Chain} why there is no answer.
 *
 * @param where the endpoints, for people
 */
record Asking(String where) {
    /** Something asked of a node. */
    interface Question<T> {
        T ask() throws InterruptedException;
    }

    /** The answer, by a method that can be interrupted. */
    <T> T patiently(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (RpcException e) {
            throw new ChainUnavailableException(where + ": " + e.getMessage(), e);
        } catch (ScaleException e) {
            throw new ChainUnavailableException(
                    where + " answered what its own metadata does not describe (" + e.getMessage()
                            + "): use another endpoint if it does so again",
                    e);
        } catch (UnknownNameException | UnsupportedRuntimeException e) {
            throw new WrongChainException(where + ": " + e.getMessage(), e); // until there is another Grail
        }
    }

    /** The answer, by a method that cannot be interrupted: the interrupt stays set, the answer is lost. */
    <T> T now(Question<T> question) {
        try {
            return patiently(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while asking " + where, e);
        }
    }

    /**
     * As {@link #now}, of what stood after block {@code number}.
     *
     * @throws IllegalArgumentException if the node keeps no state that old
     */
    <T> T past(long number, Question<T> question) {
        return now(() -> {
            try {
                return question.ask();
            } catch (RpcException.Refused e) {
                if (e.error().isStateDiscarded()) {
                    throw new IllegalArgumentException(
                            "the state of block " + number + " is no longer kept by " + where
                                    + ": use an archive node for blocks that old",
                            e);
                }
                throw e;
            }
        });
    }
}
