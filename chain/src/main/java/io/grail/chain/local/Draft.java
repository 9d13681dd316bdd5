package io.grail.chain.local;

import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The state while a block is being made; owned by one {@link Ledger#apply}. */
final class Draft {
    private final LedgerConfig config;
    private final long block;
    private final SortedMap<AccountId, Account> accounts;
    private final SortedMap<Hotkey, Stakes> hotkeys;
    private final SortedMap<Hotkey, Committed> commitments;
    private final List<Slot> slots;
    private Economy economy;

    Draft(LedgerConfig config, State before, long block) {
        this.config = config;
        this.block = block;
        accounts = new TreeMap<>(before.accounts());
        hotkeys = new TreeMap<>(before.hotkeys());
        commitments = new TreeMap<>(before.commitments());
        slots = new ArrayList<>(before.slots());
        economy = before.economy();
    }

    State freeze() {
        return new State(accounts, hotkeys, commitments, slots, economy);
    }

    LedgerConfig config() {
        return config;
    }

    /** Number of the block that is being made. */
    long block() {
        return block;
    }

    Account account(AccountId account) {
        return accounts.getOrDefault(account, Account.EMPTY);
    }

    /** Adds {@code rao}, which may be negative, to a balance; the caller has checked that it suffices. */
    void pay(AccountId account, long rao) {
        accounts.put(account, account(account).plus(rao));
    }

    void speak(AccountId account) {
        accounts.put(account, account(account).spoken());
    }

    Optional<Stakes> stakes(Hotkey hotkey) {
        return Optional.ofNullable(hotkeys.get(hotkey));
    }

    /** Makes {@code owner} the owner of a hotkey that has none yet. */
    Stakes claim(Hotkey hotkey, Coldkey owner) {
        return hotkeys.computeIfAbsent(hotkey, key -> Stakes.none(owner));
    }

    /** Adds {@code rao}, which may be negative, to what {@code coldkey} has staked on a known hotkey. */
    void stake(Hotkey hotkey, Coldkey coldkey, long rao) {
        hotkeys.computeIfPresent(hotkey, (key, stakes) -> stakes.plus(coldkey, rao));
    }

    Optional<Committed> commitment(Hotkey hotkey) {
        return Optional.ofNullable(commitments.get(hotkey));
    }

    void commit(Hotkey hotkey, Committed committed) {
        commitments.put(hotkey, committed);
    }

    List<Slot> slots() {
        return slots;
    }

    Optional<Uid> uid(Hotkey hotkey) {
        for (int uid = 0; uid < slots.size(); uid++) {
            if (slots.get(uid).hotkey().equals(hotkey)) {
                return Optional.of(new Uid(uid));
            }
        }
        return Optional.empty();
    }

    Slot slot(Uid uid) {
        return slots.get(uid.value());
    }

    void replace(Uid uid, Slot slot) {
        slots.set(uid.value(), slot);
    }

    /** Gives a slot to a newcomer; the one who held it loses its commitment and keeps its stake. */
    void recycle(Uid uid, Hotkey newcomer) {
        commitments.remove(slot(uid).hotkey());
        replace(uid, Slot.fresh(newcomer, block));
    }

    void append(Hotkey newcomer) {
        slots.add(Slot.fresh(newcomer, block));
    }

    Economy economy() {
        return economy;
    }

    void economy(UnaryOperator<Economy> change) {
        economy = change.apply(economy);
    }
}
