package io.grail.chain.subtensor;

import io.grail.chain.substrate.value.Value;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a neuron can be reached, as it says itself on the chain; Grail's own nodes need none.
 *
 * @param port in [1, 65535]
 * @param protocol by the neuron's own numbers, in [0, 255]; bittensor's software says 4
 * @param version of the neuron's software, a u32
 */
public record Axon(InetAddress ip, int port, int protocol, long version) {
    /** What bittensor's software says it speaks. */
    public static final int PROTOCOL = 4;

    private static final int IPV4 = 4;
    private static final int IPV6 = 6;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    public Axon {
        requireWithin("a port", port, 1, 65_535);
        requireWithin("a protocol", protocol, 0, 255);
        requireWithin("a version", version, 0, 0xffff_ffffL);
        if (ip.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "the chain takes no loopback address, got " + ip.getHostAddress() + ": name one that others reach");
        }
    }

    private static void requireWithin(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is in [" + least + ", " + most + "], got " + value);
        }
    }

    /** The call that publishes it for the signing hotkey. */
    RuntimeCall serve(int netuid) {
        return RuntimeCall.of(
                "SubtensorModule.serve_axon",
                Map.of(
                        "netuid", Value.of(netuid),
                        "version", Value.of(version),
                        "ip", Value.of(new BigInteger(1, ip.getAddress())),
                        "port", Value.of(port),
                        "ip_type", Value.of(ip instanceof Inet4Address ? IPV4 : IPV6),
                        "protocol", Value.of(protocol),
                        "placeholder1", Value.of(0),
                        "placeholder2", Value.of(0)));
    }

    /** A stored one; empty if it is none that can be reached. */
    static Optional<Axon> read(Value stored) {
        int bytes = stored.field("ip_type").asInt() == IPV4 ? IPV4_BYTES : IPV6_BYTES;
        InetAddress ip = address(stored.field("ip").number(), bytes);
        int port = stored.field("port").asInt();
        int protocol = stored.field("protocol").asInt();
        long version = stored.field("version").asLong();
        return port == 0 || ip.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(new Axon(ip, port, protocol, version));
    }

    private static InetAddress address(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // only if there are neither 4 nor 16 bytes
        }
    }
}
