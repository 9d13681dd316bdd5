package io.grail.chain.substrate.metadata;

import java.util.Optional;

/**
 * A part of a composite or of a variant's case.
 *
 * @param name empty in tuples and newtypes
 * @param type a type's id in the {@link TypeRegistry}
 */
public record Field(Optional<String> name, int type) {}
