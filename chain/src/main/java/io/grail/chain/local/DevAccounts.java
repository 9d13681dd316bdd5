package io.grail.chain.local;

import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import java.util.List;

/**
 * The accounts that own the tokens at genesis: Substrate's well-known development keys, whose secrets are public
 * ({@code Keypair.fromUri("//Alice")} and so on). Nothing of value may ever hang on them.
 */
public final class DevAccounts {
    public static final AccountId ALICE = account("//Alice");

    /** Rao that each of {@link #ENDOWED} holds at genesis: a million tokens. */
    public static final long ENDOWMENT = 1_000_000 * Ledger.RAO;

    /** //Alice, //Bob, //Charlie, //Dave, //Eve and //Ferdie. */
    public static final List<AccountId> ENDOWED = List.of(
            ALICE, account("//Bob"), account("//Charlie"), account("//Dave"), account("//Eve"), account("//Ferdie"));

    /** The subnet's owner is //Alice. */
    public static final Coldkey OWNER = new Coldkey(ALICE);

    /** The owner's hotkey, //Alice too, holds UID 0; what miners' pay goes to it is burned. */
    public static final Hotkey OWNER_HOTKEY = new Hotkey(ALICE);

    private DevAccounts() {}

    private static AccountId account(String uri) {
        return Keypair.fromUri(uri).account();
    }
}
