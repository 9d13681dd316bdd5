package io.grail.storage;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket in key order, page by page; a store that does not keep to the order is refused. */
final class S3Listing {
    private static final int PAGE = 1000;

    /** Pages of nothing but keys that Grail does not make, before a bucket counts as not listable. */
    private static final int MAX_IDLE_PAGES = 16;

    private final S3Calls calls;
    private final String prefix;
    private final int limit;
    private final List<StoredObject> found = new ArrayList<>();
    private String cursor;

    S3Listing(S3Calls calls, String prefix, String after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing's limit must be at least 1, got " + limit);
        }
        this.calls = calls;
        this.prefix = prefix;
        this.limit = limit;
        this.cursor = after;
    }

    List<StoredObject> run() {
        if (!ObjectKeys.isKey(prefix) && !ObjectKeys.isKey(prefix + "x")) {
            return List.of(); // no key begins like this, and some stores refuse the question
        }
        int idle = 0;
        while (found.size() < limit) {
            int before = found.size();
            ListObjectsV2Response page = page();
            page.contents().forEach(this::take);
            if (page.contents().isEmpty() || !Boolean.TRUE.equals(page.isTruncated())) {
                break;
            }
            idle = found.size() > before ? 0 : idle + 1;
            if (idle == MAX_IDLE_PAGES) {
                throw new StorageException("cannot list " + calls.location().place() + ": " + MAX_IDLE_PAGES * PAGE
                        + " keys in a row are none that Grail makes; use a bucket for Grail alone");
            }
        }
        return List.copyOf(found);
    }

    private ListObjectsV2Response page() {
        int wanted = Math.min(PAGE, limit - found.size());
        return calls.make(
                "list",
                prefix,
                0,
                (client, deadline) -> client.listObjectsV2(request -> {
                    request.bucket(calls.location().bucket())
                            .prefix(prefix)
                            .maxKeys(wanted)
                            .overrideConfiguration(deadline);
                    if (!cursor.isEmpty()) {
                        request.startAfter(cursor);
                    }
                }));
    }

    private void take(S3Object object) {
        String key = object.key();
        if (key == null || !key.startsWith(prefix) || key.compareTo(cursor) <= 0) {
            throw new StorageException("cannot list " + calls.location().place()
                    + ": the store does not answer in the order of keys, or with others than were asked for");
        }
        cursor = key;
        if (ObjectKeys.isKey(key) && found.size() < limit) {
            found.add(calls.described(key, object.size(), object.lastModified(), object.eTag()));
        }
    }
}
