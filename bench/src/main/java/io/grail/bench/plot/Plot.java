package io.grail.bench.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws series over two axes as an SVG that any browser shows, on light and dark pages alike. */
public final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 44;
    private static final int BOTTOM = 56;
    private static final int LEGEND_LINE = 18;
    /** Okabe and Ito's palette, which the colour-blind can tell apart. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00");

    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Series> series;
    private final boolean legendBelow;

    /** With the legend at the upper right. */
    public Plot(String title, Axis x, Axis y, List<Series> series) {
        this(title, x, y, series, false);
    }

    private Plot(String title, Axis x, Axis y, List<Series> series, boolean legendBelow) {
        this.title = title;
        this.x = x;
        this.y = y;
        this.series = List.copyOf(series);
        this.legendBelow = legendBelow;
    }

    /** The same with its legend at the lower right, with room for longer names. */
    public Plot withLegendBelow() {
        return new Plot(title, x, y, series, true);
    }

    /** The whole file. */
    public String svg() {
        List<String> out = new ArrayList<>();
        out.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH,
                HEIGHT));
        out.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        out.add(text(WIDTH / 2.0, 24, "middle", title, " font-size=\"15\" font-weight=\"bold\""));
        drawAxes(out);
        for (int i = 0; i < series.size(); i++) {
            draw(series.get(i), COLOURS.get(i % COLOURS.size()), out);
            drawLegend(i, out);
        }
        out.add("</svg>");
        return String.join("\n", out) + "\n";
    }

    private void drawAxes(List<String> out) {
        for (double tick : x.ticks()) {
            out.add(line(
                    across(tick),
                    down(y.ticks().getFirst()),
                    across(tick),
                    down(y.ticks().getLast())));
            out.add(text(across(tick), HEIGHT - BOTTOM + 18, "middle", number(tick), ""));
        }
        for (double tick : y.ticks()) {
            out.add(line(
                    across(x.ticks().getFirst()), down(tick), across(x.ticks().getLast()), down(tick)));
            out.add(text(LEFT - 8, down(tick) + 4, "end", number(tick), ""));
        }
        out.add(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", x.label(), ""));
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        String turned = String.format(Locale.ROOT, " transform=\"rotate(-90 16 %.1f)\"", middle);
        out.add(text(16, middle, "middle", y.label(), turned));
    }

    private void draw(Series one, String colour, List<String> out) {
        if (one.joined()) {
            List<String> corners = one.points().stream()
                    .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", across(p.x()), down(p.y())))
                    .toList();
            out.add("<polyline fill=\"none\" stroke=\"" + colour + "\" points=\"" + String.join(" ", corners) + "\"/>");
        }
        for (Series.Point point : one.points()) {
            out.add(circle(across(point.x()), down(point.y()), colour));
            if (!point.label().isEmpty()) {
                out.add(text(across(point.x()) + 8, down(point.y()) + 4, "start", point.label(), ""));
            }
        }
    }

    private void drawLegend(int index, List<String> out) {
        double first = legendBelow ? HEIGHT - BOTTOM - 16.0 - (series.size() - 1) * LEGEND_LINE : TOP + 16.0;
        double top = first + index * LEGEND_LINE;
        double left = WIDTH - RIGHT - (legendBelow ? 270.0 : 200.0);
        out.add(circle(left, top - 4, COLOURS.get(index % COLOURS.size())));
        out.add(text(left + 10, top, "start", series.get(index).name(), ""));
    }

    private double across(double value) {
        return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double value) {
        return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>", x1, y1, x2, y2);
    }

    private static String circle(double x, double y, String colour) {
        return String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
    }

    private static String text(double x, double y, String anchor, String words, String attributes) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>",
                x,
                y,
                anchor,
                attributes,
                escaped);
    }
}
