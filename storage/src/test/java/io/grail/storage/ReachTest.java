package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3+http://store.example.org/bucket",
                "s3://127.0.0.1/bucket",
                "s3://8.8.8.8/bucket",
                "s3://localhost/bucket",
                "s3://minio/bucket",
                "s3://printer.local/bucket",
                "s3://metadata.google.internal/bucket",
                "s3://x.localhost/bucket"
            })
    void strangersDoNotLeadIntoOnesOwnNetwork(String text) {
        BucketLocation location = BucketLocation.parse(text);

        assertThatThrownBy(() -> Buckets.readOnly(location).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("--allow-local-buckets");
        assertThatCode(() -> Buckets.readOnly(location, Reach.LOCAL_TOO).close())
                .doesNotThrowAnyException();
    }

    @Test
    void aPublicServerNeedsNoLeave() {
        assertThatCode(() -> Buckets.readOnly(BucketLocation.parse("s3://store.example.org/bucket"))
                        .close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001::1",
                "100::1"
            })
    void addressesOfOnesOwnNetworkAreNotPublic(String address) throws UnknownHostException {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "198.17.0.1",
                "223.1.1.1",
                "2606:4700::1111",
                "2002:101:101::",
                "64:ff9b::101:101",
                "2001:4860::8888"
            })
    void addressesOfTheInternetArePublic(String address) throws UnknownHostException {
        assertThat(AddressRanges.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aNameIsHeldAgainstItsAddressWhenItIsUsed() throws UnknownHostException {
        assertThat(Reach.LOCAL_TOO.resolve("localhost")).isNotEmpty();
        assertThatThrownBy(() -> Reach.PUBLIC.resolve("localhost")).hasMessageContaining("leads to");
        assertThatThrownBy(() -> Reach.LOCAL_TOO.resolve("169.254.169.254")).hasMessageContaining("leads to");
    }
}
