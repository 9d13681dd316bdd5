package io.grail.chain.rpc;

import tools.jackson.databind.JsonNode;

/** News that ends with its link, as no other link knows of it. */
record Progress(Link link, String subscription, Mailbox mailbox) implements Sink {
    @Override
    public void news(JsonNode value) {
        mailbox.add(value);
    }

    @Override
    public void ended(String reason) {
        mailbox.end("the node ended it: " + reason);
    }

    @Override
    public void lost(String reason) {
        mailbox.end("connection to " + link.endpoint() + " lost: " + reason);
    }

    void close(String unwatch) {
        mailbox.end("closed by its subscriber");
        link.router().forget(subscription);
        if (!link.isLost()) {
            link.tell(unwatch, Frames.array().add(subscription));
        }
    }
}
