package io.grail.chain.wallet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A password in an environment variable as btcli leaves it there: base64 of its bytes, each XORed with one of the
 * variable's name. That hides it from a glance and from nobody else.
 */
public final class MaskedPassword {
    private MaskedPassword() {}

    /**
     * The password in {@code value} of the variable {@code name}.
     *
     * @throws WalletException if the value is not one
     */
    public static Password unmask(String name, String value) {
        byte[] mask = name.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] bytes = Base64.getDecoder().decode(value.strip());
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= mask[i % mask.length];
            }
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return Password.taking(characters);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new WalletException(
                    "the variable " + name + " does not hold a password as btcli leaves it there: remove or renew it");
        }
    }
}
