package io.grail.chain.drand;

import io.grail.chain.substrate.scale.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Quicknet's round 1000, and messages that another implementation locked to it. */
public final class Round1000 {
    private static final JsonNode ALL = read();

    /** The round's signature. */
    public static final Signature SIGNATURE = Signature.parse(bytes(ALL, "signature"));

    static final String RANDOMNESS = ALL.required("randomness").asString();

    private Round1000() {}

    record Locked(Bytes message, Bytes ciphertext) {}

    static List<Locked> ciphertexts() {
        List<Locked> all = new ArrayList<>();
        for (JsonNode each : ALL.required("ciphertexts")) {
            all.add(new Locked(Bytes.of(bytes(each, "message")), Bytes.of(bytes(each, "bytes"))));
        }
        return all;
    }

    private static byte[] bytes(JsonNode node, String field) {
        return HexFormat.of().parseHex(node.required(field).asString());
    }

    private static JsonNode read() {
        try (var in = Objects.requireNonNull(Round1000.class.getResourceAsStream("round-1000.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
