package io.grail.chain.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes are a key, a wrong password, or one typed refusal. */
class HostileKeyFileTest {
    private static final long INPUTS = Long.getLong("fuzz.inputs", 100_000);
    /** A file that keeps its phrase costs its 2,048 rounds of PBKDF2, so few inputs begin as one. */
    private static final int ONE_WITH_A_PHRASE_IN = 500;

    private static final KeyBytes FORMAT = new KeyBytes(KeyBytesTest.CHEAP);

    @Test
    void brokenFilesAreKeysOrRefused() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> whole = whole();
        byte[] phrase = KeyBytesTest.resource("coldkey.json");
        long refused = 0;
        try (Password password = KeyBytesTest.password()) {
            for (long i = 0; i < INPUTS; i++) {
                byte[] original = i % ONE_WITH_A_PHRASE_IN == 0 ? phrase : whole.get(random.nextInt(whole.size()));
                byte[] broken = broken(original, random);
                try {
                    if (FORMAT.read(broken, password).isEmpty()) {
                        refused++;
                    }
                } catch (MalformedException e) {
                    refused++;
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", input " + i, e);
                }
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(INPUTS / 2, INPUTS - 1);
    }

    private static List<byte[]> whole() throws IOException {
        StoredKey.Secret alice = StoredKey.Secret.of(Keypair.fromUri("//Alice"));
        byte[] seed = KeyJson.write(alice);
        byte[] privateKey = KeyJson.write(StoredKey.Secret.of(Keypair.fromUri("//Alice/soft")));
        byte[] account = KeyJson.write(new StoredKey.Public(alice.account()));
        byte[] nested = "{\"secretSeed\":".repeat(2_000).getBytes(UTF_8);
        return List.of(
                account,
                seed,
                privateKey,
                nested,
                FORMAT.write(StoredKey.Secret.of(Mnemonic.development()), Optional.of(KeyBytesTest.password())),
                KeyBytesTest.resource("coldkey.vault"),
                KeyBytesTest.resource("coldkey.fernet"));
    }

    private static byte[] broken(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(40));
            case 2 -> bytes = cutOut(bytes, random);
            default -> {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    private static byte[] cutOut(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(20), bytes.length - from);
        byte[] rest = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, from + length, rest, from, bytes.length - from - length);
        return rest;
    }
}
