package io.grail.chain;

import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;

/**
 * One slot of the subnet and who holds it. The u16 figures are fractions of 65535, as the chain keeps them.
 *
 * @param stake in rao
 * @param validatorPermit whether its weights count
 * @param emission rao received in the last epoch
 * @param lastUpdate block of its last setting of weights, or of its registration
 */
public record Neuron(
        Uid uid,
        Hotkey hotkey,
        Coldkey coldkey,
        long stake,
        boolean validatorPermit,
        int consensus,
        int incentive,
        int dividends,
        int validatorTrust,
        long emission,
        long registeredAt,
        long lastUpdate) {}
