package io.grail.chain.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimelockTest {
    private static final byte[] MESSAGE = "weights".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LocalBeacon beacon =
            new LocalBeacon("test", InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

    @Test
    void whatTheOtherImplementationLockedToRound1000OpensWithItsSignature() {
        Signature signature = Round1000.SIGNATURE;
        for (Round1000.Locked locked : Round1000.ciphertexts()) {
            Ciphertext ciphertext = Ciphertext.parse(locked.ciphertext().toArray());
            assertThat(Timelock.decrypt(ciphertext, signature))
                    .isEqualTo(locked.message().toArray());
            assertThat(ciphertext.bytes()).isEqualTo(locked.ciphertext().toArray());
        }
    }

    @Test
    void whatIsLockedToRound1000OfQuicknetOpensWithItsSignature() {
        Ciphertext ciphertext = Timelock.encrypt(MESSAGE, 1_000, DrandChain.QUICKNET, RANDOM);
        byte[] bytes = ciphertext.bytes();
        assertThat(bytes).hasSize(Ciphertext.OVERHEAD + MESSAGE.length);
        assertThat(Timelock.decrypt(Ciphertext.parse(bytes), Round1000.SIGNATURE))
                .isEqualTo(MESSAGE);
    }

    @Test
    void messagesOfAnyLengthComeBack() {
        Signature signature = beacon.round(7).signature();
        for (int length : new int[] {0, 1, 15, 16, 17, 4_756}) {
            byte[] message = new byte[length];
            RANDOM.nextBytes(message);
            byte[] bytes = Timelock.encrypt(message, 7, beacon.chain(), RANDOM).bytes();
            assertThat(Timelock.decrypt(Ciphertext.parse(bytes), signature)).isEqualTo(message);
        }
    }

    @Test
    void anotherRoundsSignatureOpensNothing() {
        Ciphertext ciphertext = Timelock.encrypt(MESSAGE, 7, beacon.chain(), RANDOM);
        for (long other : new long[] {1, 6, 8}) {
            assertThatThrownBy(() ->
                            Timelock.decrypt(ciphertext, beacon.round(other).signature()))
                    .isInstanceOf(TimelockException.class)
                    .hasMessageContaining("another round");
        }
    }

    @Test
    void anotherChainsSignatureOpensNothing() {
        Ciphertext ciphertext = Timelock.encrypt(MESSAGE, 1_000, beacon.chain(), RANDOM);
        assertThatThrownBy(() -> Timelock.decrypt(ciphertext, Round1000.SIGNATURE))
                .isInstanceOf(TimelockException.class);
    }

    @Test
    void twoLockingsOfOneMessageHaveNothingInCommon() {
        byte[] one = Timelock.encrypt(MESSAGE, 7, beacon.chain(), RANDOM).bytes();
        byte[] two = Timelock.encrypt(MESSAGE, 7, beacon.chain(), RANDOM).bytes();
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void theSameRandomnessGivesTheSameBytes() {
        byte[] one = Timelock.encrypt(MESSAGE, 7, beacon.chain(), new SplittableRandom(1))
                .bytes();
        byte[] two = Timelock.encrypt(MESSAGE, 7, beacon.chain(), new SplittableRandom(1))
                .bytes();
        assertThat(one).isEqualTo(two);
    }
}
