package io.grail.protocol.audit;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Audits a {@link RecordedSubnet}, whole or one window of it, as a node's auditor walks a run. */
final class RecordedAudit {
    private final RecordedSubnet subnet;
    /** By window, what the audits of its validators remember of the windows before it, if all was right there. */
    private final Map<Window, Map<Hotkey, ValidatorAudit.Memory>> memories = new HashMap<>();

    RecordedAudit(RecordedSubnet subnet) {
        this.subnet = subnet;
        Map<Hotkey, ValidatorAudit.Memory> memory = new HashMap<>();
        subnet.facts(new Window(1)).validators().forEach(v -> memory.put(v, ValidatorAudit.Memory.NONE));
        for (Window window : subnet.windows()) {
            memories.put(window, new HashMap<>(memory));
            audit(window, subnet.artifacts, memory);
        }
    }

    /** What is found in one window of which the windows before were right. */
    List<Discrepancy> of(Window window, Artifacts seen) {
        return audit(window, seen, new HashMap<>(Objects.requireNonNull(memories.get(window))));
    }

    /** What is found in all windows from one on, of which the windows before were right. */
    List<Discrepancy> from(Window first, Artifacts seen) {
        Map<Hotkey, ValidatorAudit.Memory> memory = new HashMap<>(Objects.requireNonNull(memories.get(first)));
        List<Discrepancy> found = new ArrayList<>();
        subnet.windows().stream()
                .filter(window -> window.compareTo(first) >= 0)
                .forEach(window -> found.addAll(audit(window, seen, memory)));
        return found;
    }

    private List<Discrepancy> audit(Window window, Artifacts seen, Map<Hotkey, ValidatorAudit.Memory> memory) {
        WindowFacts facts = subnet.facts(window);
        OuterState state = subnet.state(window);
        Hash root = state.root(ParallelFor.SEQUENTIAL);
        MergeAudit merges = new MergeAudit(subnet.run, seen, ParallelFor.SEQUENTIAL);
        Findings found = new Findings(window);
        List<Discrepancy> all = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        for (Hotkey validator : facts.validators()) {
            var audit = new ValidatorAudit(
                    subnet.run, validator, seen, ParallelFor.SEQUENTIAL, Objects.requireNonNull(memory.get(validator)));
            ValidatorAudit.Outcome outcome = audit.audit(facts, state.theta(), root);
            memory.put(validator, audit.memory());
            all.addAll(outcome.discrepancies());
            Optional<Manifest> manifest = merges.manifest(facts, validator, root, found);
            if (manifest.isPresent() && outcome.standings().isPresent()) {
                merges.selection(
                        facts, manifest.get(), outcome, outcome.standings().get(), found);
            }
            manifest.ifPresent(manifests::add);
        }
        if (!manifests.isEmpty()) {
            merges.merge(facts, manifests.getFirst(), manifests.subList(1, manifests.size()), state, found);
        }
        all.addAll(found.all());
        return all;
    }
}
