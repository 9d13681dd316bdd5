package io.grail.learning.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first 128 bytes of a one-dimensional {@code .npy} file, format version 1.0. */
final class NumpyHeader {
    static final int LENGTH = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NumpyHeader() {}

    /** The header of an array of {@code count} tokens; its length does not depend on the count. */
    static byte[] of(TokenWidth width, long count) {
        byte[] description = ("{'descr': '" + width.numpy() + "', 'fortran_order': False, 'shape': (" + count + ",), }")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] header = new byte[LENGTH];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        int rest = LENGTH - MAGIC.length - 2;
        header[MAGIC.length] = (byte) rest;
        header[MAGIC.length + 1] = 0;
        System.arraycopy(description, 0, header, MAGIC.length + 2, description.length);
        header[LENGTH - 1] = '\n';
        return header;
    }
}
