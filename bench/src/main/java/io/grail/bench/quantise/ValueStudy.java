package io.grail.bench.quantise;

import io.grail.bench.plot.Axis;
import io.grail.bench.plot.Plot;
import io.grail.bench.plot.Series;
import io.grail.protocol.run.CompressionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Ways to send the kept values: squared error and bits of each, at every moment. */
final class ValueStudy {
    private static final double ESTABLISHED_POSITION_BITS = 12;
    /** What fits the plot; the established format as it ran lies far to the right of it. */
    private static final double MOST_BITS = 13;

    private final List<Row> rows = new ArrayList<>();
    private final List<Moment> moments;

    /** One way to send with so many bits for a value itself. */
    private record Row(String name, int valueBits, List<Moment.Measured> byMoment) {
        /** Squared error over all moments but the one that was learnt from. */
        double error() {
            return byMoment.stream()
                    .skip(1)
                    .mapToDouble(Moment.Measured::relativeError)
                    .average()
                    .orElseThrow();
        }

        double bits() {
            return byMoment.stream()
                    .skip(1)
                    .mapToDouble(Moment.Measured::bitsPerValue)
                    .average()
                    .orElseThrow();
        }
    }

    /** Learns from the first of {@code moments}. */
    ValueStudy(List<Moment> moments, CompressionConfig run, List<Integer> ownBits) {
        this.moments = List.copyOf(moments);
        Quantiser shipped = new FourBinRule(Byte.SIZE);
        add("as it ran: " + shipped.name(), Byte.SIZE, moment -> moment.measure(shipped, ESTABLISHED_POSITION_BITS));
        Quantiser packed = new FourBinRule(2);
        add(packed.name(), 2, moment -> moment.measure(packed));
        for (boolean perChunk : List.of(false, true)) {
            for (int bits : List.of(1, 2, 4)) {
                Quantiser fixed = new FixedLevels(bits, perChunk);
                fixed.fit(moments.getFirst().kept());
                add(fixed.name(), bits, moment -> moment.measure(fixed));
            }
        }
        for (int bits : List.of(1, 2, 4)) {
            Quantiser fitted = new TensorLevels(bits);
            add(fitted.name(), bits, moment -> moment.measure(fitted));
        }
        for (int bits : ownBits) {
            OwnFormat format =
                    new OwnFormat(moments.getFirst().buffers().getFirst().layout(), run, run.topK(), bits);
            add("ours: levels fitted to a chunk", bits, moment -> moment.measure(format));
        }
    }

    private void add(String name, int valueBits, Function<Moment, Moment.Measured> measure) {
        rows.add(new Row(name, valueBits, moments.stream().map(measure).toList()));
    }

    /** As Markdown. */
    String table() {
        StringBuilder out = new StringBuilder("| | bits of a value | with position and scale |");
        for (Moment moment : moments) {
            out.append(" error, window ").append(moment.window());
            out.append(moment == moments.getFirst() ? " (learnt from) |" : " |");
        }
        out.append("\n|---|---|---|").append("---|".repeat(moments.size())).append('\n');
        for (Row row : rows) {
            out.append(String.format(Locale.ROOT, "| %s | %d | %.2f |", row.name(), row.valueBits(), row.bits()));
            for (Moment.Measured measured : row.byMoment()) {
                out.append(String.format(Locale.ROOT, " %.4f |", measured.relativeError()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    Plot plot() {
        List<Row> drawn = rows.stream().filter(row -> row.bits() <= MOST_BITS).toList();
        double least = Math.floor(drawn.stream().mapToDouble(Row::bits).min().orElseThrow());
        return new Plot(
                "Kept values of real updates",
                Axis.linear(
                        "bits a value, position and scale included", least, least + 1, least + 2, least + 3, least + 4),
                Axis.decades("relative squared error", drawn.stream().map(Row::error)),
                drawn.stream()
                        .map(Row::name)
                        .distinct()
                        .map(name -> series(name, drawn))
                        .toList());
    }

    private static Series series(String name, List<Row> rows) {
        List<Series.Point> points = rows.stream()
                .filter(row -> row.name().equals(name))
                .map(row -> new Series.Point(row.bits(), row.error(), ""))
                .toList();
        return new Series(name, points, true);
    }
}
