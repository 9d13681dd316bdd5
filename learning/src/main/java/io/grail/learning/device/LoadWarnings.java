package io.grail.learning.device;

import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the loader's remark that two presets have different version numbers (they were chosen so) off the standard
 * error stream while the library is loaded; every other line passes.
 */
final class LoadWarnings implements AutoCloseable {
    private final PrintStream original = System.err;

    LoadWarnings() {
        System.setErr(new Filter(original));
    }

    @Override
    public void close() {
        System.setErr(original);
    }

    private static final class Filter extends PrintStream {
        Filter(PrintStream target) {
            super(target, true, Charset.defaultCharset());
        }

        @Override
        public void println(@Nullable String line) {
            if (line == null || !line.startsWith("Warning: Versions of org.bytedeco:")) {
                super.println(line);
            }
        }
    }
}
