package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one miner in one window.
 *
 * @param evidence what was measured
 * @param likeness to the update that is most like it, if that was looked at
 * @param standing after the window
 * @param findings of the rules that struck
 * @param score that the window earned
 */
public record Verdict(
        Evidence evidence, Optional<Likeness> likeness, Standing standing, List<Finding> findings, Score score) {
    /** More than there are rules. */
    private static final int MAX_FINDINGS = 16;

    public Verdict {
        findings = List.copyOf(findings);
        if (findings.size() > MAX_FINDINGS) {
            throw new IllegalArgumentException("at most " + MAX_FINDINGS + " findings, got " + findings.size());
        }
    }

    /** Every field in declared order; the findings after their count. */
    public void write(CanonicalWriter out) {
        evidence.write(out);
        out.bool(likeness.isPresent());
        likeness.ifPresent(found -> found.write(out));
        standing.write(out);
        out.u32(findings.size());
        findings.forEach(finding -> finding.write(out));
        score.write(out);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public static Verdict read(CanonicalReader in) {
        Evidence evidence = Evidence.read(in);
        Optional<Likeness> likeness = in.bool() ? Optional.of(Likeness.read(in)) : Optional.empty();
        Standing standing = Standing.read(in);
        int count = in.count(MAX_FINDINGS);
        List<Finding> findings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            findings.add(Finding.read(in));
        }
        return new Verdict(evidence, likeness, standing, findings, Score.read(in));
    }
}
