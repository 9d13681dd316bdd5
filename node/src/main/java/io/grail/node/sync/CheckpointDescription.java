package io.grail.node.sync;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code checkpoint.json}: what a checkpoint is and who says so. The signature covers the canonical bytes of the other
 * fields (docs/protocol.md, section Checkpoints).
 *
 * @param window that the parameters are θ of
 * @param root of the shared state: of these parameters, and of the outer momentum if the run has one
 */
public record CheckpointDescription(RunId runId, Window window, Hash root, Hotkey validator) {
    public static final String FILE = "checkpoint.json";
    /** The parameters beside it. */
    public static final String WEIGHTS = "model.safetensors";

    private static final String DOMAIN = "grail/checkpoint/1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The JSON as it stands in the file. */
    private record Text(String runId, long window, String root, String validator, String signature) {}

    /** The file's bytes, signed. */
    public byte[] sign(Keypair signer) {
        Text text = new Text(
                runId.toString(),
                window.number(),
                root.toString(),
                validator.ss58(),
                HexFormat.of().formatHex(signer.sign(canonical())));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text);
    }

    /** What {@code validator} has signed; empty if the bytes are nothing of the kind. */
    public static Optional<CheckpointDescription> parse(byte[] bytes, Hotkey validator) {
        try {
            Text text = JSON.readValue(bytes, Text.class);
            CheckpointDescription found = new CheckpointDescription(
                    new RunId(Hash.fromHex(text.runId)),
                    new Window(text.window),
                    Hash.fromHex(text.root),
                    Hotkey.fromSs58(text.validator));
            byte[] signature = HexFormat.of().parseHex(text.signature);
            boolean genuine = found.validator.equals(validator)
                    && Keypair.verify(validator.account(), found.canonical(), signature);
            return genuine ? Optional.of(found) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] canonical() {
        return new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .hash(root)
                .fixed(validator.bytes())
                .toByteArray();
    }
}
