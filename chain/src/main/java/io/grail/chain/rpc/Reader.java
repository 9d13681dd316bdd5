package io.grail.chain.rpc;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts a socket's text messages together, within the limit, and gives them to the inbox. */
final class Reader implements WebSocket.Listener {
    /** A builder that has grown beyond this is not kept for the next message. */
    private static final int KEPT_CHARS = 1 << 16;

    private final Inbox inbox;
    private final int maxChars;
    private StringBuilder message = new StringBuilder();

    Reader(Inbox inbox, int maxChars) {
        this.inbox = inbox;
        this.maxChars = maxChars;
    }

    /** Asks for all there will be: messages are handled before the next is read, so nothing piles up. */
    @Override
    public void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (part.length() > maxChars - message.length()) {
            inbox.lose(new Loss.TooLarge("it sent a message of more than " + maxChars + " characters"));
            message = new StringBuilder();
            socket.abort();
            return null;
        }
        message.append(part);
        if (last) {
            String text = message.toString();
            message.setLength(0);
            if (message.capacity() > KEPT_CHARS) {
                message = new StringBuilder();
            }
            inbox.message(text);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        inbox.lose(new Loss.Garbage("it sent a binary message"));
        socket.abort();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        inbox.pong();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        inbox.lose(
                new Loss.Cut("it closed the connection with code " + code + (reason.isEmpty() ? "" : ": " + reason)));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        inbox.lose(new Loss.Cut("the connection broke: " + error));
    }
}
