package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.node.home.ArtifactKeys;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * All that is left of a run that is over, for its invariants to be held against.
 *
 * @param buckets by owner
 * @param last window that was to be worked off
 */
record Aftermath(RunConfig run, Cast cast, Window last, Chain chain, Map<String, Bucket> buckets, Chronicle chronicle) {
    Aftermath {
        buckets = new TreeMap<>(buckets);
    }

    WindowSchedule schedule() {
        return WindowSchedule.of(run);
    }

    ArtifactKeys keys() {
        return new ArtifactKeys(RunId.of(run));
    }

    /** Those that were decided while the run went on. */
    List<Window> windows() {
        long head = chain.head().number();
        return LongStream.rangeClosed(run.run().startWindow(), last.number())
                .mapToObj(Window::new)
                .filter(window -> schedule().lastAnchors(window) <= head)
                .toList();
    }

    /** The block that closes a window: the first after it. */
    Block closing(Window window) {
        return chain.block(schedule().firstBlock(window.next())).orElseThrow();
    }

    /** Whose hotkey it is; the hotkey itself if nobody's of the cast. */
    String name(Hotkey hotkey) {
        return cast.names()
                .filter(name -> hotkey(name).equals(hotkey))
                .findFirst()
                .orElseGet(hotkey::abbreviated);
    }

    Hotkey hotkey(String node) {
        return cast.hotkey(node);
    }

    Bucket bucket(String node) {
        Bucket bucket = buckets.get(node);
        if (bucket == null) {
            throw new IllegalArgumentException("no bucket of " + node);
        }
        return bucket;
    }
}
