package io.grail.chain.substrate.metadata;

import io.grail.chain.substrate.scale.Bytes;

/** A constant of a pallet: its type and the bytes of its value. */
public record Constant(String name, int type, Bytes value) {}
