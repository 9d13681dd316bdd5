package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sends, window after window, what its corpus makes of a payload of zeros; sealed, signed and opened as it ought to be. */
record Malformed(List<UnaryOperator<byte[]>> corpus) implements Behaviour {
    private static final int HEADER = 4;

    /** What is no payload. */
    static final List<UnaryOperator<byte[]>> GARBAGE = List.of(
            payload -> new byte[0],
            payload -> Arrays.copyOf(payload, payload.length / 2),
            payload -> Arrays.copyOf(payload, payload.length + 1),
            payload -> filled(payload.length, (byte) 0xff),
            payload -> new byte[payload.length],
            payload -> changed(payload, 3, (byte) 99),
            payload -> changed(payload, HEADER, (byte) 0xff),
            payload -> changed(payload, payload.length - 1, (byte) 0xff),
            payload -> "{\"update\": \"torch.load\"}".getBytes(StandardCharsets.UTF_8));

    /** Tries to say a position twice: its records, once more behind themselves. */
    static final List<UnaryOperator<byte[]>> TWICE = List.of(payload -> {
        byte[] twice = Arrays.copyOf(payload, 2 * payload.length - HEADER);
        System.arraycopy(payload, HEADER, twice, payload.length, payload.length - HEADER);
        return twice;
    });

    @Override
    public Trainer.Result train(Turn turn, Training training) {
        return Claims.of(turn, Parameters.zeros(turn.theta().layout()));
    }

    @Override
    public byte[] payload(Turn turn, byte[] compressed) {
        int next = (int) (turn.window().number() % corpus.size());
        return corpus.get(next).apply(compressed);
    }

    private static byte[] filled(int length, byte with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, with);
        return bytes;
    }

    private static byte[] changed(byte[] payload, int at, byte to) {
        byte[] bytes = payload.clone();
        bytes[at] = to;
        return bytes;
    }
}
