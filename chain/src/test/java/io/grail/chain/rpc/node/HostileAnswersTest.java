package io.grail.chain.rpc.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.rpc.BrokenFrames;
import io.grail.chain.rpc.RpcException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever JSON an answer is, it is read or refused by name. */
class HostileAnswersTest {
    /** Answers of the fuzzer: a quarter of {@code -Dfuzz.inputs}. */
    private static final int ANSWERS = Integer.getInteger("fuzz.inputs", 100_000) / 4;

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<Function<Answer, Object>> READERS = List.of(
            Header::read,
            BlockContent::read,
            RuntimeVersion::read,
            ChainProperties::read,
            answer -> TxStatus.read(answer.node()),
            Answer::hash,
            Answer::number,
            Answer::bytes);

    @Test
    void everyAnswerIsReadOrRefused() {
        BrokenFrames values = new BrokenFrames(11);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < ANSWERS; i++) {
            Optional<JsonNode> node = json(values.value());
            if (node.isPresent()) {
                Function<Answer, Object> reader = READERS.get(i % READERS.size());
                try {
                    Object _ = reader.apply(new Answer("x", node.orElseThrow()));
                    read++;
                } catch (RpcException.Malformed e) {
                    refused++;
                }
            }
        }
        assertThat(read).isGreaterThan(ANSWERS / 100);
        assertThat(refused).isGreaterThan(ANSWERS / 20);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
