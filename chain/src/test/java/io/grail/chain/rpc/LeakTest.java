package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LeakTest {
    private static final int CONNECTIONS = 20;
    private static final int CUTS = 5;

    @TempDir
    Path directory;

    @Test
    void closedConnectionsLeaveNoThreadAndNoSocket() throws Exception {
        URI nobody = URI.create("ws://127.0.0.1:" + FakeNode.freePort());
        try (FakeNode node = FakeNode.start(new FakeChain("one"))) {
            openAndClose(node.uri(), nobody); // what the JDK starts once and keeps
            Leaks before = Leaks.count(directory);
            List<RpcConnection> open = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(used(node.uri()));
            }
            Leaks during = Leaks.count(directory);
            assertThat(during.threads()).isGreaterThanOrEqualTo(before.threads() + CONNECTIONS);
            assertThat(during.sockets()).isGreaterThanOrEqualTo(before.sockets() + CONNECTIONS);
            open.forEach(RpcConnection::close);
            for (int i = 0; i < CONNECTIONS; i++) {
                openAndClose(node.uri(), nobody);
            }
            Fast.until(() -> node.connections() == 0 && Leaks.count(directory).within(before));
        }
    }

    @Test
    void cutsLeaveNoSocketBehind() throws Exception {
        try (FakeNode node = FakeNode.start(new FakeChain("one"));
                RpcConnection connection = used(node.uri())) {
            Leaks before = Leaks.count(directory);
            for (int i = 0; i < CUTS; i++) {
                node.cutAll();
                var _ = connection.call("state_getStorage", Frames.array().add("0xab"));
            }
            Fast.until(() -> node.connections() == 1 && Leaks.count(directory).within(before));
        }
    }

    private static RpcConnection used(URI uri) throws InterruptedException {
        RpcConnection connection = RpcConnection.open(Fast.config(uri));
        var _ = connection.call("state_getStorage", Frames.array().add("0xab"));
        return connection;
    }

    private static void openAndClose(URI node, URI nobody) throws InterruptedException {
        used(node).close();
        try (RpcConnection vain = RpcConnection.open(Fast.config(nobody))) {
            assertThatThrownBy(() -> vain.call("system_chain", Frames.array(), Duration.ofMillis(10)))
                    .isInstanceOf(RpcException.TimedOut.class);
        }
    }
}
