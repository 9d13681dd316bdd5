package io.grail.node.cli.wallet;

import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.StoredKey;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says which key was stored, and shows the words of a new one this once. */
record KeyReport(CommandSpec spec, boolean json) {
    void stored(KeyKind kind, KeyFile file, StoredKey.Secret key, Optional<String> words) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = JsonMapper.shared().createObjectNode();
            node.put("key", kind.toString())
                    .put("address", key.account().ss58())
                    .put("file", file.path().toString());
            words.ifPresent(text -> node.put("phrase", text));
            out.println(node);
            return;
        }
        out.println(kind + " " + key.account() + " in " + file);
        words.ifPresent(text -> {
            out.println();
            out.println("    " + text);
            out.println();
            spec.commandLine()
                    .getErr()
                    .println(
                            "Write these words down, in this order. They are shown this once; without them a lost file or"
                                    + " password is a lost " + kind + ", and whoever else has them has the key.");
        });
    }
}
