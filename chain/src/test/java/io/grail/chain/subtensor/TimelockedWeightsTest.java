package io.grail.chain.subtensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Outcome;
import io.grail.chain.drand.Ciphertext;
import io.grail.chain.drand.DrandChain;
import io.grail.chain.drand.LocalBeacon;
import io.grail.chain.drand.Timelock;
import io.grail.chain.rpc.FakeChain;
import io.grail.chain.rpc.FakeNode;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is submitted where a subnet hides weights, on runtimes and states that the tests write. */
class TimelockedWeightsTest {
    private static final Keypair ALICE = Keypair.fromUri("//Alice");
    private static final int NETUID = 3;
    private static final Value ID = Value.of(NETUID);
    private static final String MODULE = "SubtensorModule.";
    private static final Call.SetWeights WEIGHTS =
            new Call.SetWeights(new TreeMap<>(Map.of(new Uid(1), 65_535, new Uid(2), 100, new Uid(5), 7)), 1);

    /** {@code WeightsTlockPayload} of Alice and these weights. */
    private static final String PAYLOAD = "80d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
            + "0c010002000500" + "0cffff64000700" + "0100000000000000";

    private static final long HEAD = 100;
    private static final long HEAD_MILLIS = 1_800_000_000_000L;

    private final LocalBeacon beacon = new LocalBeacon("test", InstantSource.fixed(Instant.ofEpochSecond(1L << 40)));
    private final FakeChain blocks = new FakeChain("scripted");
    private final FakeNode node = FakeNode.start(blocks);

    @BeforeEach
    void mine() {
        for (long block = 1; block <= HEAD + 2; block++) {
            blocks.mine();
        }
        blocks.finalizeBehind(2);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String excerpt() {
        try (var in = Objects.requireNonNull(TimelockedWeightsTest.class.getResourceAsStream("timelock-excerpt.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String without(String... lines) {
        String text = excerpt();
        for (String line : lines) {
            text = text.replaceAll("(?m)^  \\w+ (\\d+ )?" + line + "\\b.*\n", "");
        }
        return text;
    }

    /** Alice has uid 1 of 8, and a permit; the last epoch was in block 90, tempo is 20. */
    private ScriptedSubnet subnet(String runtime) {
        ScriptedSubnet subnet = new ScriptedSubnet(runtime);
        subnet.store("Timestamp.Now", u64(HEAD_MILLIS));
        subnet.store(MODULE + "Uids", "0100", ID, Value.of(ALICE.account().bytes()));
        subnet.store(MODULE + "SubnetworkN", "0800", ID);
        subnet.store(MODULE + "LastUpdate", hex(new ScaleWriter().compact(8).fixed(new byte[64])), ID);
        subnet.store(MODULE + "ValidatorPermit", "200001000000000000", ID);
        subnet.store(MODULE + "Tempo", "1400", ID);
        if (runtime.contains("LastEpochBlock")) {
            subnet.store(MODULE + "LastEpochBlock", u64(90), ID);
        }
        node.script(subnet);
        return subnet;
    }

    private static String u64(long value) {
        return hex(new ScaleWriter().u64(value));
    }

    private static String hex(ScaleWriter out) {
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private Outcome submit() throws InterruptedException {
        SubtensorConfig config = SubtensorConfig.of(NETUID, List.of(node.uri())).with(beacon.chain());
        try (SubtensorChain chain = SubtensorChain.connect(config)) {
            return chain.submit(WEIGHTS, ALICE);
        }
    }

    /** The call of the one extrinsic that came: what follows the signature, the era, the nonce, the tip and the mode. */
    private ScaleReader call(ScriptedSubnet subnet) throws InterruptedException {
        assertThat(submit())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo("InvalidRevealRound"));
        assertThat(subnet.submitted()).hasSize(1);
        ScaleReader in = new ScaleReader(subnet.submitted().getFirst());
        in.compact();
        in.fixed(1 + 1 + 32 + 1 + 64 + 2 + 1 + 1 + 1);
        assertThat(in.u8()).isEqualTo(7);
        return in;
    }

    private String opened(byte[] commit, long round) {
        byte[] message =
                Timelock.decrypt(Ciphertext.parse(commit), beacon.round(round).signature());
        return HexFormat.of().formatHex(message);
    }

    /** The round that is a period old when block {@code number} is made. */
    private static long roundOfBlock(long number, long blockMillis) {
        return DrandChain.QUICKNET.roundAt(HEAD_MILLIS + (number - HEAD) * blockMillis) - 1;
    }

    private void isCommitted(ScriptedSubnet subnet, long round) throws InterruptedException {
        ScaleReader in = call(subnet);
        assertThat(in.u8()).isEqualTo(113);
        assertThat(in.u16()).isEqualTo(NETUID);
        byte[] commit = in.variable();
        assertThat(in.u64()).isEqualTo(round);
        assertThat(in.u16()).isEqualTo(4);
        in.end();
        assertThat(opened(commit, round)).isEqualTo(PAYLOAD);
    }

    @Test
    void weightsAreLockedToTheRoundOfTheirReveal() throws Exception {
        // Committed in block 103 at the earliest; epochs in 110, 130, …; three blocks later the round is out.
        isCommitted(subnet(excerpt()), roundOfBlock(113, 12_000));
    }

    @Test
    void aLongerRevealPeriodIsALaterRound() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt());
        subnet.store(MODULE + "RevealPeriodEpochs", u64(3), ID);
        isCommitted(subnet, roundOfBlock(153, 12_000));
    }

    @Test
    void anEpochThatTheOwnerWantsComesFirst() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt());
        subnet.store(MODULE + "PendingEpochAt", u64(105), ID);
        isCommitted(subnet, roundOfBlock(108, 12_000));
    }

