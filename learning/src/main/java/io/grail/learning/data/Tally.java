package io.grail.learning.data;

/**
 * What has gone into the shards so far.
 *
 * @param pieces taken from the corpus, those that gave nothing among them
 * @param documents that ended
 * @param skipped documents that are not text
 * @param textBytes of UTF-8
 * @param tokens end tokens among them
 */
record Tally(long pieces, long documents, long skipped, long textBytes, long tokens) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    Tally plus(TokenEncoder.Encoded piece, int width) {
        return new Tally(
                pieces + 1,
                documents + (piece.endsDocument() ? 1 : 0),
                skipped + (piece.isText() ? 0 : 1),
                textBytes + piece.textBytes(),
                tokens + piece.tokens().length / width);
    }
}
