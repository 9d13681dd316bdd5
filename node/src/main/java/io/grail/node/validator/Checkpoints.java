package io.grail.node.validator;

import io.grail.learning.checkpoint.CheckpointException;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.Disk;
import io.grail.node.sync.CheckpointPointer;
import io.grail.node.sync.ForkedStateException;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.window.Window;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Sees to it that checkpoints are written without the validator waiting for it.
 *
 * <p>What is to be written is linked out of the snapshot that was just saved, which takes no time and no memory, and survives
 * a crash. One is written at a time; of those that wait meanwhile only the newest is. What fails is told and tried again a
 * window later. In virtual time all happens at once on the node's thread.
 */
final class Checkpoints implements AutoCloseable {
    private final NodeContext node;
    private final CheckpointWriter writer;
    private final Path spool;
    private final Optional<ExecutorService> aside;
    private Optional<Path> inFlight = Optional.empty();
    private volatile Window newest = new Window(0);

    Checkpoints(NodeContext node, CheckpointWriter writer) {
        this.node = node;
        this.writer = writer;
        this.spool = node.snapshots().beside("checkpoint");
        this.aside = node.polling().mayWorkAside()
                ? Optional.of(Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("checkpoint").factory()))
                : Optional.empty();
    }

    /** When the node starts: goes on with what a crash left, or begins with what it kept from beginning. */
    void resume(Window window, boolean due) {
        boolean undone = due
                && node.snapshots().current().isPresent()
                && new CheckpointShelf(node)
                        .named()
                        .filter(named -> named.compareTo(window) >= 0)
                        .isEmpty();
        saved(window, undone);
    }

    /** When a window's state is saved; {@code due} if it is to be a checkpoint. */
    void saved(Window window, boolean due) {
        newest = window;
        if (due) {
            spool(window);
        }
        if (aside.isPresent()) {
            aside.get().execute(this::workAside);
        } else {
            work();
        }
    }

    private synchronized void spool(Window window) {
        Path place = spool.resolve(window.toString());
        if (inFlight.equals(Optional.of(place))) {
            return;
        }
        try {
            for (Path waiting : waiting()) {
                if (!inFlight.equals(Optional.of(waiting))) {
                    Disk.REAL.delete(waiting);
                }
            }
            Path fresh = spool.resolve("new");
            Disk.REAL.delete(fresh);
            Files.createDirectories(fresh);
            ModelFile.link(node.snapshots().current().orElseThrow(), fresh);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            failed(window, e);
        }
    }

    private void workAside() {
        try {
            work();
        } catch (RuntimeException | Error e) {
            failed(newest, e); // nobody else would hear of it
        }
    }

    private void work() {
        Optional<Path> next = begin();
        while (next.isPresent() && write(next.get())) {
            next = begin();
        }
    }

    private synchronized Optional<Path> begin() {
        inFlight = waiting().stream().max(Comparator.comparing(Checkpoints::window));
        return inFlight;
    }

    /** Whether to go on: it is written, or never will be. */
    private boolean write(Path source) {
        try {
            writer.write(source, spool.resolve("staging"));
            end(source);
            return true;
        } catch (ForkedStateException e) {
            failed(window(source), e);
            end(source);
            return true;
        } catch (StorageException | CheckpointException | UncheckedIOException | IOException e) {
            failed(window(source), e);
            return false;
        } finally {
            release();
        }
    }

    private synchronized void release() {
        inFlight = Optional.empty();
    }

    private synchronized void end(Path source) {
        try {
            for (Path waiting : waiting()) {
                if (window(waiting).compareTo(window(source)) <= 0) {
                    Disk.REAL.delete(waiting);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + source, e);
        }
    }

    private List<Path> waiting() {
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(spool)) {
            return all.filter(path -> CheckpointPointer.parse(path.getFileName().toString())
                            .isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + spool, e);
        }
    }

    private static Window window(Path waiting) {
        return CheckpointPointer.parse(waiting.getFileName().toString()).orElseThrow();
    }

    private void failed(Window window, Throwable why) {
        String reason = why.getClass().getSimpleName() + ": " + why.getMessage();
        node.events().emit(new NodeEvent.CheckpointFailed(window, reason));
    }

    /** Leaves what is not written to the next start: what is under way ends as soon as it can. */
    void abandon() {
        aside.ifPresent(ExecutorService::shutdownNow);
    }

    /** Waits until what there is to write is written, or failed; an interrupt abandons it. */
    @Override
    public void close() {
        if (aside.isEmpty()) {
            return;
        }
        aside.get().shutdown();
        try {
            while (!aside.get().awaitTermination(1, TimeUnit.MINUTES)) {
                // An upload over a slow line may take long: who does not want to wait interrupts.
            }
        } catch (InterruptedException e) {
            aside.get().shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
