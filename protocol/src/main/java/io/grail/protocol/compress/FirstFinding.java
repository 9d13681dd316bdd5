package io.grail.protocol.compress;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.state.ParallelFor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Parallel work on segments of which several may be found wrong: that of the first one counts, not of a thread. */
final class FirstFinding {
    private FirstFinding() {}

    static void run(ParallelFor parallel, int segments, IntConsumer body) {
        @Nullable RuntimeException[] failures = new @Nullable RuntimeException[segments];
        parallel.run(segments, i -> {
            try {
                body.accept(i);
            } catch (MalformedException | NotFiniteException e) {
                failures[i] = e;
            }
        });
        Optional<RuntimeException> first =
                Arrays.stream(failures).filter(failure -> failure != null).findFirst();
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
