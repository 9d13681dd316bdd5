package io.grail.protocol.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** An sr25519 key pair: signs for one account. Never prints its secret. */
public final class Keypair {
    private static final int SEED_LENGTH = Schnorrkel.SEED_LENGTH;

    /** Length of {@link #secretKey}. */
    public static final int SECRET_KEY_LENGTH = Schnorrkel.SECRET_LENGTH;

    private final Optional<byte[]> seed;
    private final Schnorrkel.Secret secret;
    private final AccountId account;

    private Keypair(Optional<byte[]> seed, Schnorrkel.Secret secret) {
        this.seed = seed;
        this.secret = secret;
        this.account = AccountId.of(secret.publicKey());
    }

    /**
     * The key pair of a 32-byte mini secret (substrate's seed).
     *
     * @throws IllegalArgumentException if {@code miniSecret} is not 32 bytes long
     */
    public static Keypair fromSeed(byte[] miniSecret) {
        if (miniSecret.length != SEED_LENGTH) {
            throw new IllegalArgumentException("a seed has " + SEED_LENGTH + " bytes, got " + miniSecret.length);
        }
        return new Keypair(Optional.of(miniSecret.clone()), Schnorrkel.Secret.expand(miniSecret));
    }

    /**
     * The key pair of an expanded secret, as {@link #secretKey} gives it.
     *
     * @throws IllegalArgumentException if it is not 64 bytes long, or its first half no number from 1 to below the
     *     group's order
     */
    public static Keypair fromSecretKey(byte[] secretKey) {
        if (secretKey.length != SECRET_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "a secret key has " + SECRET_KEY_LENGTH + " bytes, got " + secretKey.length);
        }
        return new Keypair(Optional.empty(), Schnorrkel.Secret.parse(secretKey));
    }

    /**
     * The key pair of a secret URI (docs/wallets.md): a phrase or {@code 0x<64 hex digits>}, then {@code //hard/soft}
     * junctions, then, after a phrase, {@code ///password}. Without either it is below the development phrase, which
     * everybody knows: {@code //Alice}, {@code //miner//0}.
     *
     * @throws IllegalArgumentException if it is none; the message repeats at most a word that is in no phrase
     */
    public static Keypair fromUri(String uri) {
        return SecretUri.keypair(uri);
    }

    /** A key pair that nobody had before. */
    public static Keypair generate() {
        byte[] seed = new byte[SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        return fromSeed(seed);
    }

    /** The key pair at the end of {@code path} below this one. It has a seed if the last junction is hard. */
    Keypair derive(List<Junction> path) {
        Keypair pair = this;
        for (Junction junction : path) {
            pair = junction.hard()
                    ? fromSeed(Schnorrkel.deriveHard(pair.secret, junction.chainCode()))
                    : new Keypair(Optional.empty(), Schnorrkel.deriveSoft(pair.secret, junction.chainCode()));
        }
        return pair;
    }

    public AccountId account() {
        return account;
    }

    public Hotkey hotkey() {
        return new Hotkey(account);
    }

    public Coldkey coldkey() {
        return new Coldkey(account);
    }

    /** The mini secret, for storing in a key file and for nothing else; a soft junction leads to a key without one. */
    public Optional<byte[]> seed() {
        return seed.map(byte[]::clone);
    }

    /** 64 bytes, for storing in a key file and for nothing else: the key as a number, little-endian, and the nonce. */
    public byte[] secretKey() {
        return secret.bytes();
    }

    /**
     * A 64-byte sr25519 signature over {@code message}, signing context {@code substrate}. Deterministic: equal key and
     * message give equal bytes (docs/protocol.md, section Signatures, says why that is safe).
     */
    public byte[] sign(byte[] message) {
        return Schnorrkel.sign(secret, message);
    }

    /** Whether {@code signature} is {@code signer}'s over {@code message}; any bytes are allowed as signature. */
    public static boolean verify(AccountId signer, byte[] message, byte[] signature) {
        return Schnorrkel.verify(signer.bytes(), message, signature);
    }

    @Override
    public String toString() {
        return "Keypair[" + account.ss58() + "]";
    }
}
