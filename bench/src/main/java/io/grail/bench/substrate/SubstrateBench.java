package io.grail.bench.substrate;

import io.grail.bench.BenchCommand;
import io.grail.bench.Medians;
import io.grail.bench.Turns;
import io.grail.chain.substrate.extrinsic.ChainVersion;
import io.grail.chain.substrate.extrinsic.Era;
import io.grail.chain.substrate.extrinsic.ExtrinsicSigner;
import io.grail.chain.substrate.extrinsic.Terms;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.runtime.ApiFunction;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.Value;
import io.grail.node.cli.UsageException;
import io.grail.protocol.identity.Keypair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench/run substrate}: what encoding and decoding for a Subtensor runtime take, one thread. */
@Command(
        name = "substrate",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a runtime's metadata, encodes and signs set_weights, and decodes what its functions answer for a",
            "full subnet. The metadata is what a node answers to state_call of Metadata_metadata_at_version 15 or 16."
        })
public final class SubstrateBench implements Callable<Integer> {
    private static final int MOST_NEURONS = 4_096;
    private static final int WARM_UP = 5;
    private static final double SECONDS_A_TURN = 0.2;

    @Option(
            names = "--metadata",
            paramLabel = "FILE",
            required = true,
            description = "the bytes, not their hexadecimals")
    Path file = Path.of("");

    @Option(names = "--neurons", paramLabel = "N", defaultValue = "256", description = "default: ${DEFAULT-VALUE}")
    int neurons;

    @Mixin
    Turns turns = new Turns();

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new SubstrateBench(), args));
    }

    @Override
    public Integer call() throws IOException {
        int count = Turns.checked("--neurons", neurons, MOST_NEURONS);
        byte[] bytes = Files.readAllBytes(file);
        ChainRuntime runtime = new ChainRuntime(read(bytes));
        measure("metadata read, " + bytes.length + " bytes", () -> read(bytes));

        Map<String, Value> weights = weights(count);
        Bytes call = runtime.call("SubtensorModule.set_weights", weights);
        measure(
                "call encoded, " + call.length() + " bytes",
                () -> runtime.call("SubtensorModule.set_weights", weights));
        ExtrinsicSigner signer = new ExtrinsicSigner(runtime);
        Bytes hash = Bytes.of(new byte[32]);
        Terms terms = Terms.mortal(new ChainVersion(hash, 393, 1), Era.Mortal.from(1_000, 128), hash, 5);
        measure("payload from call", () -> signer.payload(call, terms));
        Keypair key = Keypair.fromUri("//Alice");
        measure("payload signed alone", () -> key.sign(new byte[32]));
        measure("extrinsic from call, signed", () -> signer.sign(call, terms, key));

        measureFunction(runtime, count, "NeuronInfoRuntimeApi_get_neurons_lite");
        measureFunction(runtime, count, "SubnetInfoRuntimeApi_get_metagraph");
        return 0;
    }

    private static Metadata read(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 'm'
                ? MetadataReader.read(bytes)
                : MetadataReader.readOptional(bytes)
                        .orElseThrow(() -> new UsageException("--metadata holds an empty option: ask for version 15"));
    }

    private static Map<String, Value> weights(int count) {
        long[] uids = LongStream.range(0, count).toArray();
        long[] values = LongStream.range(0, count).map(uid -> 65_535 - uid).toArray();
        return Map.of(
                "netuid", Value.of(1),
                "dests", Value.numbers(uids),
                "weights", Value.numbers(values),
                "version_key", Value.of(0));
    }

    private void measureFunction(ChainRuntime runtime, int count, String name) {
        ApiFunction function = runtime.api(name);
        int type = function.method().output();
        Value sample = new SampleValue(runtime.metadata().types(), count).of(type);
        Bytes answer = Bytes.of(runtime.codec().encode(type, sample));
        if (!function.result(answer).equals(sample)) {
            throw new IllegalStateException(name + " did not come back as it was");
        }
        String method = name.substring(name.indexOf('_') + 1);
        measure(method + " decoded, " + answer.length() + " bytes", () -> function.result(answer));
    }

    /** Repeats {@code work} for a while, several times, and prints the median. */
    private void measure(String what, Callable<?> work) {
        Medians seconds = new Medians();
        for (int turn = 0; turn < WARM_UP + turns.count(); turn++) {
            double each = secondsEach(work);
            if (turn >= WARM_UP) {
                seconds.add(each);
            }
        }
        double each = seconds.median();
        System.out.printf(Locale.ROOT, "%-48s %10.1f µs %,12.0f a second%n", what, 1e6 * each, 1 / each);
    }

    private static double secondsEach(Callable<?> work) {
        long started = System.nanoTime();
        long done = 0;
        double passed = 0;
        while (passed < SECONDS_A_TURN) {
            try {
                if (work.call() == null) {
                    throw new IllegalStateException("nothing was made");
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            done++;
            passed = (System.nanoTime() - started) / 1e9;
        }
        return passed / done;
    }
}
