package io.grail.storage;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses by who can be behind them. Source: IANA's registries of special-purpose addresses (RFC 6890). */
final class AddressRanges {
    private AddressRanges() {}

    /** Whether it may be a server at all: neither link-local, where clouds keep machines' secrets, nor a group. */
    static boolean isUsable(InetAddress address) {
        return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    /** Whether it is one of the internet: reachable from everywhere, so no neighbour of this machine. */
    static boolean isPublic(InetAddress address) {
        if (!isUsable(address) || address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        boolean sharedByCarriers = a == 100 && b >= 64 && b < 128;
        boolean privately = a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
        boolean linkLocal = a == 169 && b == 254;
        boolean protocolsAndTests = (a == 192 && b == 0) || (a == 198 && (b == 18 || b == 19));
        return a != 0 && a < 224 && !sharedByCarriers && !privately && !linkLocal && !protocolsAndTests;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        if (first == 0x2002) {
            return isPublic4(bytes, 2); // 6to4 carries an IPv4 address
        }
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(bytes, 12); // so does NAT64
        }
        boolean global = first >> 13 == 1; // 2000::/3; everything else is private, local or unassigned
        return global && !(first == 0x2001 && second < 0x200);
    }
}
