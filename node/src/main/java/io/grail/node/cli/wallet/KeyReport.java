package io.grail.node.cli.wallet;

import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.StoredKey;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Says which key was stored, and shows the words of a new one this once. */
record KeyReport(Answers answers, KeyKind kind, KeyFile file, StoredKey.Secret key) {
    void stored() {
        answers.give(object(), line());
    }

    void made(String words) {
        answers.give(object().put("phrase", words), List.of(line(), "", "    " + words, ""));
        answers.warn("write these words down, in this order. They are shown this once; without them a lost file or"
                + " password is a lost " + kind + ", and whoever else has them has the key");
    }

    private ObjectNode object() {
        return Answers.object()
                .put("key", kind.toString())
                .put("address", key.account().ss58())
                .put("file", file.toString());
    }

    private String line() {
        return kind + " " + key.account() + " in " + file;
    }
}
