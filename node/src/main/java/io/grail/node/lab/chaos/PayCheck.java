package io.grail.node.lab.chaos;

import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Each validator's scorecards follow from one another, as if it had never stopped; what the chain took is what they say,
 * and counts as paid, once; and whoever was given weights has been paid.
 */
final class PayCheck {
    private static final int BLOCKS_TO_SET = 3;

    private final Aftermath after;

    PayCheck(Aftermath after) {
        this.after = after;
    }

    /** A scorecard as it lies in its author's bucket. */
    private record Card(Scorecard card, Hash hash, long putAt) {
        Window window() {
            return card.scope().window();
        }
    }

    List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        for (String validator : after.cast().validators()) {
            List<Card> cards = cards(validator);
            resumed(validator, cards, found);
            for (int i = 0; i < cards.size(); i++) {
                long until = i + 1 < cards.size() ? cards.get(i + 1).putAt() : Long.MAX_VALUE;
                paid(validator, cards.get(i), until, found);
                if (i + 1 < cards.size()) {
                    counted(validator, cards.get(i), cards.get(i + 1), found);
                }
            }
        }
        earned(found);
        return found;
    }

    private List<Card> cards(String validator) {
        List<Card> cards = new ArrayList<>();
        for (Window window : after.windows()) {
            String key = after.keys().scorecard(window, after.hotkey(validator));
            Optional<byte[]> bytes = after.bucket(validator).get(key, Scorecard.MAX_BYTES);
            if (bytes.isPresent() && Scorecard.parse(bytes.get()) instanceof Scorecard.Parsed.Genuine genuine) {
                long putAt = after.chronicle().putAt(validator, key).orElseThrow();
                cards.add(new Card(genuine.scorecard(), Hash.sha256(bytes.get()), putAt));
            }
        }
        return cards;
    }

    private void resumed(String validator, List<Card> cards, List<Violation> found) {
        Standings standings = Standings.empty();
        Optional<Card> last = Optional.empty();
        for (Card card : cards) {
            Optional<Scorecard.Previous> previous = card.card().basis().previous();
            if (!previous.map(Scorecard.Previous::hash).equals(last.map(Card::hash))) {
                String text =
                        "its scorecard goes on from " + previous + ", and the last is of " + last.map(Card::window);
                found.add(new Violation(Invariant.STATE_RESUMED, card.window(), validator, text));
            }
            if (previous.map(Scorecard.Previous::paid).orElse(false)) {
                standings = standings.paid();
            }
            Metagraph registered = after.chain().metagraph(after.schedule().firstBlock(card.window()));
            Assessment again = standings.after(
                    card.card().evidence(registered.hotkeys()), after.run().incentive());
            if (!again.verdicts().equals(card.card().verdicts())) {
                found.add(new Violation(
                        Invariant.STATE_RESUMED, card.window(), validator, "its verdicts do not follow from the last"));
            }
            standings = again.standings();
            last = Optional.of(card);
        }
    }

    private List<Chronicle.Paid> set(String validator, long from, long until) {
        return after.chronicle().paid().stream()
                .filter(paid -> paid.node().equals(validator) && paid.block() > from && paid.block() <= until)
                .toList();
    }

    /** What the chain took is what the scorecard says; and it took something, if nothing stood in the way. */
    private void paid(String validator, Card card, long until, List<Violation> found) {
        List<Chronicle.Paid> set = set(validator, card.putAt(), until);
        SortedMap<Hotkey, Integer> due = card.card().weights();
        boolean free = !after.chronicle().impaired(validator, card.putAt(), card.putAt() + BLOCKS_TO_SET);
        if (set.size() > 1 || (set.isEmpty() && free && !due.isEmpty())) {
            String text = "weights were set " + set.size() + " times: " + set;
            found.add(new Violation(Invariant.NO_LOST_PAYMENT, card.window(), validator, text));
        }
        for (Chronicle.Paid paid : set) {
            SortedMap<Hotkey, Integer> taken = new TreeMap<>();
            for (Neuron neuron : after.chain().metagraph(paid.block()).neurons()) {
                Optional.ofNullable(paid.weights().get(neuron.uid()))
                        .ifPresent(weight -> taken.put(neuron.hotkey(), weight));
            }
            if (!taken.equals(due)) {
                String text = "the chain took " + taken + ", and due were " + due;
                found.add(new Violation(Invariant.NO_LOST_PAYMENT, card.window(), validator, text));
            }
        }
    }

    private void counted(String validator, Card card, Card next, List<Violation> found) {
        boolean taken = !set(validator, card.putAt(), next.putAt()).isEmpty();
        boolean counts =
                next.card().basis().previous().map(Scorecard.Previous::paid).orElse(false);
        if (taken != counts) {
            String text = taken ? "what was paid counts as unpaid" : "what was not paid counts as paid";
            found.add(new Violation(Invariant.NO_LOST_PAYMENT, card.window(), validator, text));
        }
    }

    /** Whoever two validators gave weights, some windows before the end, holds stake that it did not have. */
    private void earned(List<Violation> found) {
        long head = after.chain().head().number();
        Metagraph now = after.chain().metagraph(head);
        long early = head - 2L * after.run().window().blocks();
        for (String miner : after.cast().miners()) {
            Optional<Neuron> neuron = now.neuron(after.hotkey(miner));
            long givers = after.chronicle().paid().stream()
                    .filter(paid -> paid.block() <= early && neuron.isPresent())
                    .filter(paid ->
                            paid.weights().getOrDefault(neuron.orElseThrow().uid(), 0) > 0)
                    .map(Chronicle.Paid::node)
                    .distinct()
                    .count();
            if (neuron.isEmpty() || (givers > 1 && neuron.orElseThrow().stake() == 0)) {
                found.add(new Violation(
                        Invariant.NO_LOST_PAYMENT,
                        after.last(),
                        miner,
                        givers + " validators gave it weights, and it holds nothing"));
            }
        }
    }
}
