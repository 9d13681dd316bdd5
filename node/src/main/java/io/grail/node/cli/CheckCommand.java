package io.grail.node.cli;

import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EnvelopeCheck;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.OpeningCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail check}: a validator's checks of an update, on the miner's own files. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a validator's checks on an update before it is uploaded.",
            "",
            "FILE is a payload as it was before it was sealed; or, with --envelope, the sealed one, and with --opening",
            "it is opened too. What depends on the moment and on the shared model (times, R_w, the state proof) is",
            "taken from the files: only a validator can hold it against the chain.",
            "",
            "Exit code 0: every check passes; 7: one does not, and is named."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the payload")
    Path file = Path.of("");

    @Option(names = "--envelope", paramLabel = "FILE", description = "the envelope that names the sealed payload")
    @Nullable
    Path envelope;

    @Option(names = "--opening", paramLabel = "FILE", description = "the opening that goes with the envelope")
    @Nullable
    Path opening;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "the folder of the run whose rules hold (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("run");

    @Override
    public Integer call() throws IOException {
        if (opening != null && envelope == null) {
            throw new UsageException("--opening needs --envelope: the opening belongs to one");
        }
        RunConfig run = RecordedArtifacts.rules(dir);
        Codec codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        if (Files.size(file) > codec.maxPayloadBytes() + 16) {
            return failed(
                    "TOO_LARGE: found " + Files.size(file) + " bytes; allowed at most " + codec.maxPayloadBytes());
        }
        byte[] bytes = Files.readAllBytes(file);
        return envelope == null ? plain(bytes, codec) : sealed(bytes, Files.readAllBytes(envelope), run, codec);
    }

    private int plain(byte[] payload, Codec codec) {
        try {
            return passed(codec.decode(payload, ParallelFor.SEQUENTIAL), payload.length);
        } catch (NotFiniteException e) {
            return failed("NOT_FINITE: found " + e.getMessage());
        } catch (MalformedException e) {
            return failed("MALFORMED: found " + e.found() + "; allowed " + e.allowed());
        }
    }

    private int sealed(byte[] sealed, byte[] envelopeBytes, RunConfig run, Codec codec) throws IOException {
        Envelope claimed;
        try {
            claimed = Envelope.parse(envelopeBytes);
        } catch (MalformedException e) {
            return failed("MALFORMED envelope: found " + e.found() + "; allowed " + e.allowed());
        }
        var context = new EnvelopeCheck.Context(
                RunId.of(run),
                claimed.window(),
                claimed.hotkey(),
                claimed.origin().modelRoot(),
                run.inner().samplesPerWindow(),
                codec.maxPayloadBytes(),
                0,
                Long.MAX_VALUE,
                0,
                CountedPayloads.none());
        if (EnvelopeCheck.check(envelopeBytes, context) instanceof Checked.Failed<Envelope> failed) {
            return failed(failed.rejection());
        }
        System.out.println("envelope: passes every check that does not depend on the moment; window " + claimed.window()
                + ", hotkey " + claimed.hotkey());
        return opening == null ? ExitCode.OK : opened(claimed, sealed, Files.readAllBytes(opening), codec);
    }

    private static int opened(Envelope envelope, byte[] sealed, byte[] openingBytes, Codec codec) {
        Opening claimed;
        try {
            claimed = Opening.parse(openingBytes);
        } catch (MalformedException e) {
            return failed("MALFORMED opening: found " + e.found() + "; allowed " + e.allowed());
        }
        var context = new OpeningCheck.Context(envelope, claimed.stateProof(), Long.MAX_VALUE, 0);
        if (OpeningCheck.check(openingBytes, context) instanceof Checked.Failed<Opening> failed) {
            return failed(failed.rejection());
        }
        return switch (Unsealed.open(envelope, sealed, claimed, codec, ParallelFor.SEQUENTIAL)) {
            case Checked.Failed<Unsealed> failed -> failed(failed.rejection());
            case Checked.Passed<Unsealed> passed ->
                passed(passed.artifact().update(), passed.artifact().payload().length);
        };
    }

    private static int passed(SparseUpdate update, int bytes) {
        long values = update.size();
        System.out.printf(
                Locale.ROOT,
                "payload: passes every check; %,d of %,d values in %,d bytes, %.2f bits a value, %.0fx less than binary32%n",
                values,
                update.layout().size(),
                bytes,
                8.0 * bytes / Math.max(1, values),
                4.0 * update.layout().size() / bytes);
        return ExitCode.OK;
    }

    private static int failed(Rejection rejection) {
        return failed(rejection.code() + ": found " + rejection.found() + "; allowed " + rejection.allowed());
    }

    private static int failed(String why) {
        System.out.println("refused: " + why);
        return ExitCode.DIFFERS;
    }
}
