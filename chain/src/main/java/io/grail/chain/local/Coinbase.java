package io.grail.chain.local;

import io.grail.chain.local.YumaEpoch.Staked;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import java.util.List;
import java.util.Map;

/**
 * What every block does before its extrinsics: the price of a slot decays, emission is minted, and each tempo it is
 * distributed by an epoch of {@link Yuma}.
 *
 * <p>Conserves rao: what floors leave over stays pending. Source: subtensor, run_coinbase.rs.
 */
final class Coinbase {
    private static final long U16 = 65_535;

    private final Draft draft;
    private final LedgerConfig config;

    private Coinbase(Draft draft) {
        this.draft = draft;
        config = draft.config();
    }

    static void step(Draft draft) {
        new Coinbase(draft).step();
    }

    private void step() {
        draft.economy(e -> e.withBurnPrice(config.registration().burn().decayed(e.burnPrice())));
        mint();
        if (draft.block() - draft.economy().lastEpoch() >= config.epoch().tempo()) {
            epoch();
        }
    }

    private void mint() {
        long minted = config.emission().raoPerBlock();
        long cut = minted * config.emission().ownerCut() / U16;
        // To the owner's balance, not into stake: an owner that runs no validator must not become one.
        draft.pay(DevAccounts.OWNER.account(), cut);
        draft.economy(e -> e.minted(minted).withPending(e.pending() + minted - cut));
    }

    private void epoch() {
        List<Staked> stakes = draft.slots().stream().map(this::staked).toList();
        List<Verdict> verdicts = Yuma.run(new YumaEpoch(
                config.epoch(),
                draft.block(),
                draft.economy().lastEpoch(),
                draft.uid(DevAccounts.OWNER_HOTKEY),
                stakes));
        long total = draft.economy().pending();
        for (int uid = 0; uid < verdicts.size(); uid++) {
            Verdict verdict = verdicts.get(uid);
            Slot slot = draft.slots().get(uid);
            long server = take((long) (total * verdict.server()));
            long validator = take((long) (total * verdict.validator()));
            payServer(slot.hotkey(), server);
            payValidator(slot.hotkey(), validator);
            draft.slots().set(uid, slot.after(verdict, server + validator));
        }
        draft.economy(e -> e.afterEpoch(draft.block()));
    }

    private Staked staked(Slot slot) {
        long stake = draft.stakes(slot.hotkey()).map(Stakes::total).orElse(0L);
        boolean counts =
                stake >= config.weights().stakeThreshold() || slot.hotkey().equals(DevAccounts.OWNER_HOTKEY);
        Slot.Standing standing = slot.standing();
        return new Staked(counts ? stake : 0, standing.permit(), slot.since(), slot.weights(), standing.bonds());
    }

    /** Takes at most {@code rao} out of what is pending. */
    private long take(long rao) {
        long taken = Math.min(rao, draft.economy().pending());
        draft.economy(e -> e.withPending(e.pending() - taken));
        return taken;
    }

    private void payServer(Hotkey hotkey, long rao) {
        if (hotkey.equals(DevAccounts.OWNER_HOTKEY)) {
            draft.economy(e -> e.minted(-rao));
        } else {
            draft.stake(hotkey, owner(hotkey), rao);
        }
    }

    /** The owner's take first; the rest in proportion to stake, what floors leave over to the owner. */
    private void payValidator(Hotkey hotkey, long rao) {
        Coldkey owner = owner(hotkey);
        Stakes stakes = draft.stakes(hotkey).orElseGet(() -> Stakes.none(owner));
        long shared = rao - rao * config.emission().delegateTake() / U16;
        long left = rao;
        for (Map.Entry<Coldkey, Long> stake : stakes.byColdkey().entrySet()) {
            long share = (long) (shared * ((double) stake.getValue() / stakes.total()));
            long paid = Math.min(share, left);
            draft.stake(hotkey, stake.getKey(), paid);
            left -= paid;
        }
        draft.stake(hotkey, owner, left);
    }

    private Coldkey owner(Hotkey hotkey) {
        return draft.stakes(hotkey).map(Stakes::owner).orElse(DevAccounts.OWNER);
    }
}
