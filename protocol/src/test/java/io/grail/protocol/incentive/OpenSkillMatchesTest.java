package io.grail.protocol.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Matches as two versions of OpenSkill rated them: without ties both agree with ours, with ties only the newer one. */
class OpenSkillMatchesTest {
    private static final PlackettLuce MODEL = new PlackettLuce(7, 0.1);

    /** One player of one match: before it, and after it by either version. */
    private record Line(int rank, Rating before, Rating older, Rating newer) {}

    private final SortedMap<Integer, List<Line>> matches = recorded();

    @Test
    void theNewerVersionAgreesAlways() {
        assertThat(matches).hasSize(16);
        matches.forEach((match, lines) -> {
            List<Rating> ours = rated(lines);
            for (int i = 0; i < lines.size(); i++) {
                assertClose(match, ours.get(i), lines.get(i).newer());
            }
        });
    }

    @Test
    void theOlderVersionAgreesWhereNobodyTies() {
        assertThat(matches.values()).filteredOn(lines -> !ties(lines)).hasSize(11);
        matches.forEach((match, lines) -> {
            List<Rating> ours = rated(lines);
            for (int i = 0; i < lines.size() && !ties(lines); i++) {
                assertClose(match, ours.get(i), lines.get(i).older());
            }
        });
    }

    @Test
    void theOlderVersionLiftsWhoTies() {
        matches.values().stream().filter(OpenSkillMatchesTest::ties).forEach(lines -> {
            List<Rating> ours = rated(lines);
            for (int i = 0; i < lines.size(); i++) {
                int rank = lines.get(i).rank();
                boolean tied = lines.stream().filter(l -> l.rank() == rank).count() > 1;
                double lift = lines.get(i).older().mu() - ours.get(i).mu();
                assertThat(lines.get(i).older().sigma()).isCloseTo(ours.get(i).sigma(), within(1e-9));
                if (tied) {
                    assertThat(lift).isGreaterThan(0.01);
                } else {
                    assertThat(lift).isCloseTo(0, within(1e-9));
                }
            }
        });
    }

    /** The figures of docs/incentive.md, section Rating. */
    @Test
    void ofThreeAbsentNewcomersTheOlderVersionMakesWinners() {
        Line absent = Objects.requireNonNull(matches.get(11)).get(3);
        assertThat(absent.older().mu()).isCloseTo(26.33, within(0.005));
        assertThat(rated(Objects.requireNonNull(matches.get(11))).get(3).mu()).isCloseTo(24.20, within(0.005));
    }

    private static List<Rating> rated(List<Line> lines) {
        return MODEL.after(
                lines.stream().map(Line::before).toList(),
                lines.stream().mapToInt(Line::rank).toArray());
    }

    private static boolean ties(List<Line> lines) {
        return lines.stream().map(Line::rank).distinct().count() < lines.size();
    }

    private static void assertClose(int match, Rating ours, Rating theirs) {
        assertThat(ours.mu()).as("match %d", match).isCloseTo(theirs.mu(), within(1e-9));
        assertThat(ours.sigma()).as("match %d", match).isCloseTo(theirs.sigma(), within(1e-9));
    }

    private static SortedMap<Integer, List<Line>> recorded() {
        try (InputStream in =
                Objects.requireNonNull(OpenSkillMatchesTest.class.getResourceAsStream("/openskill-matches.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .collect(Collectors.groupingBy(
                            v -> (int) v[0],
                            TreeMap::new,
                            Collectors.mapping(OpenSkillMatchesTest::line, Collectors.toList())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Line line(double[] v) {
        return new Line((int) v[1], new Rating(v[2], v[3]), new Rating(v[4], v[5]), new Rating(v[6], v[7]));
    }
}
