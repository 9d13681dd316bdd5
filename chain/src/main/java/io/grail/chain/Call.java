package io.grail.chain;

import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account can ask of the chain; named as Subtensor names it. */
public sealed interface Call {
    /** Registers {@code hotkey} on the subnet for the going price; signed by the coldkey that pays and will own it. */
    record BurnedRegister(Hotkey hotkey) implements Call {}

    /** Moves {@code rao} from the signing coldkey's balance into stake on {@code hotkey}. */
    record AddStake(Hotkey hotkey, long rao) implements Call {
        public AddStake {
            requireAmount(rao);
        }
    }

    /** Takes {@code rao} of stake back into the signing coldkey's balance. */
    record RemoveStake(Hotkey hotkey, long rao) implements Call {
        public RemoveStake {
            requireAmount(rao);
        }
    }

    /** Moves {@code rao} to another account; signed by the one who pays. */
    record Transfer(AccountId to, long rao) implements Call {
        public Transfer {
            requireAmount(rao);
        }
    }

    /**
     * Publishes under the signing hotkey where its bucket is and, optionally, an anchor; replaces what it had published
     * before, the anchor too.
     *
     * @param text at most 128 bytes of UTF-8: the bucket's location
     */
    record SetCommitment(String text, Optional<Anchor> anchor) implements Call {
        public static final int MAX_BYTES = 128;

        /** A location without an anchor. */
        public SetCommitment(String text) {
            this(text, Optional.empty());
        }

        public SetCommitment {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("a commitment has at most 128 bytes of UTF-8, got " + bytes);
            }
        }
    }

    /**
     * Sets the signing hotkey's weights.
     *
     * @param weights relative weight in [0, 65535] by UID; the chain scales the largest to 65535
     * @param versionKey of the software; the chain refuses one below its own
     */
    record SetWeights(SortedMap<Uid, Integer> weights, long versionKey) implements Call {
        public SetWeights {
            weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
            weights.forEach((uid, weight) -> {
                if (weight < 0 || weight > 65_535) {
                    throw new IllegalArgumentException(
                            "the weight of uid " + uid + " must be in [0, 65535], got " + weight);
                }
            });
        }
    }

    private static void requireAmount(long rao) {
        if (rao < 0) {
            throw new IllegalArgumentException("an amount must not be negative, got " + rao + " rao");
        }
    }
}
