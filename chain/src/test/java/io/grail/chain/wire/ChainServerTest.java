package io.grail.chain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Outcome;
import io.grail.chain.local.Extrinsic;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.window.Block;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainServerTest {
    private static final Keypair ALICE = Keypair.fromUri("//Alice");

    @TempDir
    Path directory;

    private LocalChain chain;
    private ChainServer server;

    @BeforeEach
    void start() {
        chain = open("chain", 1);
        server = ChainServer.start(chain, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        chain.close();
    }

    private LocalChain open(String name, long seed) {
        Pace pace = new Pace.WallClock(20, InstantSource.system());
        LocalChain opened = LocalChain.open(directory.resolve(name), LedgerConfig.laptop(seed), pace);
        opened.start();
        return opened;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /v1/head, 404",
        "GET, /v2/head/, 404",
        "GET, /v2/blocks/../head, 404",
        "GET, /v2/blocks/-1, 400",
        "GET, /v2/blocks/99999999999999999999, 400",
        "GET, /v2/metagraphs/999999999, 404",
        "GET, /v2/commitmentsAfter/999999999, 404",
        "GET, /v2/commitmentsAfter/-1, 400",
        "GET, /v2/balances/5nonsense, 400",
        "GET, /v2/balances/%00, 400",
        "DELETE, /v2/head, 405",
        "POST, /v2/head, 404",
    })
    void everyOddRequestGetsItsStatus(String method, String path, int status) throws IOException {
        assertThat(ask(method + " " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aRequestUnderAnotherHostsNameIsRefused() throws IOException {
        assertThat(ask("GET /v2/head HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aBodyBeyondTheBoundIsRefused() throws IOException {
        String body = "x".repeat(Extrinsic.MAX_BYTES + 1);
        assertThat(post(body)).startsWith("HTTP/1.1 413");
    }

    @Test
    void spoiltExtrinsicsAreRefusedAndTheServerGoesOn() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Hash genesis = chain.ledger().genesisHash();
        Call call = new Call.Transfer(Keypair.fromUri("//Bob").account(), 5);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = Extrinsic.sign(call, ALICE, 0, genesis).bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            String answer = post(new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(answer.startsWith("HTTP/1.1 400") || answer.contains("BadProof"))
                    .as("seed %d, request %d: %s", seed, i, answer)
                    .isTrue();
        }
        assertThat(chain.ledger().nonce(ALICE.account())).isZero();
        assertThat(ask("\0\1garbage\r\n\r\n")).doesNotContain(" 200 ");
        try (Chain remote = RemoteChain.connect(server.uri())) {
            assertThat(remote.submit(call, ALICE)).isInstanceOf(Outcome.Included.class);
        }
    }

    @Test
    void theSameExtrinsicTwiceTakesEffectOnce() throws Exception {
        Keypair receiver = Keypair.generate();
        Call call = new Call.Transfer(receiver.account(), 5);
        byte[] bytes =
                Extrinsic.sign(call, ALICE, 0, chain.ledger().genesisHash()).bytes();
        String body = new String(bytes, StandardCharsets.ISO_8859_1);
        String first = post(body);
        assertThat(first).contains("includedIn");
        assertThat(post(body).lines().toList().getLast())
                .isEqualTo(first.lines().toList().getLast());
        assertThat(chain.balance(receiver.account())).isEqualTo(5);
    }

    @Test
    void anOccupiedPortIsNamed() {
        int port = server.uri().getPort();
        assertThatThrownBy(() -> ChainServer.start(chain, port))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("port " + port)
                .hasMessageContaining("choose another port");
    }

    @Test
    void aClientOutlivesTheRestartOfItsServerAndOfTheChain() throws Exception {
        URI uri = server.uri();
        try (Chain remote = RemoteChain.connect(uri);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long target = remote.head().number() + 25;
            Future<Block> waiting = threads.submit(() -> remote.awaitBlock(target));
            server.close();
            chain.close();
            Future<Outcome> submitted = threads.submit(() ->
                    remote.submit(new Call.Transfer(Keypair.fromUri("//Bob").account(), 5), ALICE));
            chain = open("chain", 1);
            server = ChainServer.start(chain, uri.getPort());
            assertThat(waiting.get(20, TimeUnit.SECONDS).number()).isEqualTo(target);
            assertThat(submitted.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Included.class);
        }
    }

    @Test
    void anotherChainUnderTheSameAddressIsNoticed() {
        URI uri = server.uri();
        try (Chain remote = RemoteChain.connect(uri);
                LocalChain other = open("other", 2)) {
            server.close();
            server = ChainServer.start(other, uri.getPort());
            assertThatThrownBy(remote::head)
                    .isInstanceOf(ChainUnavailableException.class)
                    .hasMessageContaining("another chain");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedOncePatienceEnds() {
        URI uri = server.uri();
        server.close();
        assertThatThrownBy(() -> RemoteChain.connect(uri, Duration.ofMillis(100)))
                .isInstanceOf(ChainUnavailableException.class)
                .hasMessageContaining(uri.toString())
                .hasMessageContaining("start it");
    }

    private String host() {
        return server.uri().getAuthority();
    }

    private String post(String body) throws IOException {
        return ask("POST /v2/extrinsics HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    /** Sends raw bytes and returns all that comes back. */
    private String ask(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
