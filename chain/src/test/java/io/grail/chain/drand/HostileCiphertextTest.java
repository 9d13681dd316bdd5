package io.grail.chain.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostileCiphertextTest {
    /** Broken ciphertexts; {@code -Dfuzz.ciphertexts}, and -Pnightly has more. */
    private static final int INPUTS = Integer.getInteger("fuzz.ciphertexts", 10_000);

    /** Of those that are well-formed, every so many is decrypted, which costs ten times as much. */
    private static final int DECRYPTED = 8;

    private static final byte[] WHOLE =
            Round1000.ciphertexts().getFirst().ciphertext().toArray();
    private static final byte[] MESSAGE =
            Round1000.ciphertexts().getFirst().message().toArray();
    private static final Signature SIGNATURE = Round1000.SIGNATURE;

    /** Where the length of the sealed message's part begins: U, and two counted parts of 32 bytes, before it. */
    private static final int LENGTHS = 96 + 40 + 40;

    @Test
    void brokenCiphertextsAreRefusedOrOpenNothingElse() {
        int wellFormed = 0;
        int refused = 0;
        for (long seed = 0; seed < INPUTS; seed++) {
            byte[] bytes = broken(new SplittableRandom(seed));
            Ciphertext ciphertext;
            try {
                ciphertext = Ciphertext.parse(bytes);
            } catch (MalformedException e) {
                refused++;
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(ciphertext.bytes()).as("seed %d", seed).isEqualTo(bytes);
            if (wellFormed++ % DECRYPTED == 0) {
                opensNothingElse(ciphertext, bytes, seed);
            }
        }
        assertThat(refused).isGreaterThan(INPUTS / 10);
        assertThat(wellFormed).isGreaterThan(INPUTS / 10);
    }

    private static void opensNothingElse(Ciphertext ciphertext, byte[] bytes, long seed) {
        try {
            assertThat(Timelock.decrypt(ciphertext, SIGNATURE))
                    .as("seed %d", seed)
                    .isEqualTo(MESSAGE);
            assertThat(bytes).as("seed %d", seed).isEqualTo(WHOLE);
        } catch (TimelockException e) {
            assertThat(bytes).as("seed %d", seed).isNotEqualTo(WHOLE);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** Flips a bit, writes a great or small length, cuts, lengthens, or puts other points where U is. */
    private static byte[] broken(SplittableRandom random) {
        byte[] bytes = WHOLE.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                int field = new int[] {96, 136, LENGTHS, LENGTHS + 8, bytes.length - 16}[random.nextInt(5)];
                long length = random.nextBoolean() ? random.nextLong() : random.nextLong(80);
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(field, length);
            }
            case 4 -> bytes = Arrays.copyOf(bytes, random.nextBoolean() ? at : bytes.length + 1 + random.nextInt(9));
            default -> {
                byte[] point = new byte[96];
                random.nextBytes(point);
                point[0] = (byte) ((point[0] & 0x1f) | 0x80);
                System.arraycopy(point, 0, bytes, 0, point.length);
            }
        }
        return bytes;
    }

    @Test
    void aLengthReservesNothing() {
        byte[] claims = WHOLE.clone();
        ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN).putLong(LENGTHS, Long.MAX_VALUE);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThatThrownBy(() -> Ciphertext.parse(claims)).isInstanceOf(MalformedException.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Ciphertext.parse(claims)).isInstanceOf(MalformedException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void pointsOutsideTheGroupAndInfinityAreRefused() {
        byte[] infinity = new byte[96];
        infinity[0] = (byte) 0xc0;
        assertThatThrownBy(() -> Ciphertext.parse(withU(infinity)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("infinity");
        assertThat(refusedOutsideTheGroup(96)).isPositive();
    }

    private static byte[] withU(byte[] u) {
        byte[] bytes = WHOLE.clone();
        System.arraycopy(u, 0, bytes, 0, u.length);
        return bytes;
    }

    @Test
    void signaturesOutsideTheGroupAndInfinityAreRefused() {
        byte[] infinity = new byte[48];
        infinity[0] = (byte) 0xc0;
        assertThatThrownBy(() -> Signature.parse(infinity)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Signature.parse(new byte[0])).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Signature.parse(new byte[96])).isInstanceOf(MalformedException.class);
        assertThat(refusedOutsideTheGroup(48)).isPositive();
    }

    /** Of random x-coordinates half lie on the curve, and next to none of those in the group. */
    private static int refusedOutsideTheGroup(int length) {
        SplittableRandom random = new SplittableRandom(3);
        int outside = 0;
        for (int i = 0; i < 40; i++) {
            byte[] point = new byte[length];
            random.nextBytes(point);
            point[0] = (byte) ((point[0] & 0x0f) | 0x80);
            if (length > Signature.LENGTH) {
                point[Signature.LENGTH] &= 0x0f; // the second coordinate must be below the field's prime too
            }
            try {
                if (length == Signature.LENGTH) {
                    Signature.parse(point);
                } else {
                    Ciphertext.parse(withU(point));
                }
                throw new AssertionError("a random point was taken: input " + i);
            } catch (MalformedException e) {
                outside += e.found().contains("outside") ? 1 : 0;
            }
        }
        return outside;
    }
}
