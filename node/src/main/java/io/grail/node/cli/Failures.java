package io.grail.node.cli;

import io.grail.chain.CallRefusedException;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.drand.BeaconUnavailableException;
import io.grail.chain.drand.BlsUnavailableException;
import io.grail.chain.local.LedgerDirectoryException;
import io.grail.chain.wallet.WalletException;
import io.grail.chain.wallet.WrongPasswordException;
import io.grail.chain.wire.PortInUseException;
import io.grail.learning.checkpoint.CheckpointException;
import io.grail.learning.data.DatasetException;
import io.grail.learning.tokenize.TokenizerException;
import io.grail.node.home.FolderBusyException;
import io.grail.node.home.FolderVersionException;
import io.grail.node.sync.ForgottenWindowException;
import io.grail.node.sync.ForkedStateException;
import io.grail.protocol.assignment.DatasetTooSmallException;
import io.grail.protocol.run.InvalidRunException;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;

/** Turns an exception into one clear sentence on stderr and the documented exit code. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (Interrupts.signalled()) {
            line.getErr().println(interrupted(line.getCommandSpec().userObject()));
            line.getErr().flush();
            return ExitCode.INTERRUPTED;
        }
        int code = code(failure);
        line.getErr().println("grail: " + sentence(failure));
        if (code == ExitCode.INTERNAL) {
            line.getErr().println("This is a fault in Grail; please report it with what follows.");
            failure.printStackTrace(line.getErr());
        }
        line.getErr().flush();
        return code;
    }

    /** What a command says that a signal ended. */
    static String interrupted(Object command) {
        return command instanceof Resumable
                ? "grail: interrupted; what was done is on disk, and the same command goes on from there"
                : "grail: interrupted";
    }

    static int code(Throwable failure) {
        return switch (failure) {
            case InvalidRunException e -> ExitCode.USAGE;
            case UsageException e -> ExitCode.USAGE;
            case FolderBusyException e -> ExitCode.USAGE;
            case FolderVersionException e -> ExitCode.STORAGE;
            case WrongPasswordException e -> ExitCode.USAGE;
            case WalletException e -> ExitCode.STORAGE;
            case DatasetException e -> ExitCode.DATA;
            case DatasetTooSmallException e -> ExitCode.DATA;
            case TokenizerException e -> ExitCode.DATA;
            case PortInUseException e -> ExitCode.CHAIN;
            case LedgerDirectoryException e -> ExitCode.CHAIN;
            case CheckpointException e -> ExitCode.STORAGE;
            case ChainUnavailableException e -> ExitCode.CHAIN;
            case CallRefusedException e -> ExitCode.CHAIN;
            case BeaconUnavailableException e -> ExitCode.CHAIN;
            case BlsUnavailableException e -> ExitCode.CHAIN;
            case StorageException e -> ExitCode.STORAGE;
            case UncheckedIOException e -> ExitCode.STORAGE;
            case IOException e -> ExitCode.STORAGE;
            case ForkedStateException e -> ExitCode.FORKED;
            case ForgottenWindowException e -> ExitCode.CHAIN;
            case InterruptedException e -> ExitCode.INTERRUPTED;
            default -> ExitCode.INTERNAL;
        };
    }

    private static String sentence(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UncheckedIOException io && io.getCause() != null) {
            String detail = detail(io.getCause());
            return message.contains(detail) ? message : message + ": " + detail;
        }
        return message;
    }

    /** What the operating system says, without the path, or what the exception is where it says nothing. */
    private static String detail(IOException cause) {
        boolean says = cause instanceof FileSystemException file && file.getReason() != null;
        return says ? ((FileSystemException) cause).getReason() : cause.toString();
    }
}
