package io.grail.chain.local;

import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that the ledger knows after a block; never changes. */
record State(
        SortedMap<AccountId, Account> accounts,
        SortedMap<Hotkey, Stakes> hotkeys,
        SortedMap<Hotkey, Committed> commitments,
        List<Slot> slots,
        Economy economy) {
    State {
        accounts = Collections.unmodifiableSortedMap(accounts);
        hotkeys = Collections.unmodifiableSortedMap(hotkeys);
        commitments = Collections.unmodifiableSortedMap(commitments);
        slots = List.copyOf(slots);
    }

    /** Endowed development accounts, and the owner's hotkey in slot 0. */
    static State genesis(LedgerConfig config) {
        SortedMap<AccountId, Account> accounts = new TreeMap<>();
        DevAccounts.ENDOWED.forEach(account -> accounts.put(account, new Account(DevAccounts.ENDOWMENT, 0)));
        SortedMap<Hotkey, Stakes> hotkeys = new TreeMap<>();
        hotkeys.put(DevAccounts.OWNER_HOTKEY, Stakes.none(DevAccounts.OWNER));
        long issuance = DevAccounts.ENDOWMENT * DevAccounts.ENDOWED.size();
        long price = config.registration().burn().minRao();
        return new State(
                accounts,
                hotkeys,
                new TreeMap<>(),
                List.of(Slot.fresh(DevAccounts.OWNER_HOTKEY, 0)),
                new Economy(price, 0, issuance, 0, 0));
    }
}
