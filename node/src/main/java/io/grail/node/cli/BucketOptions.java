package io.grail.node.cli;

import io.grail.node.home.BucketHomes;
import io.grail.node.home.ObjectStore;
import io.grail.node.home.RunFolder;
import io.grail.storage.BucketLocation;
import io.grail.storage.Reach;
import io.grail.storage.S3Key;
import io.grail.storage.S3Location;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How object stores are reached. */
final class BucketOptions {
    private static final String ALLOW_LOCAL = "GRAIL_ALLOW_LOCAL_BUCKETS";

    @Option(
            names = "--bucket-key",
            paramLabel = "FILE",
            description =
                    "aws_access_key_id=… and aws_secret_access_key=… of the key that may write to one's own bucket,"
                            + " in a file that nobody else may read (default: GRAIL_S3_WRITE_KEY_ID and GRAIL_S3_WRITE_SECRET, else"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)")
    @Nullable
    Path keyFile;

    @Option(
            names = "--allow-local-buckets",
            description = "lets buckets' locations lead to this machine and private networks, by plain http too; for"
                    + " development (also: " + ALLOW_LOCAL + "=true)")
    boolean allowLocal;

    Reach reach() {
        return allowLocal ? Reach.LOCAL_TOO : reachOfEnvironment();
    }

    /** For commands that read what a run left, and take no such options. */
    static BucketHomes recorded(RunFolder folder) {
        return new BucketHomes(folder, reachOfEnvironment(), Optional.empty());
    }

    /** For commands that take no such options. */
    static Reach reachOfEnvironment() {
        return "true".equals(System.getenv(ALLOW_LOCAL)) ? Reach.LOCAL_TOO : Reach.PUBLIC;
    }

    /** The buckets of a run in {@code folder}, or at a location behind the S3 protocol. */
    BucketHomes homes(RunFolder folder, Optional<String> location, boolean perNode) {
        Optional<ObjectStore> store = location.map(text -> {
            if (BucketLocation.parse(text) instanceof S3Location s3) {
                return new ObjectStore(s3, writeKey(), perNode);
            }
            throw new UsageException(
                    "a location behind the S3 protocol is wanted, such as s3://HOST/BUCKET?key=ID:SECRET;"
                            + " a bucket in the run's folder needs no option");
        });
        return new BucketHomes(folder, reach(), store);
    }

    S3Key writeKey() {
        return WriteKey.find(Optional.ofNullable(keyFile), System.getenv());
    }
}
