package io.grail.node.event;

import java.time.Instant;

/** An event with when and by whom. {@code node} is a name such as {@code miner-0}. */
public record Stamped(Instant at, String node, NodeEvent event) {}
