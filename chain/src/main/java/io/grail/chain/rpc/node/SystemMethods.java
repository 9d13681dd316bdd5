package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcException;
import io.grail.protocol.identity.AccountId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The node itself: the methods {@code system_…} and {@code rpc_methods}. All throw {@link RpcException}. */
public final class SystemMethods {
    private final Asker asker;

    SystemMethods(Asker asker) {
        this.asker = asker;
    }

    /** The chain's name. */
    public String chain() throws InterruptedException {
        return asker.ask("system_chain", Asker.params()).text();
    }

    /** What the chain says of itself. */
    public ChainProperties properties() throws InterruptedException {
        return ChainProperties.read(asker.ask("system_properties", Asker.params()));
    }

    /** The nonce of {@code account}'s next transaction, those that wait in this node's pool counted. */
    public long accountNextIndex(AccountId account) throws InterruptedException {
        return asker.ask("system_accountNextIndex", Asker.params().add(account.ss58()))
                .number();
    }

    /** The names of all methods that the node serves. */
    public SortedSet<String> rpcMethods() throws InterruptedException {
        SortedSet<String> names = new TreeSet<>();
        asker.ask("rpc_methods", Asker.params()).field("methods").list(10_000).forEach(name -> names.add(name.text()));
        return Collections.unmodifiableSortedSet(names);
    }
}
