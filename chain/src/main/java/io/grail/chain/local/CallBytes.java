package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Canonical bytes of a {@link Call}: one tag byte, then its fields (docs/chain.md). */
final class CallBytes {
    private static final int BURNED_REGISTER = 1;
    private static final int ADD_STAKE = 2;
    private static final int REMOVE_STAKE = 3;
    private static final int TRANSFER = 4;
    private static final int SET_COMMITMENT = 5;
    private static final int SET_WEIGHTS = 6;
    private static final int MAX_WEIGHTS = Uid.MAX + 1;

    private CallBytes() {}

    static void write(Call call, CanonicalWriter out) {
        switch (call) {
            case Call.BurnedRegister c ->
                out.u8(BURNED_REGISTER).fixed(c.hotkey().bytes());
            case Call.AddStake c -> out.u8(ADD_STAKE).fixed(c.hotkey().bytes()).u64(c.rao());
            case Call.RemoveStake c ->
                out.u8(REMOVE_STAKE).fixed(c.hotkey().bytes()).u64(c.rao());
            case Call.Transfer c -> out.u8(TRANSFER).fixed(c.to().bytes()).u64(c.rao());
            case Call.SetCommitment c -> {
                out.u8(SET_COMMITMENT).text(c.text()).bool(c.anchor().isPresent());
                c.anchor().ifPresent(anchor -> out.fixed(anchor.bytes()));
            }
            case Call.SetWeights c -> {
                out.u8(SET_WEIGHTS).u64(c.versionKey()).u32(c.weights().size());
                c.weights().forEach((uid, weight) -> out.u16(uid.value()).u16(weight));
            }
        }
    }

    /**
     * Reads one call.
     *
     * @throws MalformedException if the bytes are no call
     */
    static Call read(CanonicalReader in) {
        int tag = in.u8();
        return switch (tag) {
            case BURNED_REGISTER -> new Call.BurnedRegister(hotkey(in));
            case ADD_STAKE -> new Call.AddStake(hotkey(in), amount(in));
            case REMOVE_STAKE -> new Call.RemoveStake(hotkey(in), amount(in));
            case TRANSFER -> new Call.Transfer(AccountId.of(in.fixed(AccountId.LENGTH)), amount(in));
            case SET_COMMITMENT -> new Call.SetCommitment(in.text(Call.SetCommitment.MAX_BYTES), anchor(in));
            case SET_WEIGHTS -> setWeights(in);
            default -> throw new MalformedException("call tag " + tag, "1 to 6");
        };
    }

    private static Hotkey hotkey(CanonicalReader in) {
        return Hotkey.of(in.fixed(AccountId.LENGTH));
    }

    private static Optional<Anchor> anchor(CanonicalReader in) {
        return in.bool() ? Optional.of(Anchor.parse(in.fixed(Anchor.LENGTH))) : Optional.empty();
    }

    private static long amount(CanonicalReader in) {
        long rao = in.u64();
        if (rao < 0) {
            throw new MalformedException(Long.toUnsignedString(rao) + " rao", "at most " + Long.MAX_VALUE);
        }
        return rao;
    }

    private static Call setWeights(CanonicalReader in) {
        long versionKey = in.u64();
        int count = in.count(MAX_WEIGHTS);
        SortedMap<Uid, Integer> weights = new TreeMap<>();
        int last = -1;
        for (int i = 0; i < count; i++) {
            int uid = in.u16();
            if (uid <= last || uid > Uid.MAX) {
                throw new MalformedException("uid " + uid + " after " + last, "ascending uids up to " + Uid.MAX);
            }
            weights.put(new Uid(uid), in.u16());
            last = uid;
        }
        return new Call.SetWeights(weights, versionKey);
    }
}
