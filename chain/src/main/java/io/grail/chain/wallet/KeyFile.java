package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One file of a wallet, which holds one key. Every failure is a {@link WalletException} that names the file. */
public final class KeyFile {
    /** Far more than any key; nothing longer is read. */
    static final int MAX_BYTES = 64 * 1024;

    private static final KeyBytes FORMAT = new KeyBytes(Stretching.BTWALLET);

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** How it is encrypted. */
    public Encryption encryption() {
        return Encryption.of(bytes());
    }

    /** The key of a file that is not encrypted. */
    public StoredKey read() {
        byte[] bytes = bytes();
        if (Encryption.of(bytes) != Encryption.NONE) {
            throw new WalletException(path + " is " + Encryption.of(bytes) + ": its password is needed");
        }
        try (Password none = Password.taking(new char[0])) {
            return parsed(bytes, none);
        }
    }

    /**
     * The key, for whose password up to some seconds and 600 MiB of heap are spent.
     *
     * @throws WrongPasswordException if the password does not open it
     */
    public StoredKey read(Password password) {
        return parsed(bytes(), password);
    }

    /**
     * The key pair of a file that holds a secret.
     *
     * @param password needed if the file is encrypted
     */
    public StoredKey.Secret secret(Optional<Password> password) {
        return switch (password.isPresent() ? read(password.get()) : read()) {
            case StoredKey.Secret secret -> secret;
            case StoredKey.Public _ ->
                throw new WalletException(path + " holds an account and no secret: nothing can be signed with it");
        };
    }

    private StoredKey parsed(byte[] bytes, Password password) {
        try {
            return FORMAT.read(bytes, password).orElseThrow(() -> new WrongPasswordException(path.toString()));
        } catch (MalformedException e) {
            throw new WalletException(path + " is no key file: found " + e.found() + ", allowed " + e.allowed());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] bytes() {
        try {
            return PrivateFile.read(path, MAX_BYTES);
        } catch (IOException e) {
            throw new WalletException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** Writes {@code key}, encrypted if there is a password. */
    void write(StoredKey key, Optional<Password> password, boolean overwrite) {
        byte[] bytes = FORMAT.write(key, password);
        try {
            PrivateFile.write(path, bytes, overwrite);
        } catch (FileAlreadyExistsException e) {
            throw taken();
        } catch (IOException e) {
            throw new WalletException("cannot write " + path + ": " + e, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    WalletException taken() {
        return new WalletException(
                path + " is there already, and was not touched: choose another name, or ask to overwrite it");
    }

    /** The environment variable in which btcli looks for this file's password ({@link MaskedPassword}). */
    public String passwordVariable() {
        return "BT_PW_" + path.toString().replace('/', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
