package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.storage.BucketProbe.Finding;
import io.grail.storage.FaultProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketProbeTest {
    private S3TestServer server;
    private FaultProxy faults;
    private S3Location location;

    @BeforeEach
    void start() {
        server = S3TestServer.start();
        faults = FaultProxy.before(server.port());
        location = S3TestServer.location(faults.port(), server.bucket("probed").bucket());
    }

    @AfterEach
    void stop() throws IOException {
        faults.close();
        server.close();
    }

    @Test
    void aGoodBucketPassesAndIsLeftEmpty() {
        List<Finding> heard = new ArrayList<>();
        List<Finding> findings = probe(S3TestServer.OWNER, S3TestServer.READER, heard);

        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.passed()).as("%s", finding).isTrue());
        assertThat(findings)
                .extracting(Finding::check)
                .containsExactly(
                        "put",
                        "clock",
                        "head",
                        "get",
                        "range",
                        "list",
                        "others read",
                        "others list",
                        "others cannot write",
                        "upload",
                        "download",
                        "delete");
        assertThat(heard).isEqualTo(findings);
        try (Bucket bucket = Buckets.readOnly(location, Reach.LOCAL_TOO)) {
            assertThat(bucket.list("", "", 10)).isEmpty();
        }
    }

    @Test
    void aReadersKeyThatCanWriteIsFound() {
        List<Finding> findings = probe(S3TestServer.OWNER, S3TestServer.OWNER, new ArrayList<>());

        assertThat(findings)
                .filteredOn(finding -> !finding.passed())
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("can write here", "Object Read only"));
    }

    @Test
    void aKeyThatCannotWriteEndsTheProbeWithAdvice() {
        assertThat(probe(S3TestServer.READER, S3TestServer.READER, new ArrayList<>()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("may not do that"));
    }

    @Test
    void aStoreWithAWrongClockIsFound() {
        Fault future = (request, answer) -> answer.with("Last-Modified", "Fri, 01 Jan 2100 00:00:00 GMT");
        faults.next(4, future);

        assertThat(probe(S3TestServer.OWNER, S3TestServer.READER, new ArrayList<>()))
                .filteredOn(finding -> !finding.passed())
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("ahead of this machine's", "NTP"));
    }

    @Test
    void aFolderPassesToo(@TempDir Path folder) {
        BucketLocation here = BucketLocation.of(folder);
        try (Bucket own = Buckets.open(here);
                Bucket reader = Buckets.readOnly(here)) {
            assertThat(new BucketProbe(own, reader, Optional.empty(), finding -> {}).run())
                    .hasSize(11)
                    .allMatch(Finding::passed);
        }
    }

    private List<Finding> probe(S3Key ownersKey, S3Key readersKey, List<Finding> heard) {
        S3Location read =
                new S3Location(location.endpoint(), location.bucket(), location.region(), Optional.of(readersKey));
        try (Bucket own = Buckets.open(read, ownersKey, Reach.LOCAL_TOO);
                Bucket reader = Buckets.readOnly(read, Reach.LOCAL_TOO);
                Bucket intruder = Buckets.open(read, readersKey, Reach.LOCAL_TOO)) {
            return new BucketProbe(own, reader, Optional.of(intruder), heard::add).run();
        }
    }
}
