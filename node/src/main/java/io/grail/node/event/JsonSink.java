package io.grail.node.event;

import java.io.PrintStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Prints every event as one JSON object a line: {@code at}, {@code node}, {@code event} and the event's fields. */
public final class JsonSink implements EventSink, AutoCloseable {
    private final PrintStream out;
    private final ObjectMapper json;

    public JsonSink(PrintStream out) {
        this.out = out;
        SimpleModule asText = new SimpleModule();
        asText.addSerializer(io.grail.protocol.bytes.Hash.class, ToStringSerializer.instance);
        asText.addSerializer(io.grail.protocol.identity.Hotkey.class, ToStringSerializer.instance);
        asText.addSerializer(io.grail.protocol.window.Window.class, new WindowSerializer());
        this.json = JsonMapper.builder().addModule(asText).build();
    }

    @Override
    public void accept(Stamped stamped) {
        ObjectNode line = json.createObjectNode();
        line.put("at", stamped.at().toString());
        line.put("node", stamped.node());
        line.put("event", stamped.event().getClass().getSimpleName());
        line.setAll((ObjectNode) json.valueToTree(stamped.event()));
        String text = json.writeValueAsString(line);
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
