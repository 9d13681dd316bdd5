package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Outcome.Refused;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Uid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Registering a hotkey for the going price, recycling a slot when none is free. Source: subtensor, registration.rs. */
final class Registration {
    private Registration() {}

    static Optional<Refused> burnedRegister(Draft draft, AccountId signer, Call.BurnedRegister call) {
        Coldkey coldkey = new Coldkey(signer);
        long price = draft.economy().burnPrice();
        if (draft.uid(call.hotkey()).isPresent()) {
            return refuse("HotKeyAlreadyRegisteredInSubNet", call.hotkey() + " holds a slot already");
        }
        if (draft.account(signer).balance() < price) {
            String found = signer + " has " + draft.account(signer).balance() + " rao";
            return refuse("NotEnoughBalanceToStake", "a slot costs " + price + " rao, " + found + ": transfer it some");
        }
        Optional<Stakes> known = draft.stakes(call.hotkey());
        if (known.isPresent() && !known.get().owner().equals(coldkey)) {
            return refuse("NonAssociatedColdKey", "another coldkey owns " + call.hotkey() + ": sign with that one");
        }
        boolean full = draft.slots().size() >= draft.config().registration().maxUids();
        Optional<Uid> recycled = full ? prunable(draft) : Optional.empty();
        if (full && recycled.isEmpty()) {
            return refuse("NoNeuronIdAvailable", "every slot is taken and spared: wait until immunity ends");
        }
        draft.pay(signer, -price);
        draft.economy(e -> e.minted(-price));
        draft.economy(e -> e.withBurnPrice(draft.config().registration().burn().increased(price)));
        draft.claim(call.hotkey(), coldkey);
        recycled.ifPresentOrElse(uid -> draft.recycle(uid, call.hotkey()), () -> draft.append(call.hotkey()));
        return Optional.empty();
    }

    /**
     * The slot that goes when none is free: least emission, then oldest, then lowest UID; among those past immunity if
     * more than {@code minNonImmune} are, else among the immune. Never the owner's.
     */
    private static Optional<Uid> prunable(Draft draft) {
        RegistrationRules rules = draft.config().registration();
        List<Uid> candidates = IntStream.range(0, draft.slots().size())
                .mapToObj(Uid::new)
                .filter(uid -> !draft.slot(uid).hotkey().equals(DevAccounts.OWNER_HOTKEY))
                .toList();
        List<Uid> settled =
                candidates.stream().filter(uid -> !immune(draft, uid)).toList();
        boolean spareImmune = settled.size() > rules.minNonImmune();
        return candidates.stream()
                .filter(uid -> spareImmune != immune(draft, uid))
                .min(Comparator.comparingLong(
                                (Uid uid) -> draft.slot(uid).standing().emission())
                        .thenComparingLong(uid -> draft.slot(uid).since().registeredAt())
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean immune(Draft draft, Uid uid) {
        long age = draft.block() - draft.slot(uid).since().registeredAt();
        return age < draft.config().registration().immunityBlocks();
    }

    private static Optional<Refused> refuse(String error, String advice) {
        return Optional.of(new Refused(error, advice));
    }
}
