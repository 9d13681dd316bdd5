package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON inside a key file. Any field may be absent or null; of the secrets the first counts: phrase, seed, private
 * key. Whatever says which account it is must agree.
 *
 * <p>Reading is total: a key, or a {@link MalformedException} that names the field and repeats nothing secret.
 */
final class KeyJson {
    private static final String ACCOUNT_ID = "accountId";
    private static final String PUBLIC_KEY = "publicKey";
    private static final String PRIVATE_KEY = "privateKey";
    private static final String PHRASE = "secretPhrase";
    private static final String SEED = "secretSeed";
    private static final String ADDRESS = "ss58Address";

    private static final JsonMapper JSON = new JsonMapper();

    private KeyJson() {}

    static byte[] write(StoredKey key) {
        ObjectNode node = JSON.createObjectNode();
        String account = hex(key.account().bytes());
        node.put(ACCOUNT_ID, account).put(PUBLIC_KEY, account);
        if (key instanceof StoredKey.Secret secret) {
            node.put(PRIVATE_KEY, hex(secret.pair().secretKey()));
            secret.phrase().ifPresent(phrase -> node.put(PHRASE, phrase.phrase()));
            secret.pair().seed().ifPresent(seed -> node.put(SEED, hex(seed)));
        }
        node.put(ADDRESS, key.account().ss58());
        return JSON.writeValueAsBytes(node);
    }

    static StoredKey parse(byte[] json) {
        JsonNode node = tree(json);
        Optional<AccountId> address = field(node, ADDRESS, AccountId::fromSs58, "an SS58 address of network 42");
        Optional<AccountId> publicKey = field(node, PUBLIC_KEY, KeyJson::account, "0x and 64 hexadecimal digits");
        Optional<AccountId> accountId = field(node, ACCOUNT_ID, KeyJson::account, "0x and 64 hexadecimal digits");
        StoredKey key = secret(node)
                .or(() -> address.or(() -> publicKey).or(() -> accountId).map(StoredKey.Public::new))
                .orElseThrow(() -> new MalformedException("neither a secret nor an account", "one of the two"));
        requireSame(ADDRESS, address, key);
        requireSame(PUBLIC_KEY, publicKey, key);
        requireSame(ACCOUNT_ID, accountId, key);
        return key;
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // Not kept as a cause: it quotes what it could not read.
        }
        throw new MalformedException("something that is no JSON object, and not encrypted in a known way", "a key");
    }

    private static Optional<StoredKey> secret(JsonNode node) {
        Optional<StoredKey> ofPhrase = field(
                node,
                PHRASE,
                words -> StoredKey.Secret.of(Mnemonic.parse(words)),
                "12 to 24 words of BIP-39 whose checksum fits");
        return ofPhrase.or(() -> field(
                        node,
                        SEED,
                        seed -> StoredKey.Secret.of(Keypair.fromSeed(unhex(seed))),
                        "0x and 64 hexadecimal digits"))
                .or(() -> field(
                        node,
                        PRIVATE_KEY,
                        key -> StoredKey.Secret.of(Keypair.fromSecretKey(unhex(key))),
                        "0x and 128 hexadecimal digits"));
    }

    private static <T> Optional<T> field(JsonNode node, String name, Function<String, T> reading, String allowed) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new MalformedException(name + " that is no text", allowed);
        }
        try {
            return Optional.of(reading.apply(value.asString()));
        } catch (IllegalArgumentException e) {
            // Not kept as a cause: it may quote a word of a phrase.
            throw new MalformedException(name + " that is none", allowed);
        }
    }

    private static void requireSame(String name, Optional<AccountId> said, StoredKey key) {
        if (said.isPresent() && !said.get().equals(key.account())) {
            throw new MalformedException(
                    name + " of account " + said.get(), "that of " + key.account() + ", whose key this is");
        }
    }

    private static AccountId account(String hex) {
        return AccountId.of(unhex(hex));
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static byte[] unhex(String text) {
        return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
    }
}
