package io.grail.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {
    @Test
    void aPlotIsXmlWithEveryPointAndLabel() throws Exception {
        Series a = new Series("a < b", List.of(new Series.Point(1, 0.01, "first"), new Series.Point(2, 0.1, "")), true);
        Axis x = Axis.linear("across", 0, 1, 2);
        String svg = new Plot("title", x, Axis.decades("up", Stream.of(0.01, 0.1)), List.of(a)).svg();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(document.getDocumentElement().getTextContent()).contains("across", "up", "first", "a < b", "0.01");
    }

    @Test
    void decadesHoldAllValues() {
        assertThat(Axis.decades("", Stream.of(0.004, 0.3)).ticks()).containsExactly(0.001, 0.01, 0.1, 1.0);
        assertThat(Axis.decades("", Stream.of(1.0)).place(10)).isEqualTo(1);
    }
}
