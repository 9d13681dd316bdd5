package io.grail.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeccakTest {
    @Test
    void spongeOverThisPermutationIsThePlatformsSha3() throws Exception {
        byte[] message = "abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] block = Arrays.copyOf(message, 200);
        block[message.length] = 6; // SHA-3's suffix 01 and the first bit of the padding
        block[136 - 1] |= (byte) 0x80;
        long[] lanes = new long[25];
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(lanes);

        Keccak.permute(lanes);

        ByteBuffer squeezed = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        squeezed.asLongBuffer().put(lanes);
        byte[] sha3 = MessageDigest.getInstance("SHA3-256").digest(message);
        assertThat(Arrays.copyOf(squeezed.array(), 32)).isEqualTo(sha3);
    }
}
