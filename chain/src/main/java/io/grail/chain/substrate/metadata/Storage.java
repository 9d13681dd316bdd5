package io.grail.chain.substrate.metadata;

import java.util.List;

/**
 * What a pallet stores.
 *
 * @param prefix the name whose hash all its keys begin with; as a rule the pallet's
 */
public record Storage(String prefix, List<StorageEntry> entries) {}
