package io.grail.protocol.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A phrase of 12, 15, 18, 21 or 24 English words (BIP-39) that a key can be found again from. Never prints itself but
 * by {@link #phrase}.
 *
 * <p>Words, entropy and checksum are BIP-39's. The seed is not: Substrate stretches the entropy where BIP-39 stretches
 * the text (docs/wallets.md, section Phrases), so the same words give another key in most other wallets.
 */
public final class Mnemonic {
    private static final int STRETCHING_ROUNDS = 2_048;
    private static final int WIDE_SEED_BITS = 512;
    /** A longer word is none of the list's, and is not worth repeating. */
    private static final int MAX_SHOWN = 20;

    private static final String DEVELOPMENT = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    private final byte[] entropy;

    private Mnemonic(byte[] entropy) {
        this.entropy = entropy;
    }

    /**
     * Reads a phrase; case, and how much space is between the words, do not matter.
     *
     * @throws IllegalArgumentException if the number of words is wrong, if a word is not in the list (naming it and its
     *     position), or if the checksum does not fit
     */
    public static Mnemonic parse(String phrase) {
        String text = phrase.strip().toLowerCase(Locale.ROOT);
        String[] words = text.isEmpty() ? new String[0] : text.split("\\s+");
        requireCount(words.length);
        byte[] bits = new byte[(words.length * EnglishWords.BITS + 7) / 8];
        for (int i = 0; i < words.length; i++) {
            put(bits, i, index(words[i], i + 1));
        }
        Mnemonic mnemonic = new Mnemonic(Arrays.copyOf(bits, words.length * 4 / 3));
        if (!MessageDigest.isEqual(bits, mnemonic.withChecksum())) {
            throw new IllegalArgumentException("the checksum of the " + words.length
                    + " words does not fit: a word is wrong, or two changed places");
        }
        return mnemonic;
    }

    /**
     * The phrase that stands for these bytes.
     *
     * @throws IllegalArgumentException unless they are 16, 20, 24, 28 or 32
     */
    public static Mnemonic ofEntropy(byte[] entropy) {
        if (entropy.length % 4 != 0) {
            throw new IllegalArgumentException("entropy has 16, 20, 24, 28 or 32 bytes, got " + entropy.length);
        }
        requireCount(entropy.length * 3 / 4);
        return new Mnemonic(entropy.clone());
    }

    /**
     * A phrase that nobody had before.
     *
     * @param words 12, 15, 18, 21 or 24: 128 to 256 bits
     */
    public static Mnemonic generate(int words) {
        requireCount(words);
        byte[] entropy = new byte[words * 4 / 3];
        new SecureRandom().nextBytes(entropy);
        return new Mnemonic(entropy);
    }

    /** The phrase of the keys that every Substrate chain knows: no secret at all. */
    public static Mnemonic development() {
        return parse(DEVELOPMENT);
    }

    /** The words, a space between them: the secret itself. */
    public String phrase() {
        byte[] bits = withChecksum();
        StringJoiner words = new StringJoiner(" ");
        for (int word = 0; word < entropy.length * 3 / 4; word++) {
            int index = 0;
            for (int bit = word * EnglishWords.BITS; bit < (word + 1) * EnglishWords.BITS; bit++) {
                index = (index << 1) | ((bits[bit / 8] >> (7 - bit % 8)) & 1);
            }
            words.add(EnglishWords.word(index));
        }
        return words.toString();
    }

    /** The key pair of this phrase without a password. */
    public Keypair keypair() {
        return Keypair.fromSeed(miniSecret(""));
    }

    /** Substrate's 32-byte seed: the first half of PBKDF2-HMAC-SHA512(entropy, "mnemonic" ‖ password, 2048 rounds). */
    public byte[] miniSecret(String password) {
        String salt = "mnemonic" + Normalizer.normalize(password, Normalizer.Form.NFKD);
        var stretching = new PKCS5S2ParametersGenerator(new SHA512Digest());
        stretching.init(entropy, salt.getBytes(StandardCharsets.UTF_8), STRETCHING_ROUNDS);
        KeyParameter wide = (KeyParameter) stretching.generateDerivedMacParameters(WIDE_SEED_BITS);
        return Arrays.copyOf(wide.getKey(), Schnorrkel.SEED_LENGTH);
    }

    /** Entropy, then its checksum: the first bits of its SHA-256, one for each four bytes; zeros to a whole byte. */
    private byte[] withChecksum() {
        byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = (byte) (sha256(entropy)[0] & (0xff << (8 - entropy.length / 4)));
        return bits;
    }

    private static void requireCount(int words) {
        if (words < 12 || words > 24 || words % 3 != 0) {
            throw new IllegalArgumentException("a phrase has 12, 15, 18, 21 or 24 words, got " + words);
        }
    }

    private static int index(String word, int position) {
        int index = EnglishWords.index(word);
        if (index < 0) {
            String shown = word.length() <= MAX_SHOWN ? "'" + word + "'" : "of " + word.length() + " characters";
            throw new IllegalArgumentException(
                    "word " + position + ", " + shown + ", is not in the English list of BIP-39: mistyped?");
        }
        return index;
    }

    private static void put(byte[] bits, int word, int index) {
        for (int i = 0; i < EnglishWords.BITS; i++) {
            int bit = word * EnglishWords.BITS + i;
            bits[bit / 8] |= (byte) (((index >> (EnglishWords.BITS - 1 - i)) & 1) << (7 - bit % 8));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every Java platform must have it
        }
    }

    @Override
    public String toString() {
        return "Mnemonic[not shown]";
    }
}
