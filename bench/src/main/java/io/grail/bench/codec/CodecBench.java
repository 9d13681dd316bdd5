package io.grail.bench.codec;

import io.grail.bench.BenchCommand;
import io.grail.bench.Medians;
import io.grail.bench.PeerProcess;
import io.grail.bench.Turns;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench/run codec}: how long compression takes. */
@Command(
        name = "codec",
        mixinStandardHelpOptions = true,
        description = {
            "Compresses a gradient into error feedback and decodes the payload; with --peer-python also by the",
            "established algorithm in PyTorch, taking turns. The floor is one pass over the same two arrays that reads",
            "both and writes one. Ours decodes to sparse values; 'and dense' also writes them into zeros, as the peer does."
        })
public final class CodecBench implements Callable<Integer> {
    private static final int WARM_UP = 3;

    @Option(names = "--parameters", paramLabel = "M", defaultValue = "25", description = "millions: 25 or 125")
    int parameters;

    @Mixin
    Turns turns = new Turns();

    @Option(names = "--profile", defaultValue = "sparseloco", description = "default: ${DEFAULT-VALUE}")
    String profile = "sparseloco";

    @Option(names = "--top-k", paramLabel = "K", defaultValue = "64", description = "default: ${DEFAULT-VALUE}")
    int topK;

    @Option(names = "--bits", paramLabel = "B", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
    int bits;

    @Option(names = "--peer-python", paramLabel = "PATH", description = "a Python with torch")
    @Nullable
    String peerPython;

    @Option(names = "--peer-script", paramLabel = "FILE", hidden = true)
    Path peerScript = Path.of("bench/codec_peer.py");

    private final Medians compress = new Medians();
    private final Medians decode = new Medians();
    private final Medians dense = new Medians();
    private final Medians floor = new Medians();
    private final Medians peerCompress = new Medians();
    private final Medians peerDecode = new Medians();

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new CodecBench(), args));
    }

    @Override
    public Integer call() {
        BigModel model = BigModel.of(parameters);
        CompressionConfig config = new CompressionConfig(profile, topK, bits, 0.95);
        Codec codec = new Codec(model.layout(), config);
        Optional<PeerProcess> peer = Optional.ofNullable(peerPython).map(python -> peer(python, model, config));
        try (WorkerPool workers = new WorkerPool(turns.threads())) {
            Parameters gradient = model.gradient(1, workers);
            CodecTurns own = new CodecTurns(codec, gradient, workers);
            String peerBytes = "";
            for (int turn = 0; turn < WARM_UP + turns.count(); turn++) {
                boolean counts = turn >= WARM_UP;
                own.turn(counts, compress, decode, dense, floor);
                peerBytes = peer.map(process -> peerTurn(process, counts)).orElse("");
            }
            print(model, own.bytes(), peerBytes);
        } finally {
            peer.ifPresent(PeerProcess::close);
        }
        return 0;
    }

    private PeerProcess peer(String python, BigModel model, CompressionConfig config) {
        String settings = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("shapes", model.shapes(), "kept", config.topK(), "decay", config.errorFeedback()));
        List<String> command = List.of(python, peerScript.toString(), settings, Integer.toString(turns.threads()));
        return PeerProcess.python("python", command, turns.threads());
    }

    private String peerTurn(PeerProcess peer, boolean counts) {
        String[] answer = peer.ask("turn").split(" ", -1);
        if (counts) {
            peerCompress.add(Double.parseDouble(answer[0]));
            peerDecode.add(Double.parseDouble(answer[1]));
        }
        return answer[2];
    }

    private void print(BigModel model, long bytes, String peerBytes) {
        System.out.printf(
                Locale.ROOT,
                "%,d parameters, %s, %d of 4096, %d bits, %d threads, medians of %d turns%n",
                model.layout().size(),
                profile,
                topK,
                bits,
                turns.threads(),
                turns.count());
        System.out.printf(
                "%-22s %12s %10s %10s %8s %8s %12s%n",
                "", "compress ms", "decode ms", "total ms", "x floor", "ratio", "bytes");
        double own = compress.median() + decode.median();
        row("grail", compress.median(), decode.median(), own, Long.toString(bytes));
        row("grail, and dense", compress.median(), decode.median() + dense.median(), own, Long.toString(bytes));
        if (!peerBytes.isEmpty()) {
            row("python", peerCompress.median(), peerDecode.median(), own, peerBytes);
        }
        row("floor", floor.median(), 0, own, "");
    }

    private void row(String name, double first, double second, double own, String bytes) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %12.1f %10.1f %10.1f %8.2f %8.2f %12s%n",
                name,
                1e3 * first,
                1e3 * second,
                1e3 * (first + second),
                (first + second) / floor.median(),
                (first + second) / own,
                bytes);
    }
}
