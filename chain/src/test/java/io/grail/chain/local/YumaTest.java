package io.grail.chain.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.local.EpochRules.BondRules;
import io.grail.chain.local.YumaEpoch.Since;
import io.grail.chain.local.YumaEpoch.Staked;
import io.grail.protocol.identity.Uid;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Epochs recorded from the real runtime (Subtensor, spec 293), before and after. */
final class YumaTest {
    /** 11 blocks of one token less the owner's cut, which the recorded epoch distributed. */
    private static final double BLOCKS_PER_EPOCH = 11;

    @ParameterizedTest
    @ValueSource(strings = {"yuma2.json", "yuma3.json"})
    void recordedEpochsAreReproduced(String vectors) throws IOException {
        int u16 = 0;
        double emission = 0;
        for (JsonNode epoch : read(vectors)) {
            JsonNode post = epoch.get("post");
            List<Verdict> verdicts =
                    Yuma.run(epochOf(epoch.get("pre"), post.get("block").asLong()));
            double total = epoch.get("pre").get("pendingEmission").asDouble() * BLOCKS_PER_EPOCH / 10;
            for (int uid = 0; uid < verdicts.size(); uid++) {
                u16 = Math.max(u16, largestDifference(post, uid, verdicts.get(uid)));
                double share = verdicts.get(uid).server() + verdicts.get(uid).validator();
                double found = post.get("emission").get(uid).asDouble();
                emission = Math.max(emission, Math.abs(found - share * total) / total);
                assertThat(verdicts.get(uid).permit())
                        .as("permit of %d", uid)
                        .isEqualTo(post.get("validatorPermit").get(uid).asBoolean());
            }
        }
        System.out.printf("%s: largest difference %d u16, emission %.2e of the total%n", vectors, u16, emission);
        assertThat(u16).isLessThanOrEqualTo(1);
        assertThat(emission).isLessThanOrEqualTo(1e-8);
    }

    private static int largestDifference(JsonNode post, int uid, Verdict verdict) {
        int largest = difference(post, "consensus", uid, verdict.shares().consensus());
        largest = Math.max(
                largest, difference(post, "incentive", uid, verdict.shares().incentive()));
        largest = Math.max(
                largest, difference(post, "dividends", uid, verdict.shares().dividends()));
        largest = Math.max(
                largest,
                difference(post, "validatorTrust", uid, verdict.shares().validatorTrust()));
        SortedMap<Uid, Integer> bonds = sparse(post.get("bonds").get(Integer.toString(uid)));
        for (int j = 0; j < post.get("hotkeys").size(); j++) {
            Uid other = new Uid(j);
            int found = verdict.bonds().getOrDefault(other, 0);
            largest = Math.max(largest, Math.abs(bonds.getOrDefault(other, 0) - found));
        }
        return largest;
    }

    private static int difference(JsonNode post, String figure, int uid, int computed) {
        return Math.abs(post.get(figure).get(uid).asInt() - computed);
    }

    private static YumaEpoch epochOf(JsonNode pre, long block) {
        EpochRules rules = new EpochRules(
                pre.get("tempo").asInt(),
                pre.get("kappa").asInt(),
                new BondRules(
                        pre.get("yuma3On").asBoolean(),
                        pre.get("bondsMovingAverage").asInt(),
                        pre.get("bondsPenalty").asInt()),
                pre.get("activityCutoff").asInt(),
                pre.get("maxAllowedValidators").asInt());
        List<Staked> slots = new ArrayList<>();
        for (int uid = 0; uid < pre.get("hotkeys").size(); uid++) {
            slots.add(new Staked(
                    Long.parseLong(pre.get("alpha").get(uid).asString()),
                    pre.get("validatorPermit").get(uid).asBoolean(),
                    new Since(
                            pre.get("regBlock").get(uid).asLong(),
                            pre.get("lastUpdate").get(uid).asLong()),
                    sparse(pre.get("weights").get(Integer.toString(uid))),
                    sparse(pre.get("bonds").get(Integer.toString(uid)))));
        }
        long previous = pre.get("lastMechansimStepBlock").asLong();
        return new YumaEpoch(rules, block, previous, Optional.empty(), slots);
    }

    private static SortedMap<Uid, Integer> sparse(JsonNode pairs) {
        SortedMap<Uid, Integer> row = new TreeMap<>();
        for (JsonNode pair : pairs) {
            row.put(new Uid(pair.get(0).asInt()), pair.get(1).asInt());
        }
        return row;
    }

    private static JsonNode read(String vectors) throws IOException {
        try (InputStream in = YumaTest.class.getResourceAsStream(vectors)) {
            assertThat(in).as(vectors).isNotNull();
            return new JsonMapper().readTree(in.readAllBytes());
        }
    }
}
