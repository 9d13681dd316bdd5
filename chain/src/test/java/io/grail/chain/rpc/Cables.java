package io.grail.chain.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;

/** Ends connections as a broken cable does: without farewell. */
final class Cables {
    private Cables() {}

    /** Cuts a server's connection; the server's own thread finds it at its end and cleans up. */
    static void cut(WebSocket socket) {
        try {
            var channel =
                    (SocketChannel) ((WebSocketImpl) socket).getSelectionKey().channel();
            channel.shutdownOutput();
            channel.shutdownInput();
        } catch (ClosedChannelException e) {
            // It is cut already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
