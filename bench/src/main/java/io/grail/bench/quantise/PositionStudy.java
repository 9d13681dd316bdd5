package io.grail.bench.quantise;

import io.grail.bench.plot.Axis;
import io.grail.bench.plot.Plot;
import io.grail.bench.plot.Series;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a position costs in our format, beside the least that any coder needs that knows nothing but n and k. */
final class PositionStudy {
    private static final int[] KEPT = {16, 32, 64, 128, 256};

    private final List<Row> rows = new ArrayList<>();

    private record Row(int kept, double measured, double bound) {}

    PositionStudy(List<Parameters> buffers, CompressionConfig run) {
        for (int kept : KEPT) {
            OwnFormat format = new OwnFormat(buffers.getFirst().layout(), run, kept, 1);
            double bits = 0;
            double bound = 0;
            long values = 0;
            for (Parameters buffer : buffers) {
                OwnFormat.Sent sent = format.send(buffer);
                bits += format.positionBits(sent);
                values += sent.update().size();
                for (int tensor = 0; tensor < buffer.layout().count(); tensor++) {
                    bound += Combinations.bits(
                            buffer.layout().tensor(tensor), KeptTensor.of(buffer, sent.update(), tensor));
                }
            }
            rows.add(new Row(kept, bits / values, bound / values));
        }
    }

    /** As Markdown. */
    String table() {
        StringBuilder out = new StringBuilder("| kept of 4,096 | bits a position | log₂ C(n, k) / k | over it |\n");
        out.append("|---|---|---|---|\n");
        for (Row row : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %d | %.3f | %.3f | %.1f %% |%n",
                    row.kept(),
                    row.measured(),
                    row.bound(),
                    100 * (row.measured() / row.bound() - 1)));
        }
        return out.toString();
    }

    Plot plot() {
        return new Plot(
                "Positions of real updates",
                Axis.logarithmic("kept values of a chunk of 4,096", 16, 32, 64, 128, 256),
                Axis.linear("bits a position", 4, 5, 6, 7, 8, 9, 10, 11, 12),
                List.of(
                        series("ours", rows.stream().map(Row::measured).toList()),
                        series("log2 C(n, k) / k", rows.stream().map(Row::bound).toList()),
                        series("12 bits each", rows.stream().map(row -> 12.0).toList())));
    }

    private Series series(String name, List<Double> bits) {
        List<Series.Point> points = new ArrayList<>();
        for (int i = 0; i < bits.size(); i++) {
            points.add(new Series.Point(rows.get(i).kept(), bits.get(i), ""));
        }
        return new Series(name, points, true);
    }
}
