package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server of drand says of a round; the randomness that it says too is not read, as the signature gives it. */
record RoundAnswer(long round, Signature signature) {
    /**
     * Reads an answer.
     *
     * @throws MalformedException if it is none
     */
    static RoundAnswer read(byte[] json) {
        JsonNode answer = parse(json);
        JsonNode round = answer.path("round");
        if (!round.isIntegralNumber() || !round.canConvertToLong() || round.asLong() < 1) {
            throw new MalformedException("round " + abbreviated(round.toString()), "a number from 1");
        }
        return new RoundAnswer(round.asLong(), signature(answer.path("signature")));
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new MalformedException("something else", "a round in JSON");
        }
    }

    private static Signature signature(JsonNode hex) {
        String text = hex.isString() ? hex.asString() : "";
        if (text.length() == 2 * Signature.LENGTH) {
            try {
                return Signature.parse(HexFormat.of().parseHex(text));
            } catch (IllegalArgumentException e) {
                // Told below.
            }
        }
        throw new MalformedException(
                "signature " + abbreviated(hex.toString()), 2 * Signature.LENGTH + " hexadecimal digits");
    }

    private static String abbreviated(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /**
     * The round, if it is the one that was asked for and the chain signed it.
     *
     * @param wanted its number, or 0 if any will do
     * @throws MalformedException if it is not
     */
    Round verified(DrandChain chain, long wanted) {
        if (wanted != 0 && round != wanted) {
            throw new MalformedException("round " + round, "round " + wanted);
        }
        return chain.verified(round, signature);
    }
}
