package io.grail.chain.wire;

import io.grail.chain.Commitment;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commitments in the JSON of {@link Wire}; reading throws {@link MalformedException} that names the field. */
final class CommitmentJson {
    private CommitmentJson() {}

    static ObjectNode write(Commitment commitment) {
        ObjectNode node = Wire.object().put("location", commitment.location()).put("block", commitment.block());
        commitment
                .anchor()
                .ifPresent(anchor -> node.putObject("anchor")
                        .put("window", anchor.window().number())
                        .put("manifest", anchor.manifest().toString()));
        return node;
    }

    static Commitment read(JsonNode node) {
        return new Commitment(Wire.text(node, "location"), anchor(node), Wire.number(node, "block"));
    }

    private static Optional<Anchor> anchor(JsonNode node) {
        if (!node.has("anchor")) {
            return Optional.empty();
        }
        JsonNode anchor = node.get("anchor");
        return Optional.of(
                new Anchor(new Window(Wire.number(anchor, "window")), Wire.hash(Wire.text(anchor, "manifest"))));
    }

    static ObjectNode writeAll(SortedMap<Hotkey, Commitment> commitments) {
        ObjectNode node = Wire.object();
        ArrayNode all = node.putArray("commitments");
        commitments.forEach((hotkey, commitment) -> all.add(write(commitment).put("hotkey", hotkey.ss58())));
        return node;
    }

    static SortedMap<Hotkey, Commitment> readAll(JsonNode node) {
        SortedMap<Hotkey, Commitment> commitments = new TreeMap<>();
        for (JsonNode each : Wire.required(node, "commitments")) {
            commitments.put(new Hotkey(Wire.account(Wire.text(each, "hotkey"))), read(each));
        }
        return commitments;
    }
}
