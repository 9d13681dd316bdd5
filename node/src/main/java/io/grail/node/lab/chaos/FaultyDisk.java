package io.grail.node.lab.chaos;

import io.grail.node.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A node's disk under faults: the node may die between any two steps, and a power cut may take back what was not forced:
 * bytes of files, names in folders, renames, each for itself, as POSIX allows.
 */
final class FaultyDisk implements Disk {
    private final Injector injector;
    private final Set<Path> bytesKept = new HashSet<>();
    private final Set<Path> namesKept = new HashSet<>();
    /** What lay under a name before a rename that is not forced yet. */
    private final Map<Path, Optional<byte[]>> renamed = new HashMap<>();

    FaultyDisk(Injector injector) {
        this.injector = injector;
    }

    @Override
    public void force(Path path) throws IOException {
        injector.effect(Effect.DISK, () -> {
            // The real force costs time, and here nothing but the bookkeeping tells whether it was done.
            if (Files.isDirectory(path)) {
                namesKept.addAll(children(path));
                renamed.keySet().removeIf(to -> path.equals(to.getParent()));
            } else {
                bytesKept.add(path);
            }
            return true;
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        injector.effect(Effect.DISK, () -> {
            if (!renamed.containsKey(to)) {
                renamed.put(to, Files.exists(to) ? Optional.of(Files.readAllBytes(to)) : Optional.empty());
            }
            Disk.REAL.rename(from, to);
            if (bytesKept.remove(from)) {
                bytesKept.add(to);
            }
            return true;
        });
    }

    @Override
    public void delete(Path tree) throws IOException {
        injector.effect(Effect.DISK, () -> {
            Disk.REAL.delete(tree);
            bytesKept.removeIf(path -> path.startsWith(tree));
            namesKept.removeIf(path -> path.startsWith(tree));
            return true;
        });
    }

    /** Takes back what was not forced, each by the toss of a coin. */
    void losePower(Path folder, RandomGenerator coin) throws IOException {
        for (Map.Entry<Path, Optional<byte[]>> rename : new TreeMap<>(renamed).entrySet()) {
            Path name = rename.getKey();
            if (coin.nextBoolean()) {
                Files.deleteIfExists(name);
                if (rename.getValue().isPresent()) {
                    Files.write(name, rename.getValue().get());
                }
            }
            bytesKept.add(name);
            namesKept.add(name);
        }
        renamed.clear();
        lose(folder, coin);
    }

    private void lose(Path folder, RandomGenerator coin) throws IOException {
        for (Path child : children(folder)) {
            if (!namesKept.contains(child) && coin.nextBoolean()) {
                Disk.REAL.delete(child);
            } else if (Files.isDirectory(child)) {
                lose(child, coin);
            } else if (!bytesKept.contains(child) && coin.nextBoolean()) {
                Files.write(child, new byte[0]);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
