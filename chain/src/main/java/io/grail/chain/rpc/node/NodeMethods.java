package io.grail.chain.rpc.node;

import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.RpcConnection;
import java.util.Optional;

/**
 * All that is asked of a node, by the first part of the methods' names.
 *
 * @param connection which its owner closes
 * @param until by when all answers must be there; if empty, each has the connection's ordinary deadline
 */
public record NodeMethods(RpcConnection connection, Optional<Deadline> until) {
    /** Asked over {@code connection}, each by its ordinary deadline. */
    public static NodeMethods over(RpcConnection connection) {
        return new NodeMethods(connection, Optional.empty());
    }

    /** The same, all by one deadline. */
    public NodeMethods until(Deadline deadline) {
        return new NodeMethods(connection, Optional.of(deadline));
    }

    /** Blocks. */
    public ChainMethods chain() {
        return new ChainMethods(asker());
    }

    /** State and runtime. */
    public StateMethods state() {
        return new StateMethods(asker());
    }

    /** Transactions. */
    public AuthorMethods author() {
        return new AuthorMethods(asker());
    }

    /** The node itself. */
    public SystemMethods system() {
        return new SystemMethods(asker());
    }

    private Asker asker() {
        return new Asker(connection, until);
    }
}
