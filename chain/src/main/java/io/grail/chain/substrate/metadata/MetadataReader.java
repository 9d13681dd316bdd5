package io.grail.chain.substrate.metadata;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import java.util.List;
import java.util.Optional;

/**
 * Reads metadata 14, 15 and 16. Total: any bytes give a metadata or a {@link ScaleException}; memory is a small
 * multiple of the bytes, of which there may be {@value #MAX_BYTES}.
 *
 * <p>Keeps what encoding and decoding need, and the docs of calls, events and errors; passes over other docs, outer
 * enums (each pallet names its own), associated types, view functions, deprecations and custom values.
 */
public final class MetadataReader {
    /** Thirty times a usual one. */
    public static final int MAX_BYTES = 16 << 20;

    private static final long MAGIC = 0x6174_656d; // "meta", little-endian

    private MetadataReader() {}

    /** Reads what {@code state_getMetadata} answers. */
    public static Metadata read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ScaleException("metadata of " + bytes.length + " bytes, expected at most " + MAX_BYTES);
        }
        ScaleReader in = new ScaleReader(bytes);
        if (in.u32() != MAGIC) {
            throw new ScaleException("the first four bytes are not \"meta\": this is no metadata");
        }
        int version = in.u8();
        if (version < 14 || version > 16) {
            throw new ScaleException("metadata of version " + version + ", expected 14, 15 or 16");
        }
        Metadata metadata = body(in, version);
        in.end();
        return metadata;
    }

    /**
     * Reads what the runtime's function {@code Metadata_metadata_at_version} answers: empty if the runtime does not
     * know that version.
     */
    public static Optional<Metadata> readOptional(byte[] bytes) {
        ScaleReader in = new ScaleReader(bytes);
        Optional<byte[]> opaque = in.option(in::variable);
        in.end();
        return opaque.map(MetadataReader::read);
    }

    private static Metadata body(ScaleReader in, int version) {
        TypeRegistry types = in.part("types", RegistryReader::read);
        List<Pallet> pallets = in.part("pallets", r -> new PalletReader(r, version, types).pallets());
        ExtrinsicReader extrinsics = new ExtrinsicReader(in, version, types);
        ExtrinsicFormat extrinsic = in.part("extrinsic", r -> extrinsics.read());
        if (version < 16) {
            typeId(in); // of the runtime itself
        }
        List<RuntimeApi> apis = List.of();
        if (version > 14) {
            apis = in.part("apis", r -> new ApiReader(r, version).read());
            for (int outerEnum = 0; outerEnum < 3; outerEnum++) {
                typeId(in);
            }
            in.part("custom", MetadataReader::passCustom);
        }
        return new Metadata(version, types, pallets, extrinsic, apis);
    }

    private static List<String> passCustom(ScaleReader in) {
        return in.list(() -> {
            String name = in.text();
            typeId(in);
            in.variable();
            return name;
        });
    }

    static int typeId(ScaleReader in) {
        return in.compactInt(Integer.MAX_VALUE);
    }

    static List<String> docs(ScaleReader in) {
        return in.list(in::text);
    }
}
