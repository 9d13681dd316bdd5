package io.grail.chain.wallet;

import io.grail.protocol.bytes.MalformedException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a key file: JSON, perhaps encrypted.
 *
 * @param stretching {@link Stretching#BTWALLET} for every file that btcli shall read
 */
record KeyBytes(Stretching stretching) {
    /** The encrypted form of {@code key}, or the plain one without a password. */
    byte[] write(StoredKey key, Optional<Password> password) {
        byte[] json = KeyJson.write(key);
        if (password.isEmpty()) {
            return json;
        }
        byte[] sealed = NaclFile.seal(json, password.get(), stretching);
        Arrays.fill(json, (byte) 0);
        return sealed;
    }

    /**
     * The key, or empty if {@code password} does not open the file. A file that is not encrypted needs none.
     *
     * @throws MalformedException naming what is wrong, and repeating nothing secret
     */
    Optional<StoredKey> read(byte[] file, Password password) {
        Optional<byte[]> json = plain(file, password);
        try {
            return json.map(KeyJson::parse);
        } finally {
            json.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private Optional<byte[]> plain(byte[] file, Password password) {
        return switch (Encryption.of(file)) {
            case NONE -> Optional.of(file.clone());
            case NACL -> NaclFile.open(file, password, stretching);
            case ANSIBLE_VAULT -> VaultFile.open(file, password, stretching);
            case FERNET -> FernetFile.open(file, password, stretching);
        };
    }
}
