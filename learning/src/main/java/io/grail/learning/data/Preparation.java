package io.grail.learning.data;

import io.grail.learning.tokenize.Tokenizer;

/**
 * What to prepare, and how.
 *
 * @param seed of the documents' order
 * @param shape lengths of samples and shards
 * @param threads that tokenise; the result does not depend on it
 */
public record Preparation(Corpus corpus, Tokenizer tokenizer, long seed, Shape shape, int threads) {
    public static final long DEFAULT_SHARD_TOKENS = 64L << 20;

    public Preparation {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
    }

    /**
     * Lengths.
     *
     * @param sequenceLength L: a sample is L + 1 tokens
     * @param requiredSamples with fewer the corpus is refused
     * @param shardTokens of every shard but the last; 128 MiB or 256 MiB by default
     */
    public record Shape(int sequenceLength, long requiredSamples, long shardTokens) {
        public Shape {
            if (sequenceLength < 1 || requiredSamples < 1 || shardTokens < 1) {
                throw new IllegalArgumentException("lengths must be at least 1, got sequenceLength " + sequenceLength
                        + ", requiredSamples " + requiredSamples + ", shardTokens " + shardTokens);
            }
        }

        public Shape(int sequenceLength, long requiredSamples) {
            this(sequenceLength, requiredSamples, DEFAULT_SHARD_TOKENS);
        }
    }
}
