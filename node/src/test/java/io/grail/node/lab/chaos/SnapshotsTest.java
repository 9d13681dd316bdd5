package io.grail.node.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.learning.checkpoint.CheckpointException;
import io.grail.node.home.Disk;
import io.grail.node.home.SnapshotNotSavedException;
import io.grail.node.home.Snapshots;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final int STEPS = 12;
    private static final int COINS = 10;

    @TempDir
    Path folder;

    /** Saves "old", then "new" on a disk whose power fails at a step of that; what is current afterwards. */
    private String afterAPowerCut(LocalChain chain, int step, long coin) throws Exception {
        Path home = folder.resolve(step + "-" + coin);
        Fault cut = new Fault.Crash("node", new Window(0), Effect.DISK, step, false, 0, true);
        var schedule = WindowSchedule.of(RunToml.parse("").config());
        var injector = new Injector("node", chain, schedule, List.of(cut), new Chronicle());
        var disk = new FaultyDisk(injector);
        var snapshots = new Snapshots(home, disk);
        try {
            snapshots.save("w1", into -> write(into, "old"));
            snapshots.save("w2", into -> write(into, "new"));
        } catch (NodeDied e) {
            disk.losePower(home, new SplittableRandom(coin));
        }
        return current(home);
    }

    private static String current(Path home) throws IOException {
        Path current = new Snapshots(home).current().orElseThrow();
        return Files.readString(current.resolve("a")) + Files.readString(current.resolve("b"));
    }

    private static void write(Path into, String text) throws IOException {
        Files.writeString(into.resolve("a"), text);
        Files.writeString(into.resolve("b"), text);
    }

    /** A disk that has no room for its nth step and all after it. */
    private static final class FillingDisk implements Disk {
        private int left;

        FillingDisk(int left) {
            this.left = left;
        }

        private void step() throws IOException {
            if (left-- <= 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force(Path path) throws IOException {
            step();
            Disk.super.force(path);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            Disk.super.rename(from, to);
        }
    }

    @Test
    void aDiskThatIsFullAtAnyStepKeepsASnapshotWholeAndTakesTheNextWhenThereIsRoom() throws IOException {
        int step = 0;
        boolean filled = true;
        while (filled) {
            Path home = folder.resolve("full-" + step);
            new Snapshots(home).save("w1", into -> write(into, "old"));
            var snapshots = new Snapshots(home, new FillingDisk(step++));
            filled = fills(snapshots, home);

            assertThat(current(home)).isIn("oldold", "newnew");
            new Snapshots(home).save("w2", into -> write(into, "new"));
            assertThat(current(home)).isEqualTo("newnew");
        }
        assertThat(step).isGreaterThan(5);
    }

    @Test
    void aTensorFileThatTheDiskDoesNotTakeIsASnapshotThatWasNotSaved() {
        Path home = folder.resolve("tensors");
        var full = new IOException("No space left on device");
        assertThatThrownBy(() -> new Snapshots(home).save("w1", into -> {
                    throw new CheckpointException(into.resolve("model.safetensors"), "cannot be written", full);
                }))
                .isInstanceOf(SnapshotNotSavedException.class)
                .hasMessageContaining("No space left on device");
    }

    private static boolean fills(Snapshots snapshots, Path home) {
        try {
            snapshots.save("w2", into -> write(into, "new"));
            return false;
        } catch (SnapshotNotSavedException e) {
            assertThat(e).hasMessageContaining(home.toString()).hasMessageContaining("No space left on device");
            return true;
        }
    }

    @Test
    void aPowerCutBetweenAnyTwoStepsLeavesTheOldSnapshotOrTheNewOne() throws Exception {
        int first = STEPS - 2; // steps of the first save, which has nothing to fall back to
        try (LocalChain chain =
                LocalChain.open(folder.resolve("chain"), LedgerConfig.laptop(1), new Pace.Virtual(1_000))) {
            for (int step = first; step < 2 * STEPS; step++) {
                for (long coin = 0; coin < COINS; coin++) {
                    assertThat(afterAPowerCut(chain, step, coin))
                            .as("step %d, coin %d", step, coin)
                            .isIn("oldold", "newnew");
                }
            }
        }
    }
}
