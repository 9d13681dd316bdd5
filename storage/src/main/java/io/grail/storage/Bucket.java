package io.grail.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A participant's store of immutable-by-convention objects under string keys.
 *
 * <p>Keys are {@code /}-separated segments of {@code A-Z a-z 0-9 . _ -}, no segment {@code .} or {@code ..}, at most
 * 1,024 characters. Every method throws {@link StorageException} naming the bucket and the key when the service cannot
 * be reached or refuses; a missing object is a value, not an exception, except where noted. One conformance suite runs
 * against every implementation. Safe for use by several threads.
 */
public interface Bucket extends AutoCloseable {
    /** Puts the whole object or nothing; overwrites. A reader sees the old bytes or the new, never a mixture. */
    StoredObject put(String key, byte[] body);

    /** As {@link #put} with the bytes of a file. */
    StoredObject putFile(String key, Path file);

    Optional<StoredObject> head(String key);

    /**
     * The bytes of an object.
     *
     * @param maxBytes an object larger than this is refused before its body is read
     * @throws ObjectTooLargeException if it is larger
     */
    Optional<byte[]> get(String key, long maxBytes);

    /** Bytes [offset, offset + length) of an object; fewer if it ends before. */
    Optional<byte[]> getRange(String key, long offset, int length);

    /** Downloads into {@code target}, which appears complete or not at all; false if there is no such object. */
    boolean getFile(String key, Path target, long maxBytes);

    /** Objects whose key starts with {@code prefix}, in key order, at most {@code limit}, after key {@code after}. */
    List<StoredObject> list(String prefix, String after, int limit);

    /** Deletes the object; a missing one is no error. */
    void delete(String key);

    /** Where it is, as other nodes would open it; printable, without secrets. */
    String location();

    @Override
    void close();
}
