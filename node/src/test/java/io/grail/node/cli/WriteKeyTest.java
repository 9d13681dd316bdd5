package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.storage.S3Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteKeyTest {
    private static final Map<String, String> BOTH = Map.of(
            "GRAIL_S3_WRITE_KEY_ID", "ours",
            "GRAIL_S3_WRITE_SECRET", "s/1",
            "AWS_ACCESS_KEY_ID", "theirs",
            "AWS_SECRET_ACCESS_KEY", "s/2");

    @TempDir
    Path folder;

    @Test
    void aFileComesBeforeOurVariablesAndTheseBeforeThoseOfOthers() throws IOException {
        Path file = keyFile("[default]\naws_access_key_id = filed\naws_secret_access_key = a+b/c=\n", "rw-------");

        assertThat(WriteKey.find(Optional.of(file), BOTH)).isEqualTo(new S3Key("filed", "a+b/c="));
        assertThat(WriteKey.find(Optional.empty(), BOTH)).isEqualTo(new S3Key("ours", "s/1"));
        assertThat(WriteKey.find(
                        Optional.empty(), Map.of("AWS_ACCESS_KEY_ID", "theirs", "AWS_SECRET_ACCESS_KEY", "s/2")))
                .isEqualTo(new S3Key("theirs", "s/2"));
    }

    @Test
    void noKeyIsAnErrorThatSaysWhereOneIsLookedFor() {
        assertThatThrownBy(() -> WriteKey.find(Optional.empty(), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--bucket-key")
                .hasMessageContaining("GRAIL_S3_WRITE_KEY_ID");
        assertThatThrownBy(() -> WriteKey.find(Optional.empty(), Map.of("GRAIL_S3_WRITE_KEY_ID", "half")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("GRAIL_S3_WRITE_SECRET");
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        Path file = keyFile("[default]\naws_access_key_id = filed\naws_secret_access_key = hidden\n", "rw-r-----");

        assertThatThrownBy(() -> WriteKey.find(Optional.of(file), BOTH))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("hidden");
    }

    private Path keyFile(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
