package io.grail.node.lab.chaos;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Outcome;
import io.grail.node.lab.ForwardingChain;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Mistakes with the chain. */
final class ChainPlants {
    private ChainPlants() {}

    /** After a restart it reads no anchors but its own, until its model has caught up. */
    static final class Deaf implements Plant {
        private static final int DEAF_BLOCKS = 20;

        private int lives;
        private long until;

        @Override
        public void starts(NodeContext node) {
            lives++;
            until = lives > 1 ? node.chain().head().number() + DEAF_BLOCKS : 0;
        }

        @Override
        public Chain chain(Chain chain) {
            return new ForwardingChain(chain) {
                @Override
                public SortedMap<Hotkey, Commitment> commitments(long block) {
                    SortedMap<Hotkey, Commitment> all = new TreeMap<>(super.commitments(block));
                    if (block < until) {
                        all.replaceAll((_, c) -> new Commitment(c.location(), Optional.empty(), c.block()));
                    }
                    return all;
                }
            };
        }
    }

    static final class StalePay implements Plant {
        private Optional<SortedMap<Uid, Integer>> last = Optional.empty();

        @Override
        public Chain chain(Chain chain) {
            return new ForwardingChain(chain) {
                @Override
                public Outcome submit(Call call, Keypair signer) throws InterruptedException {
                    if (call instanceof Call.SetWeights set) {
                        Call stale = new Call.SetWeights(last.orElse(set.weights()), set.versionKey());
                        last = Optional.of(set.weights());
                        return super.submit(stale, signer);
                    }
                    return super.submit(call, signer);
                }
            };
        }
    }

    /** Takes every second setting for included without having asked. */
    static final class PayUnconfirmed implements Plant {
        private int settings;

        @Override
        public Chain chain(Chain chain) {
            return new ForwardingChain(chain) {
                @Override
                public Outcome submit(Call call, Keypair signer) throws InterruptedException {
                    return call instanceof Call.SetWeights && ++settings % 2 == 0
                            ? new Outcome.Included(chain.head().number())
                            : super.submit(call, signer);
                }
            };
        }
    }
}
