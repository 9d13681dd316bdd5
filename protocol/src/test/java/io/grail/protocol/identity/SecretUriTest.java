package io.grail.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretUriTest {
    private static final String PHRASE = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    private static final String SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a93954f7b76361f6edb5c0a";

    /** Computed with @polkadot/keyring 14 (schnorrkel compiled to WebAssembly); P stands for the development phrase. */
    @ParameterizedTest
    @CsvSource({
        "P, 46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a",
        "//Alice/soft, 02cfd83074aefc9955af4034d19b3780d47a52e158ababec8ec012b2295f1c5b",
        "//Alice/0, 9057db4878163172ea51d570612043a98971737bf608b544991130ac110b0801",
        "//Alice//stash/1/two, 9040f806f89370ae8f103e8521329bc35c2909d05e08b1b787f26d4be3ced415",
        "P//hard///secret password, 50c730568f4a776962f4174edd35ffbecd015d73914285283d05064f3e1da001",
        "///pw, f059637e84952f13fb7cdc6a646b09692f9bc23cc17eea2055b62ecc478f0e13",
        "P/a-soft-junction-name-that-is-longer-than-thirty-two-bytes//18446744073709551615,"
                + " 0ef2a3892e2d267acf6c07157d1ad1104f5fffb85dfc351147b34d8c096c2975",
        "S/s//h, 2e71a7329c079fbcead5c066189a6d6eba7f10ffad0bec74caff3319ef571770",
        "//Alice//007, bc8cdab49483f0d411b8cc5f652e2333c85cd7de42bbdbdc8f8489b92fec5b04",
        "//Alice//00000000000000000000000000000007,"
                + " bc8cdab49483f0d411b8cc5f652e2333c85cd7de42bbdbdc8f8489b92fec5b04"
    })
    void pathsAndPasswordsAreSubstrates(String uri, String publicKey) {
        Keypair pair = Keypair.fromUri(uri.replace("P", PHRASE).replace("S", SEED));

        assertThat(HexFormat.of().formatHex(pair.account().bytes())).isEqualTo(publicKey);
    }

    /** As Substrate's own code reads it; @polkadot/keyring takes longer numbers as numbers. */
    @Test
    void aNumberBeyond64BitsIsText() {
        assertThat(Keypair.fromUri("//18446744073709551616").account())
                .isNotEqualTo(Keypair.fromUri("//0").account());
        assertThat(Keypair.fromUri("//+7").account())
                .isEqualTo(Keypair.fromUri("//7").account());
    }

    @Test
    void softlyDerivedKeysSignAlikeEveryTimeAndVerify() {
        Keypair soft = Keypair.fromUri("//Alice/soft");
        byte[] message = {1, 2, 3};

        assertThat(Keypair.verify(soft.account(), message, soft.sign(message))).isTrue();
        assertThat(soft.sign(message)).isEqualTo(Keypair.fromUri("//Alice/soft").sign(message));
    }

    @Test
    void onlyAHardJunctionLeadsToAKeyWithASeed() {
        assertThat(Keypair.fromUri("//Alice/soft").seed()).isEmpty();
        assertThat(Keypair.fromUri("//Alice/soft//hard").seed()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Alice",
                "//",
                "/",
                "//a//",
                "//a/",
                "0x12//a",
                "0X",
                SEED + "///secretpassword",
                "0x" + PHRASE,
                PHRASE + " walk"
            })
    void whatIsNoSecretUriIsRefusedWithoutRepeatingIt(String uri) {
        assertThatThrownBy(() -> Keypair.fromUri(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("secretpassword", "e5be9a", "bottom");
    }

    @Test
    void anEndlessUriIsRefused() {
        assertThatThrownBy(() -> Keypair.fromUri("/a".repeat(100_000)))
                .hasMessage("a secret URI has 1 to 4096 characters, got 200000");
    }

    @Test
    void secretKeyComesBackAsTheSameKey() {
        Keypair alice = Keypair.fromUri("//Alice");
        byte[] secretKey = alice.secretKey();

        assertThat(Keypair.fromSecretKey(secretKey).sign(secretKey)).isEqualTo(alice.sign(secretKey));
        assertThat(Keypair.fromSecretKey(secretKey).seed()).isEmpty();
    }

    @Test
    void secretKeysOutsideOfTheGroupAreRefused() {
        byte[] tooLarge = new byte[64];
        tooLarge[31] = (byte) 0x1f;

        assertThatThrownBy(() -> Keypair.fromSecretKey(tooLarge)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keypair.fromSecretKey(new byte[64])).hasMessage("the secret key is zero");
        assertThatThrownBy(() -> Keypair.fromSecretKey(new byte[63])).hasMessage("a secret key has 64 bytes, got 63");
    }
}
