package io.grail.chain.substrate.metadata;

import java.util.List;
import java.util.OptionalInt;

/**
 * What extrinsics look like.
 *
 * @param versions the versions that the runtime reads
 * @param address the type of the signer
 * @param signature the type of the signature
 * @param extensions those of version 4, in their order
 */
public record ExtrinsicFormat(
        List<Integer> versions, OptionalInt address, OptionalInt signature, List<Extension> extensions) {}
