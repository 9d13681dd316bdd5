package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3TextTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final String ESTABLISHED = ACCOUNT + "a".repeat(32) + "b".repeat(64);

    @Test
    void theEstablishedFormIsR2WithTheAccountAsBucket() {
        S3Location location = (S3Location) BucketLocation.parse(ESTABLISHED);

        assertThat(location.endpoint().uri()).hasToString("https://" + ACCOUNT + ".r2.cloudflarestorage.com");
        assertThat(location.bucket()).isEqualTo(ACCOUNT);
        assertThat(location.region()).isEqualTo("auto");
        assertThat(location.readKey()).hasValue(new S3Key("a".repeat(32), "b".repeat(64)));
        assertThat(location.text()).isEqualTo(ESTABLISHED);
        assertThat(location.withBucket("mine").text())
                .isEqualTo("s3://" + ACCOUNT + ".r2.cloudflarestorage.com/mine?key=" + "a".repeat(32) + ":"
                        + "b".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://s3.eu-west-1.amazonaws.com/bucket?key=AKIAIOSFODNN7EXAMPLE:wJalr/K7MDENG+bPxRfi=",
                "s3://minio.example.org:9000/my.bucket?key=id:secret&region=home",
                "s3://store.example.org/bucket",
                "s3://store.example.org/bucket?style=virtual",
                "s3://store.example.org/bucket?region=eu&style=virtual",
                "s3+http://127.0.0.1:9000/bucket?key=i:s",
                "s3+http://localhost/bucket"
            })
    void whatIsPrintedIsParsedBack(String text) {
        assertThat(BucketLocation.parse(text).text()).isEqualTo(text);
    }

    @Test
    void aHostOfAnyLengthIsPrinted() {
        String longest = "s3://" + "a.".repeat(114) + "r2.cloudflarestorage.com/bucket?key=i:s";
        assertThat(BucketLocation.parse(longest).text()).isEqualTo(longest);
    }

    @Test
    void theRegionOfKnownHostsNeedsNoWords() {
        assertThat(region("s3://s3.eu-west-1.amazonaws.com/bucket")).isEqualTo("eu-west-1");
        assertThat(region("s3://" + ACCOUNT + ".r2.cloudflarestorage.com/bucket"))
                .isEqualTo("auto");
        assertThat(region("s3://store.example.org/bucket")).isEqualTo("us-east-1");
        assertThat(BucketLocation.parse("s3://s3.eu-west-1.amazonaws.com:443/bucket?region=eu-west-1")
                        .text())
                .isEqualTo("s3://s3.eu-west-1.amazonaws.com/bucket");
    }

    private static String region(String text) {
        return ((S3Location) BucketLocation.parse(text)).region();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:",
                "s3://",
                "s3://host",
                "s3://host/",
                "s3://host/ab",
                "s3://user@host.org/bucket",
                "s3://user:pass@host.org/bucket",
                "s3://HOST.org/bucket",
                "s3://-x.org/bucket",
                "s3://host..org/bucket",
                "s3://host.org./bucket",
                "s3://2130706433/bucket",
                "s3://0x7f.1/bucket",
                "s3://127.1/bucket",
                "s3://127.0.0.01/bucket",
                "s3://127.0.0.256/bucket",
                "s3://1.2.3.4.5/bucket",
                "s3://[::1]/bucket",
                "s3://host.org:22/bucket",
                "s3://host.org:80/bucket",
                "s3://host.org:65536/bucket",
                "s3://host.org:/bucket",
                "s3://host.org/buc/ket",
                "s3://host.org/../bucket",
                "s3://host.org/a..b",
                "s3://host.org/Bucket",
                "s3://host.org/bucket#f",
                "s3://host.org/bucket?",
                "s3://host.org/bucket?key=id",
                "s3://host.org/bucket?key=id:",
                "s3://host.org/bucket?key=:s",
                "s3://host.org/bucket?key=i:s&key=i:s",
                "s3://host.org/bucket?key=i:s%41",
                "s3://host.org/bucket?region=EU",
                "s3://host.org/bucket?style=path",
                "s3://host.org/bucket?other=1",
                "s3://host.org/bucket?key=i:s&",
                "s3://127.0.0.1/bucket?style=virtual",
                "s3+https://host.org/bucket",
                "s3://host.org/bucket\n"
            })
    void otherTextIsRefusedWithWhatIsKnown(String text) {
        assertThatThrownBy(() -> BucketLocation.parse(text))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("s3://HOST/BUCKET");
    }

    @Test
    void almostTheEstablishedFormIsNone() {
        for (String text : new String[] {ESTABLISHED.substring(1), ESTABLISHED + "a", ESTABLISHED.replace('b', 'B')}) {
            assertThatThrownBy(() -> BucketLocation.parse(text)).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void secretsAreNotPrintedWithKeys() {
        S3Key key = new S3Key("id", "very-secret");
        S3Location location =
                new S3Location(new S3Endpoint(true, "host.org", 443, false), "bucket", "eu", Optional.of(key));

        assertThat(key + " " + location).contains("id").doesNotContain("very-secret");
        assertThatThrownBy(() -> new S3Key("id", "very secret")).hasMessageNotContaining("very secret");
    }
}
