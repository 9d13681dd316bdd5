package io.grail.storage;

import java.time.Instant;

/**
 * What a store says of an object, without its body.
 *
 * @param size in bytes
 * @param lastModified the server's clock; object stores give whole seconds
 * @param etag changes whenever the bytes do
 */
public record StoredObject(String key, long size, Instant lastModified, String etag) {}
