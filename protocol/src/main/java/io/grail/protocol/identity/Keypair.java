package io.grail.protocol.identity;

import java.security.SecureRandom;

/** An sr25519 key pair: signs for one account. Never prints its secret. */
public final class Keypair {
    private static final int SEED_LENGTH = Schnorrkel.SEED_LENGTH;

    private final byte[] seed;
    private final Schnorrkel.Secret secret;
    private final AccountId account;

    private Keypair(byte[] seed, Schnorrkel.Secret secret) {
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
        return new Keypair(miniSecret.clone(), Schnorrkel.Secret.expand(miniSecret));
    }

    /**
     * The key pair of a secret URI: {@code //Alice}, {@code //miner//0} (below the development phrase, which everybody
     * knows), or {@code 0x<64 hex digits>//hot}.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static Keypair fromUri(String uri) {
        return fromSeed(SecretUri.miniSecret(uri));
    }

    /** A key pair that nobody had before. */
    public static Keypair generate() {
        byte[] seed = new byte[SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        return fromSeed(seed);
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

    /** The mini secret, for storing in a key file and for nothing else. */
    public byte[] seed() {
        return seed.clone();
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
