package io.grail.node.miner;

import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A compressed, sealed and signed update, kept with the state that follows from it until it is uploaded and opened. */
record PreparedUpdate(Window window, Bytes sealedPayload, Bytes envelope, Bytes key) {
    private static final String PAYLOAD = "payload";
    private static final String ENVELOPE = "envelope";
    private static final String KEY = "key";

    /** Bytes in a record; nobody writes to them. */
    static final class Bytes {
        private final byte[] value;

        Bytes(byte[] value) {
            this.value = value;
        }

        byte[] value() {
            return value;
        }
    }

    static PreparedUpdate of(Window window, byte[] sealedPayload, byte[] envelope, byte[] key) {
        return new PreparedUpdate(window, new Bytes(sealedPayload), new Bytes(envelope), new Bytes(key));
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(PAYLOAD), sealedPayload.value());
        Files.write(folder.resolve(KEY), key.value());
        Files.write(folder.resolve(ENVELOPE), envelope.value());
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(ENVELOPE));
    }

    static PreparedUpdate read(Window window, Path folder) throws IOException {
        return of(
                window,
                Files.readAllBytes(folder.resolve(PAYLOAD)),
                Files.readAllBytes(folder.resolve(ENVELOPE)),
                Files.readAllBytes(folder.resolve(KEY)));
    }
}
