package io.grail.learning.data;

/**
 * What a preparation came to.
 *
 * @param skipped documents left out because they are not text
 * @param shardsKept how many shards of an earlier, interrupted preparation were found right and kept
 */
public record PreparedDataset(DatasetManifest manifest, long skipped, int shardsKept) {}