    @Test
    void withoutACounterOfEpochsTheBlocksNumberGivesThem() throws Exception {
        // (103 + 3 + 1) / 21 is epoch 5, and epoch 6 begins with block 6 · 21 − 4.
        isCommitted(subnet(without("SubnetEpochIndex", "LastEpochBlock", "PendingEpochAt")), roundOfBlock(125, 12_000));
    }

    @Test
    void fastBlocksComeSooner() throws Exception {
        isCommitted(subnet(excerpt().replace("0xe02e000000000000", "0xfa00000000000000")), roundOfBlock(113, 250));
    }

    @Test
    void aRuntimeThatHasOnlyTheCallForMechanismsGetsThat() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt()
                .replace(
                        "call 113 commit_timelocked_weights { netuid: NetUid,",
                        "call 118 commit_timelocked_mechanism_weights { netuid: NetUid, mecid: MechId,"));
        ScaleReader in = call(subnet);
        assertThat(in.u8()).isEqualTo(118);
        assertThat(in.u16()).isEqualTo(NETUID);
        assertThat(in.u8()).isZero();
        byte[] commit = in.variable();
        long round = in.u64();
        assertThat(in.u16()).isEqualTo(4);
        assertThat(opened(commit, round)).isEqualTo(PAYLOAD);
    }

    @Test
    void anOldRuntimeGetsItsOlderFormForItsOneBlock() throws Exception {
        String old = without("SubnetEpochIndex", "LastEpochBlock", "PendingEpochAt", "CommitRevealWeightsVersion")
                .replace(
                        "call 113 commit_timelocked_weights { netuid: NetUid, commit: Vec<u8>, reveal_round: u64,"
                                + " commit_reveal_version: u16 }",
                        "call 99 commit_crv3_weights { netuid: NetUid, commit: Vec<u8>, reveal_round: u64 }");
        ScaleReader in = call(subnet(old));
        assertThat(in.u8()).isEqualTo(99);
        assertThat(in.u16()).isEqualTo(NETUID);
        byte[] commit = in.variable();
        long round = in.u64();
        in.end();
        assertThat(round).isEqualTo(roundOfBlock(121 - 6, 12_000)); // reveals in the last block of epoch 5
        assertThat(opened(commit, round)).isEqualTo(PAYLOAD.substring(66));
    }

    @Test
    void whereWeightsAreSetInTheOpenTheyAreSetSo() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt());
        subnet.store(MODULE + "CommitRevealWeightsEnabled", "00", ID);
        assertThat(call(subnet).u8()).isZero();
    }

    private void isRefused(ScriptedSubnet subnet, String error, String advice) throws InterruptedException {
        assertThat(submit()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(error);
            assertThat(refused.advice()).contains(advice);
        });
        assertThat(subnet.submitted()).isEmpty();
    }

    @Test
    void whatTheChainWouldDropWithoutAWordIsRefusedBefore() throws Exception {
        ScriptedSubnet few = subnet(excerpt());
        few.store(MODULE + "SubnetworkN", "0500", ID);
        isRefused(few, "UidVecContainInvalidOne", "no uid 5");
        ScriptedSubnet powerless = subnet(excerpt());
        powerless.store(MODULE + "ValidatorPermit", "200100000000000000", ID);
        isRefused(powerless, "NeuronNoValidatorPermit", "stake more");
        ScriptedSubnet demanding = subnet(excerpt());
        demanding.store(MODULE + "MinAllowedWeights", "0600", ID);
        isRefused(demanding, "WeightVecLengthIsLow", "6 uids or more, got 3");
        ScriptedSubnet ahead = subnet(excerpt());
        ahead.store(MODULE + "WeightsVersionKey", u64(2), ID);
        isRefused(ahead, "IncorrectWeightVersionKey", "version key 2 or more");
    }

    @Test
    void theOwnerNeedsNoPermit() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt());
        subnet.store(MODULE + "ValidatorPermit", "200000000000000000", ID);
        subnet.store(
                MODULE + "SubnetOwnerHotkey",
                HexFormat.of().formatHex(ALICE.account().bytes()),
                ID);
        isCommitted(subnet, roundOfBlock(113, 12_000));
    }

    @Test
    void commitmentsKeepTheRateLimit() throws Exception {
        ScriptedSubnet subnet = subnet(excerpt());
        ScaleWriter updates = new ScaleWriter().compact(8).u64(0).u64(50).fixed(new byte[48]);
        subnet.store(MODULE + "LastUpdate", hex(updates), ID);
        isRefused(subnet, "CommittingWeightsTooFast", "wait 47 more blocks");
    }

    @Test
    void whatThisSoftwareCannotCommitIsRefusedWithAWayOut() throws Exception {
        isRefused(subnet(without("commit_timelocked_weights")), "CommitRevealEnabled", "by other software");
        ScriptedSubnet newer = subnet(excerpt());
        newer.store(MODULE + "CommitRevealWeightsVersion", "0500");
        isRefused(newer, "IncorrectCommitRevealVersion", "version 5");
        ScriptedSubnet still = subnet(excerpt());
        still.store(MODULE + "Tempo", "0000", ID);
        isRefused(still, "CommitRevealEnabled", "must set a tempo");
    }

    private static ScaleWriter commit(ScaleWriter out, Keypair maker, long round) {
        return out.fixed(maker.account().bytes())
                .u64(HEAD)
                .variable(new byte[3])
                .u64(round);
    }

    @Test
    void whatWaitsToBeRevealedIsToldWithItsRounds() {
        Keypair bob = Keypair.fromUri("//Bob");
        ScriptedSubnet subnet = subnet(excerpt());
        ScaleWriter fifth = commit(commit(new ScaleWriter().compact(2), ALICE, 31), bob, 32);
        subnet.store(MODULE + "TimelockedWeightCommits", hex(fifth), ID, Value.of(5));
        ScaleWriter fourth = commit(new ScaleWriter().compact(1), ALICE, 30);
        subnet.store(MODULE + "TimelockedWeightCommits", hex(fourth), ID, Value.of(4));
        ScaleWriter others = commit(new ScaleWriter().compact(1), ALICE, 1);
        subnet.store(MODULE + "TimelockedWeightCommits", hex(others), Value.of(NETUID + 1), Value.of(4));
        try (SubtensorChain chain = SubtensorChain.connect(SubtensorConfig.of(NETUID, List.of(node.uri())))) {
            assertThat(chain.lockedWeights())
                    .isEqualTo(Map.of(ALICE.hotkey(), List.of(30L, 31L), bob.hotkey(), List.of(32L)));
        }
    }

    @Test
    void aScheduleThatCannotBeIsNotBelieved() {
        for (Map.Entry<String, Long> lie : Map.of(
                        "RevealPeriodEpochs", 101L, "LastEpochBlock", 101L, "PendingEpochAt", 1L << 40)
                .entrySet()) {
            ScriptedSubnet subnet = subnet(excerpt());
            subnet.store(MODULE + lie.getKey(), u64(lie.getValue()), ID);
            assertThatThrownBy(this::submit)
                    .isInstanceOf(ChainUnavailableException.class)
                    .hasMessageContaining(lie.getKey());
            assertThat(subnet.submitted()).isEmpty();
        }
    }
}
