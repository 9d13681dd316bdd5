package io.grail.node.lab.attack;

import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The table as scripts read it. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(AttackTable table) {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = json.createObjectNode();
        root.put("seeds", table.seeds())
                .put("windows", table.windows())
                .put("honestWindows", table.honestWindows())
                .put("honestPenalised", table.honestPenalised())
                .put("recall", table.recall())
                .put("newcomerMedianWindows", table.newcomerMedian())
                .put("newcomerWorstWindows", table.newcomerWorst());
        ArrayNode attacks = root.putArray("attacks");
        for (AttackRow row : table.attacks()) {
            ObjectNode node = attacks.addObject();
            node.put("attack", row.attack().key())
                    .put("model", row.model())
                    .put("class", row.attack().kind().key())
                    .put("pay", row.pay().mean())
                    .put("payHalfWidth", row.pay().halfWidth())
                    .put("bound", row.attack().kind().bound())
                    .put("worstPay", row.worstPay())
                    .put("loss", row.loss().mean())
                    .put("lossHalfWidth", row.loss().halfWidth())
                    .put("paidUntil", row.untilOut())
                    .put("recall", row.recall())
                    .put("honestPenalised", row.honestPenalised());
            row.broken().forEach(node.putArray("broken")::add);
        }
        ArrayNode defences = root.putArray("defences");
        for (DefenceRow row : table.defences()) {
            defences.addObject()
                    .put("defence", row.defence().key())
                    .put("attack", row.attack().key())
                    .put("payWith", row.payWith())
                    .put("payWithout", row.payWithout())
                    .put("lossWith", row.lossWith())
                    .put("lossWithout", row.lossWithout())
                    .put("needed", row.needed());
        }
        ArrayNode runs = root.putArray("runs");
        for (RunLine run : table.runs()) {
            ObjectNode node = runs.addObject().put("experiment", run.experiment());
            ObjectNode pay = node.putObject("payRao");
            new TreeMap<>(run.pay()).forEach(pay::put);
            run.losses().forEach(node.putArray("validationLosses")::add);
        }
        table.broken().forEach(root.putArray("broken")::add);
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
