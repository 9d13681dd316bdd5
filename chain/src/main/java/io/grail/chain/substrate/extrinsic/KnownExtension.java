package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The transaction extensions whose bytes we know.
 *
 * @param extra writes what goes into the extrinsic
 * @param implicit writes what goes into the signed bytes alone
 */
record KnownExtension(BiConsumer<Terms, ScaleWriter> extra, BiConsumer<Terms, ScaleWriter> implicit) {
    /** One whose two parts have no bytes: all that are not in {@link #BY_NAME} must be of this kind. */
    static final KnownExtension SILENT = new KnownExtension((terms, out) -> {}, (terms, out) -> {});

    private static final KnownExtension MORTALITY =
            new KnownExtension((terms, out) -> terms.era().write(out), (terms, out) -> out.fixed(terms.eraBirth()));

    private static final KnownExtension TIP = extra((terms, out) -> out.compact(terms.tip()));

    static final Map<String, KnownExtension> BY_NAME = Map.ofEntries(
            Map.entry(
                    "CheckSpecVersion",
                    implicit((terms, out) -> out.u32(terms.chain().specVersion()))),
            Map.entry(
                    "CheckTxVersion",
                    implicit((terms, out) -> out.u32(terms.chain().transactionVersion()))),
            Map.entry(
                    "CheckGenesis",
                    implicit((terms, out) -> out.fixed(terms.chain().genesis()))),
            Map.entry("CheckMortality", MORTALITY),
            Map.entry("CheckEra", MORTALITY), // its name of old
            Map.entry("CheckNonce", extra((terms, out) -> out.compact(terms.nonce()))),
            Map.entry("ChargeTransactionPayment", TIP),
            Map.entry("ChargeTransactionPaymentWrapper", TIP), // its name on Subtensor since about spec 425
            // Mode 0, and no hash: the signer does not vouch for the metadata.
            Map.entry("CheckMetadataHash", new KnownExtension((terms, out) -> out.u8(0), (terms, out) -> out.u8(0))));

    private static KnownExtension extra(BiConsumer<Terms, ScaleWriter> extra) {
        return new KnownExtension(extra, SILENT.implicit());
    }

    private static KnownExtension implicit(BiConsumer<Terms, ScaleWriter> implicit) {
        return new KnownExtension(SILENT.extra(), implicit);
    }
}
