package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.metadata.RuntimeApi;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.substrate.value.ValueCodec;

/**
 * A function of the runtime, which a node runs at any block on {@code state_call}.
 *
 * @param name {@code Trait_method}, as {@code state_call} wants it
 */
public record ApiFunction(String name, RuntimeApi.Method method, ValueCodec codec) {
    /**
     * The bytes of the arguments, in their order.
     *
     * @throws IllegalArgumentException if there are more or fewer than the function takes
     * @throws ScaleException if one is not of its type
     */
    public Bytes arguments(Value... arguments) {
        if (arguments.length != method.inputs().size()) {
            throw new IllegalArgumentException(
                    name + " takes " + method.inputs() + ", got " + arguments.length + " arguments");
        }
        ScaleWriter out = new ScaleWriter();
        for (int i = 0; i < arguments.length; i++) {
            RuntimeApi.Input input = method.inputs().get(i);
            try {
                codec.write(input.type(), arguments[i], out);
            } catch (ScaleException e) {
                throw e.inside(input.name()).inside(name);
            }
        }
        return Bytes.of(out.toByteArray());
    }

    /**
     * The result that these bytes are.
     *
     * @throws ScaleException saying where they are not
     */
    public Value result(Bytes bytes) {
        try {
            return codec.decode(method.output(), bytes.toArray());
        } catch (ScaleException e) {
            throw e.inside(name);
        }
    }
}
