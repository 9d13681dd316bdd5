package io.grail.chain.substrate.metadata;

import java.util.List;

/**
 * What a runtime says of itself.
 *
 * @param version 14, 15 or 16
 * @param apis empty in version 14, which does not describe them
 */
public record Metadata(
        int version, TypeRegistry types, List<Pallet> pallets, ExtrinsicFormat extrinsic, List<RuntimeApi> apis) {}
