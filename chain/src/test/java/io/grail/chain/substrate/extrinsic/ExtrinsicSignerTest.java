package io.grail.chain.substrate.extrinsic;

import static io.grail.chain.substrate.Vectors.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.MetadataWriter;
import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.Vectors;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.runtime.StorageHash;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtrinsicSignerTest {
    /** The call of the payload's vector. */
    private static final Bytes CALL = Vectors.of("calls", "set_weights(1,[0,3],[100,65535],0)");

    private static final Bytes GENESIS = Bytes.fromHex("11".repeat(32));
    private static final Bytes BIRTH = Bytes.fromHex("22".repeat(32));
    private static final ChainVersion CHAIN = new ChainVersion(GENESIS, 393, 1);
    private static final Terms TERMS = Terms.mortal(CHAIN, Era.Mortal.from(1_000, 64), BIRTH, 5);
    private static final Keypair ALICE = Keypair.fromUri("//Alice");

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void theSignedBytesAreTheVectors(int version) {
        byte[] metadata = MetadataWriter.write(RuntimeText.subtensor(), version);
        ExtrinsicSigner signer = new ExtrinsicSigner(new ChainRuntime(MetadataReader.read(metadata)));
        assertThat(signer.payload(CALL, TERMS)).isEqualTo(Vectors.payload());
    }

    @Test
    void anExtrinsicIsLengthVersionSignerSignatureExtraAndCall() {
        SignedExtrinsic extrinsic = new ExtrinsicSigner(RUNTIME).sign(CALL, TERMS, ALICE);
        ScaleReader in = new ScaleReader(extrinsic.bytes().toArray());
        int length = in.length(1);
        assertThat(length).isEqualTo(in.remaining());
        assertThat(in.u8()).isEqualTo(0x84);
        assertThat(in.u8()).as("MultiAddress::Id").isZero();
        AccountId signer = AccountId.of(in.fixed(32));
        assertThat(signer).isEqualTo(ALICE.account());
        assertThat(in.u8()).as("MultiSignature::Sr25519").isEqualTo(1);
        byte[] signature = in.fixed(64);
        assertThat(Bytes.of(in.fixed(5))).as("era, nonce, tip, mode").isEqualTo(Bytes.fromHex("8502140000"));
        assertThat(Bytes.of(in.fixed(CALL.length()))).isEqualTo(CALL);
        in.end();
        assertThat(Keypair.verify(signer, Vectors.payload().toArray(), signature))
                .isTrue();
        assertThat(extrinsic.hash())
                .isEqualTo(Bytes.of(StorageHash.blake2b(32, extrinsic.bytes().toArray())));
    }

    @Test
    void theExtrinsicOfTheDocumentIsThisOne() throws IOException {
        String document = Files.readString(Path.of("../docs/substrate.md"));
        String lines = document.substring(document.indexOf("    f901 "), document.indexOf("The call, the five bytes"));
        // The explanation of a line begins after three spaces.
        String hex =
                lines.replaceAll("(?m)^ +", "").replaceAll("(?m) {3,}.*$", "").replaceAll("\\s", "");
        SignedExtrinsic extrinsic = new ExtrinsicSigner(RUNTIME).sign(CALL, TERMS, ALICE);
        assertThat(extrinsic.bytes()).isEqualTo(Bytes.fromHex(hex));
        assertThat(document).contains(extrinsic.hash().toString().substring(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 257})
    void aPayloadOfMoreThan256BytesIsSignedByItsHash(int payloadLength) {
        ExtrinsicSigner signer = new ExtrinsicSigner(RUNTIME);
        int others = signer.payload(Bytes.of(), TERMS).length() + 2 + 2; // two bytes of call, two of length
        Bytes call = RUNTIME.call("System.remark", Map.of("remark", Value.of(new byte[payloadLength - others])));
        byte[] payload = signer.payload(call, TERMS).toArray();
        assertThat(payload).hasSize(payloadLength);
        byte[] signed = payloadLength > 256 ? StorageHash.blake2b(32, payload) : payload;
        byte[] extrinsic = signer.sign(call, TERMS, ALICE).bytes().toArray();
        int signatureAt = 2 + 1 + 33 + 1;
        byte[] signature = Arrays.copyOfRange(extrinsic, signatureAt, signatureAt + 64);
        assertThat(Keypair.verify(ALICE.account(), signed, signature)).isTrue();
    }

    @Test
    void anImmortalExtrinsicSignsTheGenesisTwice() {
        Bytes payload = new ExtrinsicSigner(RUNTIME).payload(Bytes.of(), Terms.immortal(CHAIN, 1));
        String hash = "11".repeat(32);
        assertThat(payload).isEqualTo(Bytes.fromHex("00040000" + "89010000" + "01000000" + hash + hash + "00"));
    }

    @Test
    void anUnknownExtensionWithoutBytesIsPassedOver() {
        ChainRuntime runtime = new ChainRuntime(RuntimeText.subtensor("extension CheckSomethingNew () ()"));
        assertThat(new ExtrinsicSigner(runtime).payload(CALL, TERMS)).isEqualTo(Vectors.payload());
    }

    @Test
    void anUnknownExtensionWithBytesIsRefusedByName() {
        for (String types : List.of("u8 ()", "() u8", "Option<u8> ()")) {
            ChainRuntime runtime = new ChainRuntime(RuntimeText.subtensor("extension ChargeForAir " + types));
            assertThatThrownBy(() -> new ExtrinsicSigner(runtime))
                    .isInstanceOf(UnsupportedRuntimeException.class)
                    .hasMessageContaining("ChargeForAir");
        }
    }

    @Test
    void aKnownExtensionThatBecameAnotherIsRefusedByName() {
        ChainRuntime runtime = new ChainRuntime(RuntimeText.subtensor("extension CheckNonce (u64, u64) ()"));
        ExtrinsicSigner signer = new ExtrinsicSigner(runtime);
        assertThatThrownBy(() -> signer.payload(CALL, TERMS))
                .isInstanceOf(UnsupportedRuntimeException.class)
                .hasMessageContaining("CheckNonce is another than it was");
    }
}
