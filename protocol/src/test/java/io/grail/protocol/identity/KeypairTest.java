package io.grail.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeypairTest {
    private static final Keypair ALICE = Keypair.fromUri("//Alice");
    private static final byte[] MESSAGE =
            "grail: a message that another implementation signed".getBytes(StandardCharsets.US_ASCII);
    /** Order of the group. */
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** Computed with @polkadot/util-crypto 14 (schnorrkel compiled to WebAssembly). */
    @ParameterizedTest
    @CsvSource({
        "//Alice, d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d,"
                + " 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "//Bob, 8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48,"
                + " 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
        "//miner//0, 520f743fc6ce9a49d24cf8beb49cd3904437625d613cd5fe13cc469344fb9102,"
                + " 5DvJNgBPbfpkteKW829sXYAKLgPeFJWicbrbS4KdSUUDrxzg",
        "//miner//17, da198a5ce72f328ee87c17ad1e3881039c4b27de892a3abcd93062cafe99691c,"
                + " 5GzftB7a5QaN6MfXsnfye61hLjF9p8hZZkJxtGFf9thYuiA3",
        "//a-junction-name-that-is-longer-than-thirty-two-bytes,"
                + " c4d1707f14ee2e101bf7dc45d1e08f7c390dac84438d5d3d2fafb29ebcda695d,"
                + " 5GWmTaa2KP5iJtWvJS9TTygqcjHZFSHYMjz6HmwbMJ4RAdoN",
        "//xyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy,"
                + " e26913458018d8385ceecedd6678ed6a91a3ee11070a660947bb66bf23843322,"
                + " 5HBZtkF3wrRhMh5JMGz2JqL2scTYu4wE49rFEZFSBJshykjU"
    })
    void developmentKeysAreSubstrates(String uri, String publicKey, String address) {
        Keypair pair = Keypair.fromUri(uri);

        assertThat(HexFormat.of().formatHex(pair.account().bytes())).isEqualTo(publicKey);
        assertThat(pair.account().ss58()).isEqualTo(address);
        assertThat(AccountId.fromSs58(address)).isEqualTo(pair.account());
    }

    /** The first signed by schnorrkel itself, the second by @scure/sr25519 2.3; both with fresh random nonces. */
    @ParameterizedTest
    @CsvSource({
        "8e0bdf19337699168b171ee8ef06a9028f471c7a196b5b1e5370fcec32e66b22"
                + "f7a316c51e81adaa735b7b15254ffd927d42b5b57063d1e8cecae80ba28dad86",
        "bad444d990a845dd94630219c8023958b3035f324ef8dd05512c08092aa7396a"
                + "1c57c93136d338c32493a4d180ee3601f1c28a220df75f4af312fd87cf58b788"
    })
    void signaturesOfOtherImplementationsAreAccepted(String signature) {
        byte[] bytes = HexFormat.of().parseHex(signature);

        assertThat(Keypair.verify(ALICE.account(), MESSAGE, bytes)).isTrue();
        assertThat(Keypair.verify(Keypair.fromUri("//Bob").account(), MESSAGE, bytes))
                .isFalse();
    }

    /** These bytes were given to both of them, and both accepted; a change here has to be shown to them again. */
    @Test
    void signingIsDeterministicAndKeepsItsBytes() {
        assertThat(HexFormat.of().formatHex(ALICE.sign(MESSAGE)))
                .isEqualTo("56b958bd0336989f3685c54aec9204add0f790b15cf2abb4f73e288520426f6b"
                        + "0d26756158c555b7514b1a6d37ad4bb8f711c52af865b59c0cedec96a99ed28f");
        assertThat(ALICE.sign(MESSAGE))
                .isEqualTo(Keypair.fromSeed(ALICE.seed().orElseThrow()).sign(MESSAGE));
    }

    @Test
    void noncesDifferBetweenMessagesAndBetweenKeys() {
        byte[] other = MESSAGE.clone();
        other[0] ^= 1;

        byte[] commitment = Arrays.copyOf(ALICE.sign(MESSAGE), 32);
        assertThat(Arrays.copyOf(ALICE.sign(other), 32)).isNotEqualTo(commitment);
        assertThat(Arrays.copyOf(Keypair.fromUri("//Bob").sign(MESSAGE), 32)).isNotEqualTo(commitment);
    }

    @Test
    void generatedKeysDifferAndTheirSignaturesVerify() {
        Keypair first = Keypair.generate();
        Keypair second = Keypair.generate();

        assertThat(first.account()).isNotEqualTo(second.account());
        assertThat(Keypair.verify(first.account(), MESSAGE, first.sign(MESSAGE)))
                .isTrue();
        assertThat(Keypair.verify(second.account(), MESSAGE, first.sign(MESSAGE)))
                .isFalse();
    }

    @Test
    void oneFlippedBitAnywhereBreaksASignature() {
        byte[] signature = ALICE.sign(MESSAGE);
        for (int bit = 0; bit < 512; bit += 7) {
            byte[] tampered = signature.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Keypair.verify(ALICE.account(), MESSAGE, tampered))
                    .as("bit %d", bit)
                    .isFalse();
        }
        byte[] message = MESSAGE.clone();
        message[message.length - 1] ^= 1;
        assertThat(Keypair.verify(ALICE.account(), message, signature)).isFalse();
    }

    @Test
    void signatureWithoutMarkerBitIsRefused() {
        byte[] signature = ALICE.sign(MESSAGE);
        signature[63] &= 0x7f;

        assertThat(Keypair.verify(ALICE.account(), MESSAGE, signature)).isFalse();
    }

    @Test
    void nonCanonicalResponseIsRefused() {
        byte[] signature = ALICE.sign(MESSAGE);
        byte[] response = Arrays.copyOfRange(signature, 32, 64);
        response[31] &= 0x7f;
        byte[] shifted = littleEndian(new BigInteger(1, reversed(response)).add(L));
        shifted[31] |= (byte) 0x80;
        System.arraycopy(shifted, 0, signature, 32, 32);

        assertThat(Keypair.verify(ALICE.account(), MESSAGE, signature)).isFalse();
    }

    @Test
    void hostileBytesAreAnsweredWithNo() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] signature = new byte[i < 100 ? 64 : random.nextInt(130)];
            byte[] signer = new byte[32];
            random.nextBytes(signature);
            random.nextBytes(signer);
            AccountId account = i % 2 == 0 ? ALICE.account() : AccountId.of(signer);
            assertThat(Keypair.verify(account, MESSAGE, signature))
                    .as("seed %d, case %d", seed, i)
                    .isFalse();
        }
    }

    /** With the identity as key, c·A vanishes, and s = 0 with R = 0 would sign every message. */
    @Test
    void identityKeyIsRefused() {
        byte[] forged = new byte[64];
        forged[63] = (byte) 0x80;

        assertThat(Keypair.verify(AccountId.of(new byte[32]), MESSAGE, forged)).isFalse();
    }

    @Test
    void aSeedOfAnotherLengthIsRefusedAndASecretIsNotPrinted() {
        assertThatThrownBy(() -> Keypair.fromSeed(new byte[31])).hasMessage("a seed has 32 bytes, got 31");
        assertThat(ALICE).hasToString("Keypair[" + ALICE.account().ss58() + "]");
    }

    @Test
    void seedUriStandsForItsSeed() {
        byte[] seed = Keypair.generate().seed().orElseThrow();
        String uri = "0x" + HexFormat.of().formatHex(seed);

        assertThat(Keypair.fromUri(uri).seed()).hasValue(seed);
        assertThat(Keypair.fromUri(uri + "//a").account())
                .isNotEqualTo(Keypair.fromUri(uri).account());
    }

    private static byte[] littleEndian(BigInteger value) {
        return Arrays.copyOf(reversed(value.toByteArray()), 32);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
