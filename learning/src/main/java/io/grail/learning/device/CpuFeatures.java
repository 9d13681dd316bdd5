package io.grail.learning.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the processor can do, as the Linux kernel lists it; nothing where there is no such list. */
final class CpuFeatures {
    private static final Path LIST = Path.of("/proc/cpuinfo");

    private CpuFeatures() {}

    static boolean has(String flag) {
        try (Stream<String> lines = Files.lines(LIST)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")).contains(flag))
                    .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }
}
