package io.grail.chain.rpc;

import tools.jackson.databind.node.ArrayNode;

/** What can be subscribed to, by the names of its two methods. */
record Topic(String subscribe, String unsubscribe, ArrayNode params) {}
