package io.grail.chain.wire;

import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Block;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON that server and client exchange (docs/chain.md).
 *
 * <p>Reading is total: a value, or a {@link MalformedException} that names the field.
 */
final class Wire {
    /** First part of every path; another means another form of requests or answers. */
    static final String VERSION = "v2";
    /** Header of every answer: the hash of block 0, so that nobody mistakes one chain for another. */
    static final String GENESIS_HEADER = "Grail-Genesis";
    /** Longest that the server holds a request that waits for a block. */
    static final int MAX_WAIT_MILLIS = 10_000;

    private static final JsonMapper JSON = new JsonMapper();

    private Wire() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedException("a body that is no JSON", "JSON");
        }
    }

    static ObjectNode block(Block block) {
        return object().put("number", block.number())
                .put("hash", block.hash().toString())
                .put("timestampMillis", block.timestampMillis());
    }

    static Block block(JsonNode node) {
        return new Block(number(node, "number"), hash(text(node, "hash")), number(node, "timestampMillis"));
    }

    static Hash hash(String hex) {
        try {
            return Hash.fromHex(hex);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("hash " + hex, "64 hexadecimal digits");
        }
    }

    static ObjectNode metagraph(Metagraph metagraph) {
        ObjectNode node = object().put("block", metagraph.block());
        ArrayNode neurons = node.putArray("neurons");
        metagraph.neurons().forEach(neuron -> neurons.add(neuron(neuron)));
        return node;
    }

    static Metagraph metagraph(JsonNode node) {
        List<Neuron> neurons = new ArrayList<>();
        for (JsonNode neuron : required(node, "neurons")) {
            neurons.add(neuron(neuron));
        }
        return new Metagraph(number(node, "block"), neurons);
    }

    private static ObjectNode neuron(Neuron neuron) {
        return object().put("uid", neuron.uid().value())
                .put("hotkey", neuron.hotkey().ss58())
                .put("coldkey", neuron.coldkey().account().ss58())
                .put("stake", neuron.stake())
                .put("validatorPermit", neuron.validatorPermit())
                .put("consensus", neuron.consensus())
                .put("incentive", neuron.incentive())
                .put("dividends", neuron.dividends())
                .put("validatorTrust", neuron.validatorTrust())
                .put("emission", neuron.emission())
                .put("registeredAt", neuron.registeredAt())
                .put("lastUpdate", neuron.lastUpdate());
    }

    private static Neuron neuron(JsonNode node) {
        return new Neuron(
                new Uid(fraction(node, "uid", Uid.MAX)),
                new Hotkey(account(text(node, "hotkey"))),
                new Coldkey(account(text(node, "coldkey"))),
                number(node, "stake"),
                bool(node, "validatorPermit"),
                fraction(node, "consensus", 65_535),
                fraction(node, "incentive", 65_535),
                fraction(node, "dividends", 65_535),
                fraction(node, "validatorTrust", 65_535),
                number(node, "emission"),
                number(node, "registeredAt"),
                number(node, "lastUpdate"));
    }

    static ObjectNode outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Included included -> object().put("includedIn", included.block());
            case Outcome.Refused refused ->
                object().put("refused", refused.error()).put("advice", refused.advice());
        };
    }

    static Outcome outcome(JsonNode node) {
        return node.has("refused")
                ? new Outcome.Refused(text(node, "refused"), text(node, "advice"))
                : new Outcome.Included(number(node, "includedIn"));
    }

    static AccountId account(String ss58) {
        try {
            return AccountId.fromSs58(ss58);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()), "an SS58 address of network 42");
        }
    }

    static String text(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isString()) {
            throw new MalformedException(field + " " + value, "text");
        }
        return value.asString();
    }

    /** A number in [0, 2⁶³). */
    static long number(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new MalformedException(field + " " + value, "an integer from 0 to 2^63 - 1");
        }
        return value.asLong();
    }

    private static int fraction(JsonNode node, String field, int max) {
        long value = number(node, field);
        if (value > max) {
            throw new MalformedException(field + " " + value, "at most " + max);
        }
        return (int) value;
    }

    private static boolean bool(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isBoolean()) {
            throw new MalformedException(field + " " + value, "true or false");
        }
        return value.asBoolean();
    }

    static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new MalformedException("no field " + field, "an object that has it");
        }
        return value;
    }
}
