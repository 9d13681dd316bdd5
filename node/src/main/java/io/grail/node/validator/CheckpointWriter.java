package io.grail.node.validator;

import io.grail.learning.checkpoint.ShardedFile;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.Disk;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.bytes.MalformedException;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a model that lies in a folder into the validator's bucket as a checkpoint. All files come first, then what is signed,
 * and the pointer moves last: wherever it stops, the pointer names a checkpoint that is whole.
 */
final class CheckpointWriter {
    private final NodeContext node;
    private final Tokenizer tokenizer;
    private final CheckpointShelf shelf;
    private final long shardBytes;

    CheckpointWriter(NodeContext node, Tokenizer tokenizer) {
        this(node, tokenizer, ShardedFile.SHARD_BYTES);
    }

    CheckpointWriter(NodeContext node, Tokenizer tokenizer, long shardBytes) {
        this.node = node;
        this.tokenizer = tokenizer;
        this.shelf = new CheckpointShelf(node);
        this.shardBytes = shardBytes;
    }

    /**
     * Writes one checkpoint; as much memory as the state.
     *
     * @param source a folder with the model as a snapshot holds it
     * @param staging a folder that is made for the purpose, and deleted at the end
     * @throws io.grail.node.sync.ForkedStateException if the numbers in {@code source} are not those that were written
     */
    void write(Path source, Path staging) throws IOException {
        SharedModel model = ModelFile.read(source, node);
        Disk.REAL.delete(staging);
        Files.createDirectories(staging);
        try {
            CheckpointDescription description = CheckpointFolder.write(
                    staging, node.run(), tokenizer, model, node.seat().account(), shardBytes);
            if (!isThere(description)) {
                upload(staging, description);
                node.events().emit(new NodeEvent.CheckpointWritten(model.window(), description.bytes()));
            }
            shelf.sweep();
        } finally {
            Disk.REAL.delete(staging);
        }
    }

    private void upload(Path staging, CheckpointDescription description) {
        String prefix = node.keys().checkpoint(description.window());
        for (Part part : description.parts()) {
            StoredObject stored = node.own().putFile(prefix + part.name(), staging.resolve(part.name()));
            if (stored.size() != part.bytes()) {
                throw new StorageException(stored.key() + " has " + stored.size() + " bytes in the bucket, and "
                        + part.bytes() + " were put: the pointer stays where it is");
            }
        }
        node.own()
                .put(
                        prefix + CheckpointDescription.FILE,
                        description.sign(node.seat().hotkey()));
        shelf.name(description.window());
    }

    /** Whether a former life of this node has put it there, pointer and all. */
    private boolean isThere(CheckpointDescription description) {
        if (!shelf.named().equals(Optional.of(description.window()))) {
            return false;
        }
        String key = node.keys().checkpoint(description.window()) + CheckpointDescription.FILE;
        try {
            return node.own()
                    .get(key, CheckpointDescription.MAX_BYTES)
                    .map(CheckpointDescription::parse)
                    .filter(description::equals)
                    .isPresent();
        } catch (MalformedException e) {
            return false;
        }
    }
}
