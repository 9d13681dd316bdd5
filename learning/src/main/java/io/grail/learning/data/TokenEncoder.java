package io.grail.learning.data;

import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.learning.tokenize.HuggingFaceTokenizer;
import io.grail.learning.tokenize.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns a piece into the bytes that a shard holds; on any thread. */
record TokenEncoder(Tokenizer tokenizer, TokenWidth width) {
    /** A tokenised piece. */
    static final class Encoded {
        private final byte[] tokens;
        private final int textBytes;
        private final boolean text;
        private final boolean endsDocument;

        private Encoded(byte[] tokens, int textBytes, boolean text, boolean endsDocument) {
            this.tokens = tokens;
            this.textBytes = textBytes;
            this.text = text;
            this.endsDocument = endsDocument;
        }

        /** Little-endian; not copied. */
        byte[] tokens() {
            return tokens;
        }

        /** UTF-8 bytes behind the tokens. */
        int textBytes() {
            return textBytes;
        }

        /** False if its document is not text and gave nothing. */
        boolean isText() {
            return text;
        }

        /** Whether an end token was written. */
        boolean endsDocument() {
            return endsDocument;
        }
    }

    Encoded encode(Piece piece) throws IOException {
        Optional<byte[]> loaded = piece.loader().load();
        if (loaded.isEmpty() || (loaded.get().length == 0 && piece.first() && piece.last())) {
            return new Encoded(new byte[0], 0, loaded.isPresent(), false);
        }
        byte[] text = loaded.get();
        byte[] tokens = switch (tokenizer) {
            case ByteTokenizer bytes when width == TokenWidth.UINT16 -> bytes.encodeToShortBytes(text);
            case ByteTokenizer bytes -> width.encode(bytes.encode(new String(text, StandardCharsets.UTF_8)));
            case HuggingFaceTokenizer other -> width.encode(other.encode(new String(text, StandardCharsets.UTF_8)));
        };
        return new Encoded(piece.last() ? withEos(tokens) : tokens, text.length, true, piece.last());
    }

    private byte[] withEos(byte[] tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(tokens.length + width.bytes());
        out.writeBytes(tokens);
        out.writeBytes(width.encode(new int[] {tokenizer.eos()}));
        return out.toByteArray();
    }
}
