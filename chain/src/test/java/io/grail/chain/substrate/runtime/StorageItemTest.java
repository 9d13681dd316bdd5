package io.grail.chain.substrate.runtime;

import static io.grail.chain.substrate.Vectors.ALICE;
import static io.grail.chain.substrate.Vectors.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.Vectors;
import io.grail.chain.substrate.metadata.StorageHasher;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageItemTest {
    private static final Map<String, Value> NAMES = Map.of("Alice", ALICE);

    /** {@code Pallet.Item(1,Alice)} as it stands in the vectors. */
    private static Value[] arguments(String call) {
        int open = call.indexOf('(');
        return open < 0
                ? new Value[0]
                : Arrays.stream(call.substring(open + 1, call.length() - 1).split(",", -1))
                        .map(word -> NAMES.containsKey(word) ? NAMES.get(word) : Value.of(Long.parseLong(word)))
                        .toArray(Value[]::new);
    }

    private static StorageItem item(String call) {
        return RUNTIME.storage(call.replaceAll("\\(.*", ""));
    }

    @Test
    void keysAreTheBytesThatTheRealRuntimesMetadataGives() {
        Map<String, Bytes> keys = new HashMap<>();
        for (String call : Vectors.section("storage").keySet()) {
            keys.put(call, item(call).key(arguments(call)));
        }
        assertThat(keys).hasSize(14).isEqualTo(Vectors.section("storage"));
    }

    @Test
    void keysAreReadBackAndNoOtherKeyIs() {
        Vectors.section("storage").forEach((call, key) -> {
            assertThat(item(call).keys(key)).as(call).containsExactly(arguments(call));
            byte[] broken = key.toArray();
            for (int i = 0; i < broken.length; i++) {
                broken[i] ^= 1;
                try {
                    // An identity-hashed key has no hash that could tell.
                    assertThat(item(call).keys(Bytes.of(broken))).isNotEqualTo(List.of(arguments(call)));
                } catch (ScaleException e) {
                    assertThat(e.path()).startsWith(item(call).toString());
                }
                broken[i] ^= 1;
            }
        });
    }

    @Test
    void aPrefixBeginsTheKeysThatShareItsFirstKeys() {
        StorageItem uids = RUNTIME.storage("SubtensorModule.Uids");
        String key = uids.key(Value.of(1), ALICE).toString();
        assertThat(key).startsWith(uids.prefix(Value.of(1)).toString());
        assertThat(key).startsWith(uids.prefix().toString());
        assertThat(key).doesNotStartWith(uids.prefix(Value.of(2)).toString());
        assertThat(uids.prefix(Value.of(1)).length()).isEqualTo(34);
    }

    @Test
    void asManyKeysAreNeededAsTheEntryHas() {
        StorageItem uids = RUNTIME.storage("SubtensorModule.Uids");
        assertThatThrownBy(() -> uids.key(Value.of(1))).hasMessage("SubtensorModule.Uids has 2 keys, got 1");
        assertThatThrownBy(() -> uids.prefix(Value.of(1), ALICE, ALICE)).hasMessageContaining("got 3");
        assertThatThrownBy(() -> uids.key(Value.of(1), Value.of(2)))
                .hasMessage("SubtensorModule.Uids[1]: the number 2, expected bytes");
    }

    @Test
    void whatIsNotStoredIsTheDefaultOrNothing() {
        assertThat(RUNTIME.storage("SubtensorModule.Tempo").decode(Optional.empty()))
                .contains(Value.of(360));
        assertThat(RUNTIME.storage("SubtensorModule.Uids").decode(Optional.empty()))
                .isEmpty();
        Optional<Value> stored = RUNTIME.storage("SubtensorModule.Uids").decode(Optional.of(Bytes.fromHex("0500")));
        assertThat(stored).contains(Value.of(5));
        assertThatThrownBy(() -> RUNTIME.storage("SubtensorModule.Uids").decode(Optional.of(Bytes.fromHex("050000"))))
                .hasMessage("SubtensorModule.Uids: 1 bytes after the end");
    }

    @Test
    void everyHasherHashesAsItsNameSays() {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
        // BLAKE2b of "abc" is in RFC 7693 for 512 bits; these are of b2sum -l 128 and -l 256, and of xxhsum -H1.
        assertThat(hash(StorageHasher.BLAKE2_128, abc)).isEqualTo("0xcf4ab791c62b8d2b2109c90275287816");
        assertThat(hash(StorageHasher.BLAKE2_128_CONCAT, abc)).isEqualTo("0xcf4ab791c62b8d2b2109c90275287816");
        assertThat(hash(StorageHasher.BLAKE2_256, abc))
                .isEqualTo("0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
        assertThat(hash(StorageHasher.TWOX_64_CONCAT, abc)).isEqualTo("0x990977adf52cbc44");
        assertThat(hash(StorageHasher.TWOX_128, abc))
                .startsWith("0x990977adf52cbc44")
                .hasSize(2 + 32);
        assertThat(hash(StorageHasher.TWOX_256, abc))
                .startsWith(hash(StorageHasher.TWOX_128, abc))
                .hasSize(2 + 64);
        assertThat(hash(StorageHasher.IDENTITY, abc)).isEqualTo("0x");
    }

    private static String hash(StorageHasher hasher, byte[] key) {
        return Bytes.of(StorageHash.of(hasher, key)).toString();
    }

    @Test
    void aHasherThatHidesItsKeySaysSo() {
        ChainRuntime runtime = new ChainRuntime(
                RuntimeText.subtensor("pallet Other 77", "  storage Hidden Twox256(u8) Blake2_128(u8) -> u8 optional"));
        StorageItem hidden = runtime.storage("Other.Hidden");
        Bytes key = hidden.key(Value.of(1), Value.of(2));
        assertThat(key.length()).isEqualTo(32 + 32 + 16);
        assertThatThrownBy(() -> hidden.keys(key)).hasMessageContaining("does not let keys be read back");
    }
}
