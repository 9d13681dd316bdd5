package io.grail.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Stands before an S3 server, passes on what is asked and answered, and spoils the answers that a test names. As a program
 * of its own it takes its port, the server's, which part of all answers is spoilt and a seed, and stands there until it
 * is ended (docs/storage.md).
 */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int upstream;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Fault> unnamed = () -> Fault.NONE;

    private FaultProxy(ServerSocket server, int upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    static FaultProxy before(int upstream) {
        return at(0, upstream);
    }

    private static FaultProxy at(int port, int upstream) {
        try {
            FaultProxy proxy = new FaultProxy(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), upstream);
            Thread.ofPlatform().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an answer becomes. The body is as it was sent, framing included. */
    static final class Answer {
        private final String head;
        private final byte[] body;
        private final int promptBytes;

        Answer(String head, byte[] body) {
            this(head, body, Integer.MAX_VALUE);
        }

        private Answer(String head, byte[] body, int promptBytes) {
            this.head = head;
            this.body = body;
            this.promptBytes = promptBytes;
        }

        String head() {
            return head;
        }

        byte[] body() {
            return body;
        }

        static Answer error(String status, String code) {
            byte[] body = ("<Error><Code>" + code + "</Code><Message>m</Message></Error>").getBytes(ISO_8859_1);
            return new Answer(
                    "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length
                            + "\r\n\r\n",
                    body);
        }

        Answer with(String header, String value) {
            String others = head.replaceAll("(?im)^" + header + ": .*\r\n", "");
            return new Answer(others.replaceFirst("\r\n", "\r\n" + header + ": " + value + "\r\n"), body);
        }

        /** So many bytes come at once, all others one by one, with pauses that no timeout of silence notices. */
        Answer slowAfter(int bytes) {
            return new Answer(head, body, bytes);
        }

        Answer cutTo(int bytes) {
            return new Answer(head, Arrays.copyOf(body, Math.min(bytes, body.length)));
        }
    }

    /** Spoils one answer. */
    @FunctionalInterface
    interface Fault {
        Fault NONE = (request, answer) -> answer;
        /** The client is left to wait until it gives up. */
        Fault STALL = (request, answer) -> new Answer("", new byte[0]);

        Answer spoil(String request, Answer answer);

        /** The same answer in place of the right one. */
        static Fault answer(String status, String code) {
            return (request, answer) -> Answer.error(status, code);
        }
    }

    /** What goes wrong with stores, the frequent oftener. */
    private static final List<Fault> USUAL = List.of(
            Fault.answer("503 Slow Down", "SlowDown"),
            Fault.answer("503 Slow Down", "SlowDown"),
            Fault.answer("500 Internal Server Error", "InternalError"),
            Fault.answer("502 Bad Gateway", "BadGateway"),
            (request, answer) -> answer.cutTo(answer.body().length / 2),
            (request, answer) -> answer.cutTo(0),
            (request, answer) -> answer.with("ETag", "\"" + "0".repeat(32) + "\""),
            Fault.STALL);

    public static void main(String... args) {
        Random random = new Random(Long.parseLong(args[3]));
        double rate = Double.parseDouble(args[2]);
        FaultProxy proxy = at(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        proxy.unnamed = () -> random.nextDouble() < rate ? USUAL.get(random.nextInt(USUAL.size())) : Fault.NONE;
        System.out.println(
                "spoiling " + rate + " of what http://127.0.0.1:" + args[1] + " answers, on port " + proxy.port());
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next requests meet these faults, one each; those after them none. */
    void next(Fault... next) {
        clear();
        synchronized (faults) {
            faults.addAll(List.of(next));
        }
    }

    /** As {@link #next}, so many times the same. */
    void next(int times, Fault fault) {
        clear();
        add(times, fault);
    }

    /** After what is to come already, so many times the same. */
    void add(int times, Fault fault) {
        synchronized (faults) {
            faults.addAll(Collections.nCopies(times, fault));
        }
    }

    /** From now on all is well. */
    void clear() {
        synchronized (faults) {
            faults.clear();
            requests.clear();
        }
    }

    /** Request lines since the last {@link #next} or {@link #clear}. */
    List<String> requests() {
        synchronized (faults) {
            return List.copyOf(requests);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try {
            InputStream in = client.getInputStream();
            String head = head(in);
            if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            byte[] body = in.readNBytes(length(head));
            String request = head.substring(0, Math.max(0, head.indexOf("\r\n")));
            Answer answer = fault(request).spoil(request, ask(head, body));
            if (answer.head().isEmpty()) {
                return; // stays open, in silence
            }
            OutputStream out = client.getOutputStream();
            send(answer, out);
            client.close();
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void send(Answer answer, OutputStream out) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(answer.with("Connection", "close").head().getBytes(ISO_8859_1));
        whole.write(answer.body());
        byte[] bytes = whole.toByteArray();
        int prompt = Math.min(answer.promptBytes, bytes.length);
        out.write(bytes, 0, prompt);
        for (int i = prompt; i < bytes.length; i++) {
            LockSupport.parkNanos(20_000_000);
            out.write(bytes[i]);
        }
        out.flush();
    }

    private Fault fault(String request) {
        synchronized (faults) {
            requests.add(request);
            return faults.isEmpty() ? unnamed.get() : faults.poll();
        }
    }

    private Answer ask(String head, byte[] body) throws IOException {
        try (Socket store = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            String asked = head.replaceAll("(?im)^(expect|connection): .*\r\n", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            store.getOutputStream().write(asked.getBytes(ISO_8859_1));
            store.getOutputStream().write(body);
            store.getOutputStream().flush();
            InputStream in = store.getInputStream();
            return new Answer(head(in), in.readAllBytes());
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .map(line -> Integer.valueOf(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it is of no use any more
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(FaultProxy::closeQuietly);
    }
}
