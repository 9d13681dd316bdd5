package io.grail.node.cli.wallet;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a command says, to people or to scripts. */
public final class Answers {
    @Option(names = "--json", description = "JSON instead of text, one object a line")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec command;

    /** An empty object to fill. */
    public static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    /** Prints {@code object} or {@code lines}, whichever was asked for. */
    public void give(ObjectNode object, List<String> lines) {
        var out = command.commandLine().getOut();
        if (json) {
            out.println(object);
        } else {
            lines.forEach(out::println);
        }
    }

    /** As {@link #give(ObjectNode, List)}, with one line. */
    public void give(ObjectNode object, String line) {
        give(object, List.of(line));
    }

    /** Tells people something beside the answer. */
    public void warn(String sentence) {
        command.commandLine().getErr().println("grail: " + sentence);
    }
}
