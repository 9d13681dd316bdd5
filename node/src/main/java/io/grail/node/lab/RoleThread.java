package io.grail.node.lab;

import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.sync.ForkedStateException;
import java.util.Optional;

/** One node on one platform thread, which owns its tensors; its failure is its own and is told. */
public final class RoleThread {
    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    private RoleThread(Thread thread) {
        this.thread = thread;
    }

    /** What a node does from start to end. */
    @FunctionalInterface
    public interface Role {
        void run() throws InterruptedException;
    }

    /** Starts {@code role}; {@code atEnd} runs whatever happened. */
    public static RoleThread start(String name, Events events, Role role, Runnable atEnd) {
        RoleThread[] holder = new RoleThread[1];
        Thread thread = Thread.ofPlatform().name(name).unstarted(() -> holder[0].live(events, role, atEnd));
        holder[0] = new RoleThread(thread);
        thread.start();
        return holder[0];
    }

    private void live(Events events, Role role, Runnable atEnd) {
        try {
            role.run();
            events.enter(Phase.STOPPED);
            events.emit(new NodeEvent.Stopped("all windows done"));
        } catch (InterruptedException e) {
            events.emit(interrupted());
        } catch (ForkedStateException e) {
            failure = Optional.of(e);
            events.emit(new NodeEvent.Forked(e.window(), e.expected(), e.computed()));
            events.emit(new NodeEvent.Failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            // What an interrupt broke off, such as a question to the chain, is no failure.
            if (Thread.interrupted()) {
                events.emit(interrupted());
            } else {
                failure = Optional.of(e);
                events.emit(new NodeEvent.Failed(e.getClass().getSimpleName() + ": " + e.getMessage()));
            }
        } finally {
            atEnd.run();
        }
    }

    private static NodeEvent.Stopped interrupted() {
        return new NodeEvent.Stopped("interrupted; continues from its snapshot when started again");
    }

    /** Asks the node to stop; it saves nothing more than it has, which is enough to go on from. */
    public void interrupt() {
        thread.interrupt();
    }

    public void join() throws InterruptedException {
        thread.join();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** What ended the node, if it was not its work or an interrupt. */
    public Optional<Throwable> failure() {
        return failure;
    }
}
