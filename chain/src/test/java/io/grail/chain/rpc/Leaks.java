package io.grail.chain.rpc;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts what a process holds: threads, the virtual ones too, and sockets. */
record Leaks(long threads, long sockets) {
    static Leaks count(Path directory) {
        try {
            Path dump = directory.resolve("threads-" + System.nanoTime() + ".json");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            long threads = Files.readString(dump).split("\"tid\"", -1).length - 1L;
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return new Leaks(threads, files.filter(Leaks::isSocket).count());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    boolean within(Leaks most) {
        return threads <= most.threads && sockets <= most.sockets;
    }
}
