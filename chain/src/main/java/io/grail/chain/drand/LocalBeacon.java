package io.grail.chain.drand;

import io.grail.protocol.bytes.Hash;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import supranational.blst.SecretKey;

/**
 * A beacon for development, whose key is made of a seed that anybody may know: it hides nothing.
 *
 * <p>Its rounds come when quicknet's do, and it signs them itself; no network is needed.
 */
public final class LocalBeacon implements Beacon {
    private static final String DOMAIN = "grail/local-beacon/1";

    private final SecretKey secret;
    private final DrandChain chain;
    private final InstantSource clock;

    /**
     * The beacon of that seed.
     *
     * @param clock by which a round is out
     */
    public LocalBeacon(String seed, InstantSource clock) {
        this.clock = clock;
        byte[] domain = (DOMAIN + "/").getBytes(StandardCharsets.UTF_8);
        secret = Bls.secret(
                Hash.sha256(domain, seed.getBytes(StandardCharsets.UTF_8)).bytes());
        PublicKey key = PublicKey.of(Bls.publicKey(secret));
        DrandChain quicknet = DrandChain.QUICKNET;
        chain = new DrandChain(Hash.sha256(key.bytes()), key, quicknet.genesisSeconds(), quicknet.periodSeconds());
    }

    @Override
    public DrandChain chain() {
        return chain;
    }

    @Override
    public Round round(long number) {
        byte[] message = DrandChain.message(number);
        long newest = chain.roundAt(clock.millis());
        if (number > newest) {
            throw new BeaconUnavailableException("round " + number + " is not out yet: the newest is " + newest);
        }
        return new Round(number, Signature.parse(Bls.sign(secret, message)));
    }

    @Override
    public Round latest() {
        return round(chain.roundAt(clock.millis()));
    }

    @Override
    public void close() {}
}
