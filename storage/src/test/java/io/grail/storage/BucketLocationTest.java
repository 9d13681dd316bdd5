package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketLocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"/srv/grail/miner-1", "/", "/with space/ä", "/tmp"})
    void whatIsPrintedIsParsedBack(String folder) {
        BucketLocation location = BucketLocation.of(Path.of(folder));

        assertThat(location.text()).startsWith("file:///").isPrintable().isASCII();
        assertThat(BucketLocation.parse(location.text())).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/grail",
                "ftp://host/x",
                "s3:",
                "file:relative",
                "file://host/share",
                "file:/one-slash",
                "file:///a/../b",
                "file:///a?b",
                "file:///a#b",
                "file:///a%00b",
                "file:///a b",
                "\u001b[31m"
            })
    void otherTextIsRefusedWithWhatIsKnown(String text) {
        assertThatThrownBy(() -> BucketLocation.parse(text))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("file:///absolute/path")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void longTextIsNotLookedAt() {
        assertThatThrownBy(() -> BucketLocation.parse("file:///" + "x".repeat(600)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("512");
    }

    @Test
    void bucketsOpenByLocation(@TempDir Path folder) {
        BucketLocation location = BucketLocation.of(folder.resolve("b"));
        try (Bucket own = Buckets.open(location)) {
            own.put("k", new byte[] {5});
            assertThat(own.location()).isEqualTo(location.text());
        }
        try (Bucket theirs = Buckets.readOnly(BucketLocation.parse(location.text()))) {
            assertThat(theirs.get("k", 1)).hasValue(new byte[] {5});
            assertThatThrownBy(() -> theirs.delete("k")).isInstanceOf(StorageException.class);
        }
    }
}
