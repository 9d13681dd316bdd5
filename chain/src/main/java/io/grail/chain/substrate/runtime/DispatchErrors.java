package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;

/** Names what the runtime's {@code DispatchError} holds as numbers. */
record DispatchErrors(Pallets pallets) {
    DispatchFailure name(Value error) {
        Value.Variant variant = error.asVariant();
        if (variant.name().equals("Module")) {
            return module(variant.content());
        }
        // Token, Arithmetic, Transactional and Trie hold a case of their own; the others hold nothing of use.
        return variant.content() instanceof Value.Variant inner
                ? new DispatchFailure(variant.name() + "." + inner.name(), "")
                : new DispatchFailure(variant.name(), "");
    }

    /** Of the four bytes of {@code error} the first is the error's index. */
    private DispatchFailure module(Value content) {
        byte[] error = content.field("error").bytes().toArray();
        if (error.length == 0) {
            throw new ScaleException("an error of no bytes");
        }
        return module(content.field("index").asInt(), error[0] & 0xff);
    }

    DispatchFailure module(int pallet, int error) {
        Pallets.Found<Case> found = pallets.error(pallet, error);
        String name = found.pallet().name() + "." + found.part().name();
        return new DispatchFailure(name, String.join(" ", found.part().docs()).strip());
    }
}
