package io.grail.node.lab.chaos;

import io.grail.node.miner.Capture;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.state.ModelRoot;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compresses a second time what a miner compresses, and so knows what its error feedback must be in the next window, in
 * the same life or after a restart; and that an update made twice is made of the same gradient.
 */
final class FeedbackWatch implements Capture {
    private static final Pattern TRAINED = Pattern.compile("w([0-9]{1,9})-trained.*");

    private final String node;
    private final Codec codec;
    private final Chronicle chronicle;
    private final Map<Window, Made> made = new HashMap<>();
    private Hash expected;

    private record Made(Hash feedback, Hash gradient, Hash unsent) {}

    FeedbackWatch(String node, Codec codec, Chronicle chronicle) {
        this.node = node;
        this.codec = codec;
        this.chronicle = chronicle;
        this.expected = root(Parameters.zeros(codec.layout()));
    }

    /** The miner starts from the snapshot of this label, or from none. */
    void starts(Optional<String> label) {
        Matcher trained = TRAINED.matcher(label.orElse(""));
        if (trained.matches()) {
            Made last = made.get(new Window(Long.parseLong(trained.group(1))));
            expected = last == null ? expected : last.unsent();
        } else if (label.isEmpty()) {
            expected = root(Parameters.zeros(codec.layout()));
        }
    }

    @Override
    public void beforeSelection(Window window, Parameters errorFeedback, Parameters pseudoGradient, float decay) {
        Hash feedback = root(errorFeedback);
        if (!feedback.equals(expected)) {
            violated(window, "its error feedback is not what the last update left unsent");
        }
        Parameters unsent = pseudoGradient.copy();
        var _ = codec.compress(errorFeedback, unsent, ParallelFor.SEQUENTIAL);
        Made now = new Made(feedback, root(pseudoGradient), root(unsent));
        Made before = made.put(window, now);
        if (before != null && !before.equals(now)) {
            violated(window, "it makes its update a second time, and of another gradient");
        }
        expected = now.unsent();
    }

    private void violated(Window window, String found) {
        chronicle.violated(new Violation(Invariant.STATE_RESUMED, window, node, found));
    }

    private static Hash root(Parameters parameters) {
        return ModelRoot.of(parameters, ParallelFor.SEQUENTIAL);
    }
}
