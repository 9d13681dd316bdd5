package io.grail.protocol.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A Merlin transcript: labelled messages in, challenges that depend on all of them out (merlin.cool). */
final class Transcript {
    private final Strobe strobe;

    private Transcript(Strobe strobe) {
        this.strobe = strobe;
    }

    static Transcript of(String label) {
        Transcript transcript = new Transcript(Strobe.of("Merlin v1.0"));
        return transcript.append("dom-sep", ascii(label));
    }

    Transcript copy() {
        return new Transcript(strobe.copy());
    }

    Transcript append(String label, byte[] message) {
        strobe.metaAd(ascii(label), false);
        strobe.metaAd(littleEndian(message.length), true);
        strobe.ad(message);
        return this;
    }

    byte[] challenge(String label, int length) {
        strobe.metaAd(ascii(label), false);
        strobe.metaAd(littleEndian(length), true);
        return strobe.prf(length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] littleEndian(int length) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array();
    }
}
