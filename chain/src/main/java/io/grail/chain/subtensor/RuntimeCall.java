package io.grail.chain.subtensor;

import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.Value;
import java.util.Map;

/**
 * Any call that a runtime has, by its own names.
 *
 * @param name {@code Pallet.call}
 * @param arguments by the names that the runtime gives them
 * @param asRoot whether it is wrapped in {@code Sudo.sudo}, which the chain takes from its administrator alone
 */
public record RuntimeCall(String name, Map<String, Value> arguments, boolean asRoot) {
    public RuntimeCall {
        arguments = Map.copyOf(arguments);
    }

    /** By the signer itself. */
    public static RuntimeCall of(String name, Map<String, Value> arguments) {
        return new RuntimeCall(name, arguments, false);
    }

    Bytes encode(ChainRuntime runtime) {
        return asRoot
                ? runtime.call("Sudo.sudo", Map.of("call", runtime.callValue(name, arguments)))
                : runtime.call(name, arguments);
    }
}
