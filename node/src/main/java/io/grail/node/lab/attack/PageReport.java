package io.grail.node.lab.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The Markdown report as a page that needs nothing else. */
public final class PageReport {
    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Grail: attacks</title><style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
            table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .2rem .6rem; text-align: left;
            border-bottom: 1px solid #ccc } td { font-variant-numeric: tabular-nums } .no { background: #fdd }
            </style>
            """;

    private static final Pattern CELL_END = Pattern.compile("\\|");

    private PageReport() {}

    public static String of(AttackTable table) {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> rows = new ArrayList<>();
        for (String line : MarkdownReport.of(table).lines().toList()) {
            if (line.startsWith("|")) {
                rows.add(line);
                continue;
            }
            table(rows, page);
            rows.clear();
            String text = escaped(line);
            if (line.startsWith("#")) {
                int level = line.indexOf(' ');
                page.append("<h%d>%s</h%d>%n".formatted(level, text.substring(level + 1), level));
            } else if (!line.isBlank()) {
                page.append("<p>").append(text).append("</p>\n");
            }
        }
        table(rows, page);
        return page.append("</html>\n").toString();
    }

    private static void table(List<String> rows, StringBuilder page) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("<table>\n").append(row(rows.getFirst(), "th"));
        rows.stream().skip(2).map(line -> row(line, "td")).forEach(page::append);
        page.append("</table>\n");
    }

    private static String row(String line, String cell) {
        StringBuilder row = new StringBuilder(line.endsWith("| NO |") ? "<tr class=no>" : "<tr>");
        CELL_END.splitAsStream(escaped(line).substring(1))
                .forEach(text -> row.append('<').append(cell).append('>').append(text.strip()));
        return row.append("</tr>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
