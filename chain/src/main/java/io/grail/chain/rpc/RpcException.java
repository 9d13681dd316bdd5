package io.grail.chain.rpc;

import java.time.Duration;

/** Why a request to a node gave no value; every one names the request and what to do. */
public abstract sealed class RpcException extends RuntimeException {
    private RpcException(String message) {
        super(message);
    }

    /** No answer in time, reconnects and retries included. */
    public static final class TimedOut extends RpcException {
        TimedOut(String request, Duration deadline, String lately) {
            super(request + " got no answer within " + deadline.toMillis() + " ms (" + lately
                    + "): check the endpoints, or give it longer");
        }
    }

    /** The node understood and said no. */
    public static final class Refused extends RpcException {
        private final transient RpcError error;

        Refused(String request, RpcError error) {
            super(request + " was refused by the node: " + error);
            this.error = error;
        }

        /** What it said. */
        public RpcError error() {
            return error;
        }
    }

    /** The node asks for fewer requests, and the wait that this takes is longer than the deadline allows. */
    public static final class RateLimited extends RpcException {
        RateLimited(String request, String lately) {
            super(request + " was not sent again, as the endpoint limits the rate of requests (" + lately
                    + "): ask less often, or use an endpoint of your own");
        }
    }

    /** The answer is not what this method answers. */
    public static final class Malformed extends RpcException {
        /**
         * Thrown where an answer is read.
         *
         * @param what was read, e.g. {@code header.number}
         */
        public Malformed(String what, String found, String allowed) {
            super("the node answered nonsense: " + what + " is " + abbreviated(found) + ", allowed is " + allowed
                    + "; use another endpoint if it does so again");
        }

        private static String abbreviated(String text) {
            return text.length() <= 80 ? text : text.substring(0, 80) + "… (" + text.length() + " characters)";
        }
    }

    /** The answer is longer than this process is ready to hold. */
    public static final class TooLarge extends RpcException {
        TooLarge(String request, int maxChars) {
            super(request + " was twice cut off by a message of more than " + maxChars
                    + " characters: ask for less at once");
        }
    }

    /** Every endpoint serves another chain than this connection is for. */
    public static final class OtherChain extends RpcException {
        OtherChain(String report) {
            super("no endpoint serves the expected chain (" + report + "): correct the endpoints or the network");
        }
    }

    /** The connection was closed by its owner. */
    public static final class Closed extends RpcException {
        Closed(String request) {
            super(request + " ended, as the connection was closed");
        }
    }
}
