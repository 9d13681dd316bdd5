package io.grail.learning.tokenize;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@code tokenizer.json} says of its ids.
 *
 * @param size one more than the largest id
 */
record Vocabulary(int size, int eos, String eosToken) {
    /** Where no configuration names the end token: what the common families call it. */
    private static final List<String> USUAL_EOS =
            List.of("<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|im_end|>", "[EOS]", "[SEP]");

    static Vocabulary of(Path file, byte[] tokenizerJson, byte[] configJson) {
        try {
            JsonMapper mapper = new JsonMapper();
            Map<String, Integer> ids = ids(mapper.readTree(tokenizerJson));
            int size = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
            String eosToken = eosToken(ids, configJson.length == 0 ? "" : named(mapper.readTree(configJson)));
            Integer eos = ids.get(eosToken);
            if (eos == null) {
                throw new TokenizerException(file + " has no end-of-document token \"" + eosToken + "\" among its "
                        + ids.size() + " tokens; name it as eos_token in tokenizer_config.json");
            }
            return new Vocabulary(size, eos, eosToken);
        } catch (JacksonException e) {
            throw new TokenizerException(file + " is not a tokeniser file: " + e.getOriginalMessage(), e);
        }
    }

    private static String eosToken(Map<String, Integer> ids, String named) {
        if (!named.isEmpty()) {
            return named;
        }
        return USUAL_EOS.stream().filter(ids::containsKey).findFirst().orElse(USUAL_EOS.getFirst());
    }

    /** {@code "eos_token": "x"} or {@code "eos_token": {"content": "x"}}. */
    private static String named(JsonNode config) {
        JsonNode eos = config.path("eos_token");
        return eos.isObject() ? eos.path("content").asString("") : eos.asString("");
    }

    private static Map<String, Integer> ids(JsonNode tokenizer) {
        Map<String, Integer> ids = new HashMap<>();
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        if (vocabulary.isArray()) { // Unigram: [piece, score] in id order
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.get(id).path(0).asString(""), id);
            }
        } else {
            vocabulary
                    .properties()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt(-1)));
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            ids.put(added.path("content").asString(""), added.path("id").asInt(-1));
        }
        return ids;
    }
}
