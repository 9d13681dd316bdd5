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
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final RunId RUN = new RunId(Hash.sha256(new byte[] {1}));
    private static final List<Hotkey> HOTKEYS = IntStream.range(0, 7)
            .mapToObj(i -> Hotkey.of(Hash.sha256(new byte[] {(byte) i}).bytes()))
            .sorted()
            .toList();

    @Test
    void aPermutationReachesEveryNumberOnce() {
        for (int size : new int[] {1, 2, 3, 4, 5, 100, 1023, 1024, 1025}) {
            Permutation permutation = new Permutation(Hash.sha256(new byte[] {(byte) size}), size);
            assertThat(IntStream.range(0, size).mapToLong(permutation::at).sorted())
                    .containsExactly(
                            IntStream.range(0, size).mapToLong(i -> i).boxed().toArray(Long[]::new));
        }
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
        long[] common = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, assignment).common(1_000);
        assertThat(common).hasSize(16);
        assertThat(Arrays.stream(common).allMatch(seen::add)).isTrue();
    }

    @Test
    void ownEvaluationSamplesAreSomeOfThoseAssigned() {
        Assignment assignment = Assignment.of(RUN, Hash.ZERO, HOTKEYS, 12, 100);
        long[] own = new EvaluationSamples(RUN, new Window(3), Hash.ZERO, assignment).own(HOTKEYS.get(2), 5);
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
}
