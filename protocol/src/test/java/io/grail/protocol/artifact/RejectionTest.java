package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RejectionTest {
    @Test
    void everyCodeIsReadBackAsItWasWritten() {
        for (RejectionCode code : RejectionCode.values()) {
            Rejection rejection = new Rejection(code, "grün", "blau");
            assertThat(readBack(rejection)).isEqualTo(rejection);
        }
    }

    @Test
    void hostileTextIsCutBetweenCharactersAndStaysReadable() {
        for (int start = 0; start < 4; start++) {
            Rejection rejection = new Rejection(RejectionCode.MALFORMED, "a".repeat(start) + "😀".repeat(90), "\ud800");
            assertThat(rejection.found().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(197, Rejection.MAX_TEXT);
            assertThat(rejection.found()).endsWith("😀");
            assertThat(readBack(rejection)).isEqualTo(rejection);
        }
    }

    @Test
    void anUnknownCodeIsMalformed() {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> Rejection.read(new CanonicalReader(bytes))).isInstanceOf(MalformedException.class);
    }

    private static Rejection readBack(Rejection rejection) {
        CanonicalWriter out = new CanonicalWriter();
        rejection.write(out);
        return Rejection.read(new CanonicalReader(out.toByteArray()));
    }
}
