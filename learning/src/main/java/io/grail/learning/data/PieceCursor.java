package io.grail.learning.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts documents into pieces, so that memory is bounded whatever a document's size.
 *
 * <p>A small document is one piece, read where it is tokenised. A large one, or one whose size is unknown, is read here,
 * and cut at the last line end of every 4 MiB.
 */
final class PieceCursor implements AutoCloseable {
    static final int PIECE_BYTES = 4 << 20;

    private final Iterator<Document> documents;
    private @Nullable LargeDocument current;

    PieceCursor(Iterator<Document> documents) {
        this.documents = documents;
    }

    Optional<Piece> next() throws IOException {
        while (true) {
            LargeDocument large = current;
            if (large != null) {
                Piece piece = large.next();
                if (piece.last()) {
                    close();
                }
                return Optional.of(piece);
            }
            if (!documents.hasNext()) {
                return Optional.empty();
            }
            Document document = documents.next();
            if (document.size() >= 0 && document.size() <= PIECE_BYTES) {
                return Optional.of(new Piece(document.name(), true, true, () -> load(document)));
            }
            current = new LargeDocument(document);
        }
    }

    @Override
    public void close() throws IOException {
        LargeDocument large = current;
        current = null;
        if (large != null) {
            large.in.close();
        }
    }

    private static Optional<byte[]> load(Document document) throws IOException {
        int declared = (int) document.size();
        try (InputStream in = document.open()) {
            byte[] bytes = in.readNBytes(declared + 1);
            if (bytes.length > declared) {
                throw new DatasetException(document.name() + " says it has " + declared
                        + " bytes and has more; the archive is damaged, or the file grew while it was read");
            }
            return Utf8.isText(bytes) ? Optional.of(Utf8.clean(bytes)) : Optional.empty();
        }
    }

    /** A document that is read piece by piece. */
    private static final class LargeDocument {
        private final String name;
        private final InputStream in;
        private byte[] rest = new byte[0];
        private boolean begun;

        LargeDocument(Document document) throws IOException {
            name = document.name();
            in = document.open();
        }

        Piece next() throws IOException {
            byte[] buffer = Arrays.copyOf(rest, PIECE_BYTES);
            int length = rest.length + in.readNBytes(buffer, rest.length, PIECE_BYTES - rest.length);
            boolean last = length < PIECE_BYTES;
            int cut = last ? length : Utf8.cut(buffer, length);
            byte[] piece = Arrays.copyOf(buffer, cut);
            rest = Arrays.copyOfRange(buffer, cut, length);
            if (!begun && !Utf8.isText(piece)) {
                return new Piece(name, true, true, Optional::empty);
            }
            boolean first = !begun;
            begun = true;
            return new Piece(name, first, last, () -> Optional.of(Utf8.clean(piece)));
        }
    }
}
