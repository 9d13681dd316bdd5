package io.grail.node.cli.network;

import io.grail.node.cli.UsageException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people write them: tokens, of which each has 10⁹ rao. */
final class Tokens {
    private static final int DIGITS = 9;

    private Tokens() {}

    static String of(long rao) {
        BigDecimal tokens = BigDecimal.valueOf(rao, DIGITS).stripTrailingZeros();
        return tokens.setScale(Math.max(0, tokens.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** What was written, in rao; more than nothing. */
    static long rao(String text) {
        try {
            long rao = new BigDecimal(text).movePointRight(DIGITS).longValueExact();
            if (rao > 0) {
                return rao;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // says the sentence below
        }
        throw new UsageException("an amount is a number of tokens above 0 with at most 9 decimals, got '" + text + "'");
    }
}
