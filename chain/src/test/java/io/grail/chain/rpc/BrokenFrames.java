package io.grail.chain.rpc;

import java.util.SplittableRandom;

/** Frames of a node, some broken by lot. */
public final class BrokenFrames {
    private static final String HASH = "\"0x4f46d4e1c5a09e2e2f4a5ad3a0e8ea2a1a2b3c4d5e6f708192a3b4c5d6e7f801\"";
    private static final String HEADER = "{\"parentHash\":" + HASH + ",\"number\":\"0x00000079\",\"stateRoot\":" + HASH
            + ",\"extrinsicsRoot\":" + HASH + ",\"digest\":{\"logs\":[\"0x0661757261\"]}}";

    private static final String[] VALUES = {
        HASH,
        HEADER,
        "{\"block\":{\"header\":" + HEADER + ",\"extrinsics\":[\"0x280403000b\",\"0x0102\"]},\"justifications\":null}",
        "{\"specName\":\"node-subtensor\",\"specVersion\":293,\"transactionVersion\":1,\"apis\":[[\"0x37\",5]]}",
        "{\"ss58Format\":42,\"tokenDecimals\":[9],\"tokenSymbol\":[\"TAO\"]}",
        "{\"inBlock\":" + HASH + "}",
        "{\"broadcast\":[\"12D3Koo\"]}",
        "\"ready\"",
        "null",
        "17",
        "-1",
        "1e400",
        "99999999999999999999999999",
        "[[[[[[]]]]]]",
        "{\"usurped\":null}",
    };

    /** What a lot replaces a character by: those that mean something in JSON. */
    private static final String TELLING = "{}[]\":,0x\\\n\u0000\ud800 e-+.9tfn";

    private final SplittableRandom random;

    public BrokenFrames(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A result, whole or broken. */
    public String value() {
        return maybeBroken(VALUES[random.nextInt(VALUES.length)]);
    }

    /** A frame, whole or broken. */
    public String frame() {
        String value = VALUES[random.nextInt(VALUES.length)];
        String id = random.nextInt(5) == 0 ? VALUES[random.nextInt(VALUES.length)] : "" + random.nextInt(4);
        return maybeBroken(
                switch (random.nextInt(4)) {
                    case 0 -> "{\"jsonrpc\":\"2.0\",\"result\":" + value + ",\"id\":" + id + "}";
                    case 1 ->
                        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1010,\"message\":\"Invalid Transaction\",\"data\":"
                                + value + "},\"id\":" + id + "}";
                    case 2 ->
                        "{\"jsonrpc\":\"2.0\",\"method\":\"chain_newHead\",\"params\":{\"subscription\":\"s"
                                + id.length() + "\",\"result\":" + value + "}}";
                    default -> "{\"method\":\"x\",\"params\":{\"subscription\":" + id + ",\"error\":" + value + "}}";
                });
    }

    private String maybeBroken(String whole) {
        if (random.nextInt(4) == 0) {
            return whole;
        }
        StringBuilder text = new StringBuilder(whole);
        for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, TELLING.charAt(random.nextInt(TELLING.length())));
                case 1 -> text.insert(at, TELLING.charAt(random.nextInt(TELLING.length())));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return random.nextInt(500) == 0 ? "[".repeat(5_000) + text : text.toString();
    }
}
