package io.grail.node.cli;

import io.grail.storage.Bucket;
import io.grail.storage.BucketLocation;
import io.grail.storage.BucketProbe;
import io.grail.storage.BucketProbe.Finding;
import io.grail.storage.Buckets;
import io.grail.storage.Reach;
import io.grail.storage.S3Location;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code grail bucket test}: proves one's own bucket before a node depends on it. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that a bucket does what a node needs: puts, reads, lists and deletes a few objects of its own, under"
                    + " grail-bucket-test/. Tries that others can read and cannot write, compares clocks, measures 8 MiB"
                    + " each way.",
            "",
            "Exit code 0: every check passes; 5: one does not, and says what to do."
        })
final class BucketTestCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "LOCATION",
            description = "as it is to be committed: s3://HOST/BUCKET?key=ID:SECRET with the key that may only read,"
                    + " the 128 characters of R2, or file:///absolute/path")
    String location = "";

    @Mixin
    BucketOptions options = new BucketOptions();

    @Option(names = "--json", description = "one JSON object a check on stdout")
    boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = switch (BucketLocation.parse(location)) {
            case S3Location s3 -> probe(s3);
            case BucketLocation.Directory folder -> probe(folder);
        };
        return findings.stream().allMatch(Finding::passed) ? ExitCode.OK : ExitCode.STORAGE;
    }

    private List<Finding> probe(BucketLocation.Directory folder) {
        try (Bucket own = Buckets.open(folder);
                Bucket reader = Buckets.readOnly(folder)) {
            return new BucketProbe(own, reader, Optional.empty(), this::print).run();
        }
    }

    private List<Finding> probe(S3Location s3) {
        Reach reach = options.reach();
        try (Bucket own = Buckets.open(s3, options.writeKey(), reach);
                Bucket reader = Buckets.readOnly(s3, reach)) {
            if (s3.readKey().isEmpty()) {
                return new BucketProbe(own, reader, Optional.empty(), this::print).run();
            }
            try (Bucket intruder = Buckets.open(s3, s3.readKey().get(), reach)) {
                return new BucketProbe(own, reader, Optional.of(intruder), this::print).run();
            }
        }
    }

    private void print(Finding finding) {
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(finding));
        } else {
            System.out.printf("%-4s %-20s %s%n", finding.passed() ? "ok" : "FAIL", finding.check(), finding.found());
        }
    }
}
