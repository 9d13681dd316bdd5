package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcException;
import io.grail.protocol.bytes.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A part of an answer, with its name; reading is total: a value or {@link RpcException.Malformed} that says the name.
 *
 * @param what e.g. {@code chain_getHeader.number}
 */
record Answer(String what, JsonNode node) {
    private static final long MAX_NUMBER = 0xffff_ffffL;

    Answer field(String name) {
        return optionalField(name).orElseThrow(() -> nonsense("an object with a field " + name));
    }

    /** The field, if it is there and not null. */
    Optional<Answer> optionalField(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(new Answer(what + '.' + name, value));
    }

    boolean isNull() {
        return node.isNull();
    }

    /** The elements of a list of at most {@code most}. */
    List<Answer> list(int most) {
        if (!node.isArray() || node.size() > most) {
            throw nonsense("a list of at most " + most);
        }
        List<Answer> elements = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            elements.add(new Answer(what + '[' + elements.size() + ']', each));
        }
        return elements;
    }

    String text() {
        if (!node.isString()) {
            throw nonsense("text");
        }
        return node.asString();
    }

    byte[] bytes() {
        return Hex.bytes(text(), what);
    }

    Hash hash() {
        return Hex.hash(text(), what);
    }

    /** A number from 0 to 2³² − 1, in hexadecimal or as it is. */
    long number() {
        if (node.isString()) {
            return Hex.number(node.asString(), what);
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0 || node.asLong() > MAX_NUMBER) {
            throw nonsense("a number from 0 to 2^32 - 1");
        }
        return node.asLong();
    }

    RpcException.Malformed nonsense(String allowed) {
        return new RpcException.Malformed(what, node.toString(), allowed);
    }
}
