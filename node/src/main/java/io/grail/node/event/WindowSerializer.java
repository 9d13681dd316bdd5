package io.grail.node.event;

import io.grail.protocol.window.Window;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** A window in JSON is its number. */
final class WindowSerializer extends StdSerializer<Window> {
    WindowSerializer() {
        super(Window.class);
    }

    @Override
    public void serialize(Window window, JsonGenerator out, SerializationContext context) {
        out.writeNumber(window.number());
    }
}
