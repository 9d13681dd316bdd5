package io.grail.chain.substrate.metadata;

import java.util.List;

/**
 * One of the cases of a variant: a call, an event, an error, or any other enum's.
 *
 * @param index the byte that tells it from the others, 0 to 255
 * @param docs what the runtime's authors say of it, a line each
 */
public record Case(String name, int index, List<Field> fields, List<String> docs) {}
