/** The command line; each command parses, calls, prints. */
@NullMarked
package io.grail.node.cli;

import org.jspecify.annotations.NullMarked;
