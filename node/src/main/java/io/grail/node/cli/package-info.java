/** The command line: one class a command; the only place that ends the process or reads the environment. */
@NullMarked
package io.grail.node.cli;

import org.jspecify.annotations.NullMarked;
