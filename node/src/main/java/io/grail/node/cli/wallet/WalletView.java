package io.grail.node.cli.wallet;

import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.Wallet;
import io.grail.chain.wallet.WalletException;
import io.grail.protocol.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be seen of a wallet without a password; nothing secret is in it. */
record WalletView(String name, Entry coldkey, List<Entry> hotkeys) {
    /**
     * One key.
     *
     * @param name of a hotkey; {@code coldkey} for that
     * @param address SS58, or what is said instead
     * @param state whether there is a secret, and how it is encrypted
     */
    record Entry(String name, String address, String state) {}

    static WalletView of(Wallet wallet) {
        List<Entry> hotkeys = wallet.hotkeyNames().stream()
                .map(name -> entry(name, wallet.hotkey(name), () -> wallet.hotkeyAccount(name)))
                .toList();
        return new WalletView(wallet.name(), entry("coldkey", wallet.coldkey(), wallet::coldkeyAccount), hotkeys);
    }

    private static Entry entry(String name, KeyFile secret, Supplier<Optional<AccountId>> account) {
        try {
            String state = secret.exists() ? secret.encryption().toString() : "no secret here";
            return new Entry(name, account.get().map(AccountId::ss58).orElse("unknown"), state);
        } catch (WalletException e) {
            return new Entry(name, "unknown", String.valueOf(e.getMessage()));
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(name, "  " + line(coldkey)));
        hotkeys.forEach(hotkey -> lines.add("    hotkey " + line(hotkey)));
        return lines;
    }

    private static String line(Entry entry) {
        return entry.name() + "  " + entry.address() + "  (" + entry.state() + ")";
    }

    ObjectNode json() {
        ObjectNode node = Answers.object().put("name", name);
        node.set("coldkey", json(coldkey));
        ArrayNode all = node.putArray("hotkeys");
        hotkeys.forEach(hotkey -> all.add(json(hotkey)));
        return node;
    }

    private static ObjectNode json(Entry entry) {
        return Answers.object()
                .put("name", entry.name())
                .put("address", entry.address())
                .put("state", entry.state());
    }
}
