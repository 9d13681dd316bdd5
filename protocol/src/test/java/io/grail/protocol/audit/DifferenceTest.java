package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Rating;
import io.grail.protocol.incentive.Score;
import io.grail.protocol.incentive.Skill;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private record Leaf(double value) {}

    private record Tree(String name, Map<String, Leaf> leaves, List<Leaf> row, Optional<Leaf> one) {}

    private static final Tree TREE = tree(1, List.of(new Leaf(2), new Leaf(3)), Optional.of(new Leaf(4)));

    @Test
    void equalValuesDoNotDiffer() {
        assertThat(Difference.between("", TREE, tree(1, List.of(new Leaf(2), new Leaf(3)), Optional.of(new Leaf(4)))))
                .isEmpty();
        assertThat(Difference.between("a", Double.NaN, Double.NaN)).isEmpty();
    }

    @Test
    void recordsAreWalkedByComponentAndTheFirstThatDiffersIsNamed() {
        var left = new Skill(new Rating(25, 8), 3, 0.5);
        var right = new Skill(new Rating(25, 8.5), 4, 0.5);

        assertThat(Difference.between("skill", left, right))
                .contains(new Difference("skill.rating.sigma", "8.0", "8.5"));
        assertThat(Difference.between("", left, right)).contains(new Difference("rating.sigma", "8.0", "8.5"));
    }

    @Test
    void recordsInsideAnInterfaceAreWalkedToo() {
        var left = new Evidence.Evaluated(4, 3.5, 5, 4.5, 0.25, 3);
        var right = new Evidence.Evaluated(4, 3.5, 5, 4.75, 0.25, 3);
        assertThat(Difference.between("evidence", left, right))
                .contains(new Difference("evidence.commonAfter", "4.5", "4.75"));
    }

    @Test
    void mapsAreWalkedByKeyOnBothSides() {
        assertThat(Difference.between("t", tree(9, TREE.row, TREE.one), TREE))
                .contains(new Difference("t.leaves.b.value", "9.0", "1.0"));
        Map<String, Leaf> more = new TreeMap<>(TREE.leaves);
        more.put("c", new Leaf(7));
        assertThat(Difference.between("m", more, TREE.leaves))
                .contains(new Difference("m.c", "Leaf[value=7.0]", "nothing"));
        assertThat(Difference.between("m", TREE.leaves, more))
                .contains(new Difference("m.c", "nothing", "Leaf[value=7.0]"));
    }

    @Test
    void listsAreWalkedByIndexUnlessTheirLengthsDiffer() {
        assertThat(Difference.between("t", tree(1, List.of(new Leaf(2), new Leaf(5)), TREE.one), TREE))
                .contains(new Difference("t.row.1.value", "5.0", "3.0"));
        assertThat(Difference.between("l", List.of(1), List.of(1, 2))).contains(new Difference("l", "[1]", "[1, 2]"));
    }

    @Test
    void optionalsAreWalkedWhereBothAreThere() {
        assertThat(Difference.between("t", tree(1, TREE.row, Optional.of(new Leaf(5))), TREE))
                .contains(new Difference("t.one.value", "5.0", "4.0"));
        assertThat(Difference.between("t", tree(1, TREE.row, Optional.empty()), TREE))
                .contains(new Difference("t.one", "Optional.empty", "Optional[Leaf[value=4.0]]"));
        assertThat(Difference.between("t", TREE, tree(1, TREE.row, Optional.empty())))
                .contains(new Difference("t.one", "Optional[Leaf[value=4.0]]", "Optional.empty"));
    }

    @Test
    void valuesOfTwoKindsDifferAsAWhole() {
        assertThat(Difference.between("x", new Score(0, 0), new Rating(0, 1)))
                .contains(new Difference("x", "Score[skill=0.0, work=0.0]", "Rating[mu=0.0, sigma=1.0]"));
        assertThat(Difference.between("x", 0.0, -0.0)).contains(new Difference("x", "0.0", "-0.0"));
        assertThat(Difference.between("x", Map.of(), List.of())).contains(new Difference("x", "{}", "[]"));
        assertThat(Difference.between("x", List.of(), Optional.empty()))
                .contains(new Difference("x", "[]", "Optional.empty"));
        assertThat(Difference.between("x", Hash.ZERO, new Window(1))
                        .orElseThrow()
                        .expected())
                .isEqualTo("1");
    }

    private static Tree tree(double b, List<Leaf> row, Optional<Leaf> one) {
        return new Tree("tree", new TreeMap<>(Map.of("a", new Leaf(0), "b", new Leaf(b))), row, one);
    }
}
