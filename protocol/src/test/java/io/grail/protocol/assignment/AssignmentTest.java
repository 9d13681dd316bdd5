package io.grail.protocol.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final RunId RUN = new RunId(Hash.sha256(new byte[] {1}));
    private static final List<Hotkey> HOTKEYS = hotkeys(7);

    /** Computed by another program, written from docs/protocol.md. */
    @Test
    void samplesAreThoseOfTheDescription() {
        Hash opening = Hash.sha256(new byte[] {2});
        Hash closing = Hash.sha256(new byte[] {3});
        Assignment assignment = Assignment.of(RUN, opening, HOTKEYS, 12, 1_000_003);
        EvaluationSamples samples = new EvaluationSamples(RUN, new Window(3), closing, Hash.ZERO, assignment);

        assertThat(assignment.samplesOf(HOTKEYS.get(2))).startsWith(780_767, 91_412, 913_250, 527_965);
        assertThat(samples.common(3)).containsExactly(217_197, 791_817, 430_896);
        assertThat(samples.own(HOTKEYS.get(2), 3)).containsExactly(711_723, 780_767, 913_250);
    }

    @Test
    void slicesAndCommonSamplesAreDisjointForAnyRun() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            List<Hotkey> hotkeys = hotkeys(random.nextInt(40));
            int each = 1 + random.nextInt(50);
            int train = hotkeys.size() * each + 1 + random.nextInt(300);
            Assignment assignment = Assignment.of(RUN, Hash.of(bytes), hotkeys, each, train);
            Set<Long> seen = new HashSet<>();
            for (Hotkey hotkey : hotkeys) {
                Arrays.stream(assignment.samplesOf(hotkey)).forEach(seen::add);
            }
            long[] common = new EvaluationSamples(RUN, new Window(i), Hash.ZERO, Hash.ZERO, assignment).common(train);
            Arrays.stream(common).forEach(seen::add);
            assertThat(common).as("seed %d, case %d", seed, i).hasSize(train - hotkeys.size() * each);
            assertThat(seen).as("seed %d, case %d", seed, i).hasSize(train).allMatch(s -> s >= 0 && s < train);
        }
    }

    @Test
    void unsortedOrRepeatedHotkeysAreRefused() {
        List<Hotkey> repeated = List.of(HOTKEYS.get(0), HOTKEYS.get(0));

        assertThatThrownBy(() -> Assignment.of(RUN, Hash.ZERO, HOTKEYS.reversed(), 1, 100))
                .hasMessageContaining("not strictly ascending at position 1");
        assertThatThrownBy(() -> Assignment.of(RUN, Hash.ZERO, repeated, 1, 100))
                .hasMessageContaining("not strictly ascending");
    }

    @Test
    void strangersAreAssignedNothing() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS.subList(0, 6), 12, 100);

        assertThatThrownBy(() -> assignment.samplesOf(HOTKEYS.get(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not registered");
    }

    @Test
    void judgingNeedsASampleThatNobodyWasAssigned() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 84);
        EvaluationSamples samples = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.ZERO, assignment);

        assertThatThrownBy(() -> samples.common(4))
                .isInstanceOf(DatasetTooSmallException.class)
                .hasMessageContaining("84 training samples")
                .hasMessageContaining("85 in all");
    }

    @Test
    void anotherClosingBlockWindowOrHotkeyDrawsOthers() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 1_000_000);
        long[] drawn = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.ZERO, assignment).common(8);

        assertThat(new EvaluationSamples(RUN, new Window(4), Hash.ZERO, Hash.ZERO, assignment).common(8))
                .isNotEqualTo(drawn);
        assertThat(new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.sha256(), assignment).common(8))
                .isNotEqualTo(drawn);
        assertThat(new EvaluationSamples(RUN, new Window(3), Hash.sha256(), Hash.ZERO, assignment).common(8))
                .isNotEqualTo(drawn);
        assertThat(new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.ZERO, assignment).common(8))
                .isEqualTo(drawn);
    }

    @Test
    void noSampleIsAssignedTwiceOrUsedToJudgeWhatNobodyTrainedOn() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 100);
        Set<Long> seen = new HashSet<>();
        for (Hotkey hotkey : HOTKEYS) {
            for (long sample : assignment.samplesOf(hotkey)) {
                assertThat(sample).isBetween(0L, 99L);
                assertThat(seen.add(sample)).isTrue();
            }
        }
        long[] common = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.ZERO, assignment).common(1_000);
        assertThat(common).hasSize(16);
        assertThat(Arrays.stream(common).allMatch(seen::add)).isTrue();
    }

    @Test
    void ownEvaluationSamplesAreSomeOfThoseAssigned() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 100);
        long[] own = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, Hash.ZERO, assignment).own(HOTKEYS.get(2), 5);
        assertThat(own).hasSize(5).doesNotHaveDuplicates();
        Set<Long> assigned = new HashSet<>();
        Arrays.stream(assignment.samplesOf(HOTKEYS.get(2))).forEach(assigned::add);
        assertThat(Arrays.stream(own).allMatch(assigned::contains)).isTrue();
    }

    @Test
    void anotherBlockHashGivesAnotherAssignment() {
        Assignment one = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 1_000_000);
        Assignment other = Assignment.of(RUN, Hash.sha256(), HOTKEYS, 12, 1_000_000);
        assertThat(one.samplesOf(HOTKEYS.get(0))).isNotEqualTo(other.samplesOf(HOTKEYS.get(0)));
    }

    @Test
    void aDatasetTooSmallForEverybodyIsRefusedWithTheNumbers() {
        assertThatThrownBy(() -> Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 83))
                .isInstanceOf(DatasetTooSmallException.class)
                .hasMessageContaining("83 training samples")
                .hasMessageContaining("7 registered hotkeys");
    }

    private static List<Hotkey> hotkeys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hotkey.of(Hash.sha256(new byte[] {(byte) i}).bytes()))
                .sorted()
                .toList();
    }
}
