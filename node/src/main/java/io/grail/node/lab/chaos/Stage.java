package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.CommittedLocation;
import io.grail.node.sync.PeerBuckets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all nodes of a run under faults have in common: their buckets, and who writes down what happens. */
final class Stage {
    private final BucketHomes homes;
    private final Chronicle chronicle;
    private final Map<String, Replaced> replaced;
    private final Map<String, String> names;

    Stage(BucketHomes homes, Chronicle chronicle, Cast cast) {
        this.homes = homes;
        this.chronicle = chronicle;
        this.replaced = cast.names().collect(Collectors.toMap(Function.identity(), _ -> new Replaced()));
        this.names = cast.names()
                .collect(Collectors.toMap(name -> CommittedLocation.of(cast.seat(name)), Function.identity()));
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Replaced replaced(String owner) {
        Replaced found = replaced.get(owner);
        if (found == null) {
            throw new IllegalArgumentException("nobody is called " + owner);
        }
        return found;
    }

    /** Everybody's buckets as one node sees them. */
    PeerBuckets peers(Chain chain, Injector injector) {
        return new PeerBuckets(chain, location -> {
            String owner = names.getOrDefault(location, location);
            return new PeerBucket(owner, homes.theirs(location), replaced(owner), injector);
        });
    }
}
