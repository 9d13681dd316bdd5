package io.grail.bench.quantise;

import io.grail.bench.plot.Axis;
import io.grail.bench.plot.Plot;
import io.grail.bench.plot.Series;
import io.grail.protocol.run.CompressionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Ways to send the kept values: squared error and bits of each, at every moment. */
final class ValueStudy {
    private static final double ESTABLISHED_POSITION_BITS = 12;

    private final List<Row> rows = new ArrayList<>();
    private final List<Moment> moments;

    /** One way to send; {@code group} is its colour in the plot. */
    private record Row(String group, String name, List<Moment.Measured> byMoment) {
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
        Quantiser shipped = new FourBinRule("four bins, a byte each", Byte.SIZE);
        rows.add(new Row(
                "established",
                shipped.name(),
                moments.stream()
                        .map(moment -> moment.measure(shipped, ESTABLISHED_POSITION_BITS))
                        .toList()));
        add("established", new FourBinRule("four bins, packed, our positions", 2));
        for (int bits : List.of(1, 2, 4)) {
            add(bits(bits), new FixedLevels(bits, false));
            add(bits(bits), new FixedLevels(bits, true));
            if (bits > 1) {
                add(bits(bits), new TensorLevels(bits));
            }
        }
        for (int bits : ownBits) {
            OwnFormat format =
                    new OwnFormat(moments.getFirst().buffers().getFirst().layout(), run, run.topK(), bits);
            rows.add(new Row(
                    "ours",
                    bits(bits),
                    moments.stream().map(moment -> moment.measure(format)).toList()));
        }
    }

    private static String bits(int count) {
        return count + (count == 1 ? " bit" : " bits");
    }

    private void add(String group, Quantiser quantiser) {
        quantiser.fit(moments.getFirst().kept());
        List<Moment.Measured> measured =
                moments.stream().map(moment -> moment.measure(quantiser)).toList();
        rows.add(new Row(group, quantiser.name(), measured));
    }

    /** As Markdown. */
    String table() {
        StringBuilder out = new StringBuilder("| | bits a value, all in |");
        for (Moment moment : moments) {
            out.append(" error, window ").append(moment.window());
            out.append(moment == moments.getFirst() ? " (learnt from) |" : " |");
        }
        out.append("\n|---|---|").append("---|".repeat(moments.size())).append('\n');
        for (Row row : rows) {
            out.append(String.format(Locale.ROOT, "| %s: %s | %.2f |", row.group(), row.name(), row.bits()));
            for (Moment.Measured measured : row.byMoment()) {
                out.append(String.format(Locale.ROOT, " %.4f |", measured.relativeError()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    Plot plot() {
        List<Series> series =
                rows.stream().map(Row::group).distinct().map(this::series).toList();
        return new Plot(
                "Kept values of real updates: error against bits",
                Axis.linear("bits a value, positions and scales included", 6, 8, 10, 12, 14, 16, 18, 20, 22),
                Axis.decades("relative squared error", rows.stream().map(Row::error)),
                series);
    }

    private Series series(String group) {
        return rows.stream()
                .filter(row -> row.group().equals(group))
                .map(row -> new Series.Point(row.bits(), row.error(), group.equals("ours") ? "" : row.name()))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), points -> new Series(group, points, group.equals("ours"))));
    }
}
