package io.grail.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    /** The equivalence vector that Merlin's own implementation and its ports share. */
    @Test
    void challengeIsTheOneOfMerlinsPublishedVector() {
        Transcript transcript = Transcript.of("test protocol").append("some label", Transcript.ascii("some data"));

        assertThat(HexFormat.of().formatHex(transcript.challenge("challenge", 32)))
                .isEqualTo("d5a21972d0d5fe320c0d263fac7fffb8145aa640af6e9bca177c03c7efcf0615");
    }

    @Test
    void copyGoesItsOwnWay() {
        Transcript transcript = Transcript.of("test protocol").append("a", new byte[500]);
        Transcript copy = transcript.copy().append("b", new byte[1]);

        assertThat(copy.challenge("c", 32)).isNotEqualTo(transcript.challenge("c", 32));
    }
}
