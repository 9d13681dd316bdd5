package io.grail.bench.identity;

import io.grail.bench.BenchCommand;
import io.grail.bench.Medians;
import io.grail.bench.PeerProcess;
import io.grail.bench.Turns;
import io.grail.protocol.identity.Keypair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run signatures}: sr25519 signatures a second, one thread. */
@Command(
        name = "signatures",
        mixinStandardHelpOptions = true,
        description = {
            "Signs and verifies messages of an envelope's length, one thread; with --peer-modules also by schnorrkel",
            "compiled to WebAssembly (@polkadot/util-crypto) and by JavaScript (@scure/sr25519), taking turns."
        })
public final class SignatureBench implements Callable<Integer> {
    private static final int WARM_UP = 5;
    private static final int MESSAGE_BYTES = 304;
    private static final List<String> PACKAGES = List.of("@polkadot/util-crypto", "@scure/sr25519");

    @Option(names = "--turns", paramLabel = "N", defaultValue = "12", description = "default: ${DEFAULT-VALUE}")
    int turns;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "500",
            description = "signatures of a turn (default: ${DEFAULT-VALUE})")
    int count;

    @Option(names = "--peer-modules", paramLabel = "DIR", description = "a folder where both packages are installed")
    @Nullable
    Path peerModules;

    @Option(names = "--peer-script", paramLabel = "FILE", hidden = true)
    Path peerScript = Path.of("bench/signature_peer.mjs");

    /** Who takes turns, and how long a turn of {@code count} took. */
    private record Contender(String name, Work work, Medians sign, Medians verify) {}

    /** One turn: seconds to sign, seconds to verify. */
    @FunctionalInterface
    private interface Work {
        double[] turn(int count);
    }

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new SignatureBench(), args));
    }

    @Override
    public Integer call() {
        Turns.checked("--turns", turns, 9_999);
        Turns.checked("--count", count, 1_000_000);
        List<PeerProcess> peers = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender("grail", SignatureBench::ownTurn, new Medians(), new Medians()));
        try {
            if (peerModules != null) {
                for (String name : PACKAGES) {
                    PeerProcess peer = peer(name, peerModules);
                    peers.add(peer);
                    contenders.add(new Contender(name, n -> peerTurn(peer, n), new Medians(), new Medians()));
                }
            }
            for (int turn = 0; turn < WARM_UP + turns; turn++) {
                for (Contender contender : contenders) {
                    double[] seconds = contender.work().turn(count);
                    if (turn >= WARM_UP) {
                        contender.sign().add(seconds[0]);
                        contender.verify().add(seconds[1]);
                    }
                }
            }
        } finally {
            peers.forEach(PeerProcess::close);
        }
        print(contenders);
        return 0;
    }

    private static double[] ownTurn(int count) {
        Keypair pair = Keypair.fromUri("//Alice");
        byte[] message = new byte[MESSAGE_BYTES];
        byte[][] signatures = new byte[count][];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            message[0] = (byte) i;
            signatures[i] = pair.sign(message);
        }
        long signed = System.nanoTime();
        for (int i = 0; i < count; i++) {
            message[0] = (byte) i;
            if (!Keypair.verify(pair.account(), message, signatures[i])) {
                throw new IllegalStateException("a signature of our own does not verify");
            }
        }
        return new double[] {(signed - begin) / 1e9, (System.nanoTime() - signed) / 1e9};
    }

    private PeerProcess peer(String name, Path modules) {
        List<String> command =
                List.of("node", peerScript.toString(), modules.toAbsolutePath().toString(), name);
        return new PeerProcess(name, command, Map.of("GLIBC_TUNABLES", ""));
    }

    private static double[] peerTurn(PeerProcess peer, int count) {
        String[] answer = peer.ask(count + " " + MESSAGE_BYTES).split(" ", -1);
        return new double[] {Double.parseDouble(answer[0]), Double.parseDouble(answer[1])};
    }

    private void print(List<Contender> contenders) {
        Contender own = contenders.getFirst();
        System.out.printf("%-24s %10s %10s %12s %12s%n", "", "sign/s", "verify/s", "sign, ours x", "verify, ours x");
        for (Contender each : contenders) {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %10.0f %10.0f %12.2f %12.2f%n",
                    each.name(),
                    count / each.sign().median(),
                    count / each.verify().median(),
                    each.sign().median() / own.sign().median(),
                    each.verify().median() / own.verify().median());
        }
    }
}
