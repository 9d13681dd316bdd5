package io.grail.chain.wire;

import tools.jackson.databind.JsonNode;

/** What the server says to one request. */
record Answer(int status, JsonNode body) {
    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    /** What was asked for has not come within the time that a request may wait. */
    static Answer notYet() {
        return new Answer(202, Wire.object());
    }

    static Answer error(int status, String message) {
        return new Answer(status, Wire.object().put("error", message));
    }
}
