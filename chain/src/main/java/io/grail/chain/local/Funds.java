package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Outcome.Refused;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import java.util.Optional;

/** Moving rao: between accounts, into stake and back. One token here; Subtensor has one more per subnet. */
final class Funds {
    private Funds() {}

    static Optional<Refused> transfer(Draft draft, AccountId signer, Call.Transfer call) {
        Optional<Refused> poor = poor(draft, signer, call.rao(), "FundsUnavailable");
        if (poor.isPresent()) {
            return poor;
        }
        draft.pay(signer, -call.rao());
        draft.pay(call.to(), call.rao());
        return Optional.empty();
    }

    static Optional<Refused> addStake(Draft draft, AccountId signer, Call.AddStake call) {
        Optional<Refused> refusal = unstakeable(draft, call.hotkey(), call.rao())
                .or(() -> poor(draft, signer, call.rao(), "NotEnoughBalanceToStake"));
        if (refusal.isPresent()) {
            return refusal;
        }
        draft.pay(signer, -call.rao());
        draft.stake(call.hotkey(), new Coldkey(signer), call.rao());
        return Optional.empty();
    }

    static Optional<Refused> removeStake(Draft draft, AccountId signer, Call.RemoveStake call) {
        Optional<Refused> refusal = unstakeable(draft, call.hotkey(), call.rao());
        if (refusal.isPresent()) {
            return refusal;
        }
        Coldkey coldkey = new Coldkey(signer);
        long staked = draft.stakes(call.hotkey()).map(s -> s.of(coldkey)).orElse(0L);
        if (staked < call.rao()) {
            String found = coldkey + " has " + staked + " rao on " + call.hotkey();
            return refuse("NotEnoughStakeToWithdraw", found + ", less than the " + call.rao() + " asked for");
        }
        draft.stake(call.hotkey(), coldkey, -call.rao());
        draft.pay(signer, call.rao());
        return Optional.empty();
    }

    private static Optional<Refused> unstakeable(Draft draft, Hotkey hotkey, long rao) {
        if (rao == 0) {
            return refuse("AmountTooLow", "0 rao: name an amount");
        }
        return draft.stakes(hotkey).isPresent()
                ? Optional.empty()
                : refuse("HotKeyAccountNotExists", hotkey + " was never registered: register it first");
    }

    private static Optional<Refused> poor(Draft draft, AccountId account, long rao, String error) {
        long balance = draft.account(account).balance();
        return balance >= rao
                ? Optional.empty()
                : refuse(error, account + " has " + balance + " rao, less than the " + rao + " asked for");
    }

    private static Optional<Refused> refuse(String error, String advice) {
        return Optional.of(new Refused(error, advice));
    }
}
