package io.grail.chain.substrate.extrinsic;

/** The runtime wants something of signed extrinsics that this software does not know; it must be brought up to date. */
public final class UnsupportedRuntimeException extends RuntimeException {
    UnsupportedRuntimeException(String what) {
        super(what + "; Grail must learn of it before it can sign for this runtime");
    }
}
