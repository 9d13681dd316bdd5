package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Turn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Works, and writes NaN or infinity, in turns, where the first chunk of its payload says how large its values are. */
record NotFinite() implements Behaviour {
    private static final int NAN = 0x7fc0;
    private static final int INFINITY = 0x7f80;

    @Override
    public byte[] payload(Turn turn, byte[] compressed) {
        ByteBuffer payload = ByteBuffer.wrap(compressed.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int at = firstSegment(payload);
        int rest = payload.getShort(at) & 0x8000;
        int level = turn.window().number() % 2 == 0 ? NAN : INFINITY;
        payload.putShort(at, (short) (rest | level));
        return payload.array();
    }

    /** Behind magic and version and as many lengths as it takes for them to add up to what is left. */
    private static int firstSegment(ByteBuffer payload) {
        long announced = 0;
        int at = Integer.BYTES;
        while (announced != payload.limit() - at) {
            announced += payload.getInt(at);
            at += Integer.BYTES;
        }
        return at;
    }
}
