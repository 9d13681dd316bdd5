package io.grail.node.sync;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code checkpoint.json}: what a checkpoint is, of which files it consists, and who says so. The signature covers the
 * canonical bytes of the other fields (docs/protocol.md, section Checkpoints).
 *
 * @param window that the parameters are θ of
 * @param root of the shared state: of these parameters, and of the outer momentum if the run has one
 * @param parts every file but this one, in the order of their names
 */
public record CheckpointDescription(RunId runId, Window window, Hash root, List<Part> parts, Hotkey validator) {
    public static final String FILE = "checkpoint.json";

    /** Longer ones are refused unread. */
    public static final int MAX_BYTES = 1 << 19;

    private static final int MAX_PARTS = 1_024;
    private static final String DOMAIN = "grail/checkpoint/2";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> FIELDS =
            Set.of("format", "runId", "window", "root", "files", "validator", "signature");

    public CheckpointDescription {
        parts = parts.stream().sorted(Comparator.comparing(Part::name)).toList();
        if (parts.stream().map(Part::name).distinct().count() != parts.size() || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("a checkpoint has at most " + MAX_PARTS + " files, each once");
        }
    }

    /**
     * One file of a checkpoint.
     *
     * @param name without a path: nothing can lead out of the checkpoint's folder
     */
    public record Part(String name, long bytes, Hash sha256) {
        private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

        public Part {
            if (!name.matches(NAME) || name.equals(FILE) || bytes < 0) {
                throw new IllegalArgumentException("a file of a checkpoint is not called " + name);
            }
        }
    }

    /** The part of this name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Bytes of all parts. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** The file's bytes, signed. */
    public byte[] sign(Keypair signer) {
        var root = JSON.createObjectNode();
        root.put("format", DOMAIN);
        root.put("runId", runId.toString());
        root.put("window", window.number());
        root.put("root", this.root.toString());
        var files = root.putArray("files");
        for (Part part : parts) {
            files.addObject()
                    .put("name", part.name())
                    .put("bytes", part.bytes())
                    .put("sha256", part.sha256().toString());
        }
        root.put("validator", validator.ss58());
        root.put("signature", HexFormat.of().formatHex(signer.sign(canonical())));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * What the validator that it names has signed.
     *
     * @throws MalformedException if the bytes are nothing of the kind, or signed by somebody else
     */
    public static CheckpointDescription parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(bytes.length + " bytes of " + FILE, "at most " + MAX_BYTES);
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            Set<String> names = new TreeSet<>(json.propertyNames());
            if (!names.equals(FIELDS) || !text(json, "format").equals(DOMAIN)) {
                throw new MalformedException(FILE + " of another format than is known here", DOMAIN);
            }
            CheckpointDescription found = new CheckpointDescription(
                    new RunId(Hash.fromHex(text(json, "runId"))),
                    new Window(number(json, "window")),
                    Hash.fromHex(text(json, "root")),
                    parts(json.path("files")),
                    Hotkey.fromSs58(text(json, "validator")));
            byte[] signature = HexFormat.of().parseHex(text(json, "signature"));
            if (!Keypair.verify(found.validator.account(), found.canonical(), signature)) {
                throw new MalformedException(
                        "a signature in " + FILE + " that is not its validator's",
                        "the signature of " + found.validator);
            }
            return found;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedException(FILE + " that is none: " + brief(e), DOMAIN);
        }
    }

    private static List<Part> parts(JsonNode files) {
        if (!files.isArray() || files.size() > MAX_PARTS) {
            throw new MalformedException("no list of files, or a longer one", "at most " + MAX_PARTS + " files");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode file : files) {
            parts.add(new Part(text(file, "name"), number(file, "bytes"), Hash.fromHex(text(file, "sha256"))));
        }
        return parts;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new MalformedException("no text as " + field, "text");
        }
        return value.stringValue();
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new MalformedException("no number as " + field, "a whole number from 0 on");
        }
        return value.longValue();
    }

    private static String brief(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private byte[] canonical() {
        CanonicalWriter out = new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .hash(root)
                .u32(parts.size());
        for (Part part : parts) {
            out.text(part.name()).u64(part.bytes()).hash(part.sha256());
        }
        return out.fixed(validator.bytes()).toByteArray();
    }
}
