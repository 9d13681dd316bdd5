package io.grail.chain.substrate;

import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Keypair;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bytes that the real runtime's metadata of spec 393 gave, by what they are the bytes of. */
public final class Vectors {
    private static final JsonNode ALL = JsonMapper.shared().readTree(RuntimeText.resource("vectors-393.json"));

    /** The excerpt, read from its bytes in metadata 16. */
    public static final ChainRuntime RUNTIME = new ChainRuntime(RuntimeText.subtensor());

    public static final Value ALICE =
            Value.of(Keypair.fromUri("//Alice").account().bytes());
    public static final Value BOB = Value.of(Keypair.fromUri("//Bob").account().bytes());

    private Vectors() {}

    /** All vectors of one section, by name. */
    public static Map<String, Bytes> section(String name) {
        Map<String, Bytes> vectors = new TreeMap<>();
        ALL.required(name).forEachEntry((key, value) -> vectors.put(key, Bytes.fromHex(value.asString())));
        return vectors;
    }

    /** One vector. */
    public static Bytes of(String section, String name) {
        return Bytes.fromHex(ALL.required(section).required(name).asString());
    }

    /** The bytes that are signed for the first call, era 1000/64, nonce 5, genesis 11…, block 22…. */
    public static Bytes payload() {
        return Bytes.fromHex(ALL.required("payload").asString());
    }
}
