package io.grail.chain.substrate.metadata;

/**
 * Something that every signed extrinsic says besides its call.
 *
 * @param extra the type of what it adds to the extrinsic
 * @param implicit the type of what it adds to the signed bytes alone
 */
public record Extension(String identifier, int extra, int implicit) {}
