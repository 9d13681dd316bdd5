package io.grail.storage;

import java.net.UnknownHostException;

/** A name that leads where no stranger may lead this node; a resolver may throw nothing else. */
final class UnreachableNameException extends UnknownHostException {
    UnreachableNameException(String message) {
        super(message);
    }
}
