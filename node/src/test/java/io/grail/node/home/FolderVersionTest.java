package io.grail.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderVersionTest {
    @TempDir
    Path folder;

    @Test
    void aNewFolderBearsThisVersionAndIsTakenAgain() {
        Path fresh = folder.resolve("node");
        FolderVersion.claim(fresh);
        assertThat(fresh.resolve("version")).hasContent("2");
        FolderVersion.claim(fresh);
    }

    @Test
    void aFolderOfANewerGrailIsLeftAsItIs() throws Exception {
        Files.writeString(folder.resolve("version"), "3\n");
        assertThatThrownBy(() -> FolderVersion.claim(folder))
                .isInstanceOf(FolderVersionException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("version 3")
                .hasMessageContaining("up to 2");
        assertThat(folder.resolve("version")).hasContent("3");
        assertThat(folder.toFile().list()).containsExactly("version");
    }
}
