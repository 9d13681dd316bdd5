package io.grail.learning.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines as bytes, each within a bound, so that a file without line ends cannot fill the memory. */
final class LineReader {
    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end; empty at the end of the file.
     *
     * @throws IOException if the line is longer than the bound
     */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            if (line.size() > maxBytes) {
                throw new IOException("a line has more than " + maxBytes + " bytes");
            }
            position = end + 1;
            if (end < limit) {
                return Optional.of(line.toByteArray());
            }
        }
        return line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
