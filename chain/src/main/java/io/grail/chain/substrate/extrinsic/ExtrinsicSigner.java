package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Extension;
import io.grail.chain.substrate.metadata.ExtrinsicFormat;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.runtime.StorageHash;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.substrate.value.ValueCodec;
import io.grail.protocol.identity.Keypair;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Signs calls for one runtime: extrinsics of version 4, sr25519, with the extensions that its metadata lists.
 *
 * <p>An extension that is not known by name is refused unless it has no bytes, since nobody should sign what he does
 * not know. Immutable and safe for use by several threads. Source: docs/substrate.md, section Extrinsics.
 */
public final class ExtrinsicSigner {
    private static final int VERSION = 4;
    private static final int SIGNED = 0x80;
    /** A payload longer than this is signed by its hash, so that hardware wallets can. */
    private static final int MOST_BYTES_UNHASHED = 256;

    private final ValueCodec codec;
    private final ExtrinsicFormat format;
    private final int addressType;
    private final int signatureType;

    /**
     * Signs for {@code runtime}.
     *
     * @throws UnsupportedRuntimeException naming what of its extrinsics is not known
     */
    public ExtrinsicSigner(ChainRuntime runtime) {
        this.codec = runtime.codec();
        this.format = runtime.metadata().extrinsic();
        if (!format.versions().contains(VERSION)) {
            throw new UnsupportedRuntimeException("the runtime reads extrinsics of the versions " + format.versions());
        }
        this.addressType = required(format.address(), "address");
        this.signatureType = required(format.signature(), "signature");
        format.extensions().forEach(this::requireKnown);
    }

    private static int required(OptionalInt type, String what) {
        return type.orElseThrow(
                () -> new UnsupportedRuntimeException("the metadata does not tell the type of an " + what));
    }

    private void requireKnown(Extension extension) {
        boolean silent =
                codec.types().isEmpty(extension.extra()) && codec.types().isEmpty(extension.implicit());
        if (!silent && !KnownExtension.BY_NAME.containsKey(extension.identifier())) {
            throw new UnsupportedRuntimeException("the runtime has the transaction extension " + extension.identifier()
                    + ", of " + codec.types().type(extension.extra()).name() + " and "
                    + codec.types().type(extension.implicit()).name());
        }
    }

    /** The bytes that are signed, or hashed and then signed if there are more than 256. */
    public Bytes payload(Bytes call, Terms terms) {
        return Bytes.of(new ScaleWriter()
                .fixed(call)
                .fixed(extra(terms))
                .fixed(implicit(terms))
                .toByteArray());
    }

    /**
     * The call, signed.
     *
     * @param call as {@link ChainRuntime#call} gives it
     * @throws UnsupportedRuntimeException if an extension wants other bytes than its name used to mean
     */
    public SignedExtrinsic sign(Bytes call, Terms terms, Keypair signer) {
        byte[] payload = payload(call, terms).toArray();
        byte[] signed = payload.length > MOST_BYTES_UNHASHED ? StorageHash.blake2b(32, payload) : payload;
        ScaleWriter body = new ScaleWriter().u8(SIGNED | VERSION);
        codec.write(addressType, address(signer), body);
        codec.write(signatureType, Value.variant("Sr25519", Value.of(signer.sign(signed))), body);
        body.fixed(extra(terms)).fixed(call);
        return new SignedExtrinsic(
                Bytes.of(new ScaleWriter().variable(body.toByteArray()).toByteArray()));
    }

    private Value address(Keypair signer) {
        Value account = Value.of(signer.account().bytes());
        boolean has = codec.types().type(addressType).shape() instanceof Shape.Variants(List<Case> cases)
                && cases.stream().anyMatch(option -> option.name().equals("Id"));
        return has ? Value.variant("Id", account) : account;
    }

    private byte[] extra(Terms terms) {
        return all(terms, Extension::extra, KnownExtension::extra);
    }

    private byte[] implicit(Terms terms) {
        return all(terms, Extension::implicit, KnownExtension::implicit);
    }

    private byte[] all(
            Terms terms, ToIntFunction<Extension> type, Function<KnownExtension, BiConsumer<Terms, ScaleWriter>> part) {
        ScaleWriter all = new ScaleWriter();
        for (Extension extension : format.extensions()) {
            ScaleWriter own = new ScaleWriter();
            part.apply(known(extension)).accept(terms, own);
            all.fixed(checked(extension, type.applyAsInt(extension), own));
        }
        return all.toByteArray();
    }

    private static KnownExtension known(Extension extension) {
        return KnownExtension.BY_NAME.getOrDefault(extension.identifier(), KnownExtension.SILENT);
    }

    /** A name may stay while its type changes: what we write must be a value of the type that the metadata names. */
    private byte[] checked(Extension extension, int type, ScaleWriter written) {
        byte[] bytes = written.toByteArray();
        try {
            codec.decode(type, bytes);
        } catch (ScaleException e) {
            throw new UnsupportedRuntimeException("the transaction extension " + extension.identifier()
                    + " is another than it was (" + e.getMessage() + ")");
        }
        return bytes;
    }
}
