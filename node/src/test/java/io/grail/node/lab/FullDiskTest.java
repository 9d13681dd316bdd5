package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Chain;
import io.grail.learning.device.Device;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Stamped;
import io.grail.node.home.Disk;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.home.Snapshots;
import io.grail.node.miner.Capture;
import io.grail.node.miner.MinerRole;
import io.grail.node.sync.NodeContext;
import io.grail.node.validator.ValidatorRole;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private static final Window LAST = new Window(7);
    private static final long FULL_FROM = 30;
    private static final long ROOM_FROM = 45;

    @TempDir
    Path folder;

    /** A disk that takes nothing in some blocks. */
    private record FullForAWhile(Chain chain) implements Disk {
        @Override
        public void force(Path path) throws IOException {
            long now = chain.head().number();
            if (now >= FULL_FROM && now < ROOM_FROM) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
            Disk.super.force(path);
        }
    }

    private NodeContext onThatDisk(NodeContext node) {
        Path home = new RunFolder(folder).node(node.seat().name());
        return node.with(new Snapshots(home, new FullForAWhile(node.chain())));
    }

    @Test
    void aMinerAndALeadWhoseDisksAreFullTellItWaitAndGoOnWhenThereIsRoom() throws Exception {
        SubnetPlan ordinary = new SubnetPlan(2, 1, 1_000, true, false);
        Actor miner = Actor.from(
                "miner-on-it",
                "miner",
                (node, last) -> new MinerRole(onThatDisk(node), Device.named("cpu"), Capture.NONE).run(last));
        Actor lead = new Actor(
                Seat.development("lead-on-it"),
                "validator",
                4 * ordinary.stakeRao(0),
                new Window(0),
                (node, last) ->
                        new ValidatorRole(onThatDisk(node), Device.named("cpu"), new ByteTokenizer()).run(last));
        MiniRun mini = new MiniRun(folder, ordinary.with(List.of(miner, lead)), "").with("run.windows", "7");

        assertThat(mini.run(LAST)).isEmpty();

        for (String name : List.of("miner-on-it", "lead-on-it")) {
            assertThat(told(mini, name, NodeEvent.Suspended.class))
                    .isNotEmpty()
                    .allSatisfy(pause -> assertThat(pause.reason())
                            .contains(
                                    mini.folder.node(name).toString(),
                                    "No space left on device",
                                    "see whether that disk"));
            assertThat(told(mini, name, NodeEvent.Resumed.class)).isNotEmpty();
        }
        assertThat(told(mini, "miner-0", NodeEvent.Suspended.class)).isEmpty();
        Map<Window, Set<Hash>> roots = new TreeMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.ModelAdvanced advanced) {
                roots.computeIfAbsent(advanced.window(), w -> new HashSet<>()).add(advanced.root());
            }
        });
        assertThat(roots)
                .hasSize(7)
                .allSatisfy((_, distinct) -> assertThat(distinct).hasSize(1));
        assertThat(told(mini, "miner-on-it", NodeEvent.ModelAdvanced.class)
                        .getLast()
                        .window())
                .isEqualTo(LAST.next());
        assertThat(told(mini, "miner-on-it", NodeEvent.UpdatePublished.class))
                .extracting(NodeEvent.UpdatePublished::window)
                .contains(new Window(1), new Window(2), LAST)
                .doesNotHaveDuplicates();
        assertThat(told(mini, "lead-on-it", NodeEvent.WindowScored.class))
                .extracting(NodeEvent.WindowScored::window)
                .contains(LAST);
    }

    private static <E extends NodeEvent> List<E> told(MiniRun mini, String node, Class<E> kind) {
        return mini.events.stream()
                .filter(stamped -> stamped.node().equals(node))
                .map(Stamped::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
