package io.grail.learning.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tokenises pieces on several threads and writes them in order on one. */
final class Tokenizing {
    /** Pieces under way for each thread: enough that none waits, few enough that memory stays small. */
    private static final int AHEAD = 4;

    private final Preparation preparation;
    private final TokenWidth width;
    private final ShardWriter shards;
    private final PreparationProgress progress;
    private final TokenEncoder encoder;

    Tokenizing(Preparation preparation, TokenWidth width, ShardWriter shards, PreparationProgress progress) {
        this.preparation = preparation;
        this.width = width;
        this.shards = shards;
        this.progress = progress;
        this.encoder = new TokenEncoder(preparation.tokenizer(), width);
    }

    /** Takes all documents but what the kept shards hold. */
    Tally run(Documents documents, List<Journal.Line> kept) throws IOException, InterruptedException {
        Tally tally = kept.isEmpty() ? Tally.NOTHING : kept.getLast().before();
        long skipTokens = kept.isEmpty() ? 0 : kept.getLast().intoPiece();
        Queue<Future<TokenEncoder.Encoded>> underWay = new ArrayDeque<>();
        ExecutorService workers = Executors.newFixedThreadPool(
                preparation.threads(),
                Thread.ofPlatform().daemon().name("tokenise-", 0).factory());
        try (PieceCursor pieces = new PieceCursor(documents.iterator())) {
            for (long skip = 0; skip < tally.pieces(); skip++) {
                pieces.next();
            }
            boolean more = true;
            while (more || !underWay.isEmpty()) {
                while (more && underWay.size() < AHEAD * preparation.threads()) {
                    Optional<Piece> piece = pieces.next();
                    more = piece.isPresent();
                    piece.ifPresent(next -> underWay.add(workers.submit(() -> encoder.encode(next))));
                }
                if (!underWay.isEmpty()) {
                    TokenEncoder.Encoded encoded = await(underWay.remove());
                    shards.append(encoded.tokens(), skipTokens, tally);
                    skipTokens = 0;
                    tally = tally.plus(encoded, width.bytes());
                    progress.update(PreparationProgress.Stage.TOKENIZING, tally.textBytes(), documents.bytes());
                }
            }
            return tally;
        } finally {
            workers.shutdownNow();
        }
    }

    private static TokenEncoder.Encoded await(Future<TokenEncoder.Encoded> piece)
            throws IOException, InterruptedException {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatasetException cause) {
                throw cause;
            }
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }
}
