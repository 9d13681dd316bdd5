package io.grail.learning.checkpoint;

import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.TensorShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parameters in a folder under a name, as transformers keeps them: {@code NAME.safetensors}, or above a size {@code
 * NAME-00001-of-0000N.safetensors} and so on with {@code NAME.safetensors.index.json}. Equal parameters and sizes give
 * equal bytes.
 */
public final class ShardedFile {
    /**
     * Most bytes of tensors in one file, unless a tensor alone has more. A store takes at most 5 GB in one piece; where
     * validators cut differently, their checkpoints would be different bytes.
     */
    public static final long SHARD_BYTES = 4L << 30;

    private static final String SUFFIX = ".safetensors";

    private ShardedFile() {}

    /**
     * Writes each file whole or not at all, the index last.
     *
     * @param shardBytes most bytes of tensors in one file, unless a tensor alone has more
     * @throws CheckpointException if one cannot be written
     */
    public static void write(
            Path folder, String name, Parameters parameters, Map<String, String> metadata, long shardBytes) {
        List<List<SafetensorsWriter.Named>> shards = cut(ParameterFile.named("", parameters), shardBytes);
        if (shards.size() == 1) {
            SafetensorsWriter.write(folder.resolve(name + SUFFIX), metadata, shards.getFirst());
            return;
        }
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String file = ShardIndex.file(name, i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(file), metadata, shards.get(i));
            shards.get(i).forEach(tensor -> files.put(tensor.name(), file));
        }
        ShardIndex.write(
                folder.resolve(ShardIndex.file(name)),
                files,
                4 * parameters.layout().size());
    }

    /** Whether a folder holds parameters under {@code name}, as far as names tell. */
    public static boolean isIn(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name + SUFFIX))
                || Files.isRegularFile(folder.resolve(ShardIndex.file(name)));
    }

    /**
     * Whether {@code file} is one of those that parameters under {@code name} can lie in, index included. Nothing else is
     * ever opened, whatever an index says.
     */
    public static boolean isPart(String file, String name) {
        return file.equals(name + SUFFIX) || file.equals(ShardIndex.file(name)) || ShardIndex.isShard(file, name);
    }

    /**
     * Reads all tensors of {@code layout}, which must be all that there are. A single file goes before an index.
     *
     * @throws CheckpointException if a file is missing, damaged, or of another layout
     */
    public static Parameters read(Path folder, String name, ParameterLayout layout) {
        Path single = folder.resolve(name + SUFFIX);
        Path index = folder.resolve(ShardIndex.file(name));
        if (Files.exists(single) || !Files.exists(index)) {
            return ParameterFile.read(single, layout);
        }
        Map<String, Set<String>> shards = ShardIndex.read(index, name, layout);
        Parameters parameters = Parameters.zeros(layout);
        shards.forEach((file, tensors) -> read(folder.resolve(file), tensors, parameters));
        return parameters;
    }

    private static void read(Path shard, Set<String> expected, Parameters into) {
        try (Safetensors tensors = Safetensors.open(shard)) {
            Set<String> unknown = new TreeSet<>(tensors.names());
            unknown.removeAll(expected);
            if (!unknown.isEmpty()) {
                throw new CheckpointException(
                        shard, "holds " + unknown.iterator().next() + ", which the index does not" + " place there");
            }
            for (String name : expected) {
                int tensor = into.layout().indexOf(name);
                TensorShape shape = into.layout().tensor(tensor);
                tensors.read(name, ParameterFile.sizes(shape), into.values(tensor));
            }
        }
    }

    /** Fills file after file in the order of the tensors. */
    private static List<List<SafetensorsWriter.Named>> cut(List<SafetensorsWriter.Named> tensors, long shardBytes) {
        List<List<SafetensorsWriter.Named>> shards = new ArrayList<>();
        List<SafetensorsWriter.Named> shard = new ArrayList<>();
        long bytes = 0;
        for (SafetensorsWriter.Named tensor : tensors) {
            long more = 4L * tensor.values().length;
            if (!shard.isEmpty() && bytes + more > shardBytes) {
                shards.add(shard);
                shard = new ArrayList<>();
                bytes = 0;
            }
            shard.add(tensor);
            bytes += more;
        }
        shards.add(shard);
        return shards;
    }
}
