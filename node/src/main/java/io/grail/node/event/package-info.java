/** What nodes tell: one closed set of events, and the sinks that print, store or draw them. */
@NullMarked
package io.grail.node.event;

import org.jspecify.annotations.NullMarked;
