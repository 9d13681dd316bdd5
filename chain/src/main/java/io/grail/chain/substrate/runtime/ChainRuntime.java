package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Constant;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.RuntimeApi;
import io.grail.chain.substrate.metadata.Storage;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.substrate.value.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a chain's runtime, spoken to by names alone: indices, hashers and types are looked up in its metadata,
 * since they change from version to version.
 *
 * <p>Immutable and safe for use by several threads. Names are {@code Pallet.item}, functions {@code Trait_method}.
 * Every method that takes a name throws {@link UnknownNameException} if this runtime does not have it; {@link
 * #hasStorage} and the like ask beforehand.
 */
public final class ChainRuntime {
    private final Metadata metadata;
    private final ValueCodec codec;
    private final Pallets pallets;
    private final DispatchErrors errors;

    public ChainRuntime(Metadata metadata) {
        this.metadata = metadata;
        this.codec = new ValueCodec(metadata.types());
        this.pallets = new Pallets(metadata);
        this.errors = new DispatchErrors(pallets);
    }

    public Metadata metadata() {
        return metadata;
    }

    public ValueCodec codec() {
        return codec;
    }

    /**
     * The bytes of a call.
     *
     * @param arguments by the names that the runtime gives them; exactly those of the call
     * @throws ScaleException saying which argument is missing, unknown or does not fit its type
     */
    public Bytes call(String name, Map<String, Value> arguments) {
        Pallets.Found<Case> found = pallets.call(name);
        ScaleWriter out = new ScaleWriter().u8(found.pallet().index());
        Value call = Value.variant(found.part().name(), content(found.part(), arguments));
        try {
            codec.write(found.pallet().enums().calls().orElseThrow(), call, out);
        } catch (ScaleException e) {
            throw e.inside(found.pallet().name());
        }
        return Bytes.of(out.toByteArray());
    }

    /** A call as an argument of another, for {@code Utility.batch_all} and its kin. */
    public Value callValue(String name, Map<String, Value> arguments) {
        Pallets.Found<Case> found = pallets.call(name);
        Value call = Value.variant(found.part().name(), content(found.part(), arguments));
        return Value.variant(found.pallet().name(), call);
    }

    private static Value content(Case call, Map<String, Value> arguments) {
        return call.fields().isEmpty() && arguments.isEmpty() ? Value.nothing() : Value.struct(arguments);
    }

    /** A storage entry: its keys and its values. */
    public StorageItem storage(String name) {
        Pallets.Found<StorageEntry> found = pallets.storage(name);
        String prefix = found.pallet().storage().map(Storage::prefix).orElseThrow();
        return new StorageItem(prefix, found.part(), codec);
    }

    /** Whether the runtime has a storage entry of that name. */
    public boolean hasStorage(String name) {
        return pallets.hasStorage(name);
    }

    /** Whether the runtime has a call of that name. */
    public boolean hasCall(String name) {
        return pallets.hasCall(name);
    }

    /** Whether the runtime has a constant of that name. */
    public boolean hasConstant(String name) {
        return pallets.hasConstant(name);
    }

    /** A function of the runtime, as {@code Trait_method}; metadata of version 14 describes none. */
    public ApiFunction api(String name) {
        return findApi(name).orElseThrow(() -> new UnknownNameException("function", name));
    }

    /** Whether the runtime has, and its metadata describes, a function of that name. */
    public boolean hasApi(String name) {
        return findApi(name).isPresent();
    }

    private Optional<ApiFunction> findApi(String name) {
        for (RuntimeApi api : metadata.apis()) {
            for (RuntimeApi.Method method : api.methods()) {
                if (name.equals(api.name() + "_" + method.name())) {
                    return Optional.of(new ApiFunction(name, method, codec));
                }
            }
        }
        return Optional.empty();
    }

    /** The value of a constant. */
    public Value constant(String name) {
        Constant constant = pallets.constant(name).part();
        try {
            return codec.decode(constant.type(), constant.value().toArray());
        } catch (ScaleException e) {
            throw e.inside(name);
        }
    }

    /**
     * The events of a block, in their order.
     *
     * @param stored what {@code System.Events} holds at the block; empty if nothing
     * @throws ScaleException saying where these are no events of this runtime
     */
    public List<Event> events(Optional<Bytes> stored) {
        return storage("System.Events").decode(stored).orElse(Value.nothing()).list().stream()
                .map(Event::of)
                .toList();
    }

    /** What a {@code DispatchError} says, in names. */
    public DispatchFailure failure(Value dispatchError) {
        return errors.name(dispatchError);
    }

    /** The name and docs of error {@code error} of pallet number {@code pallet}. */
    public DispatchFailure moduleError(int pallet, int error) {
        return errors.module(pallet, error);
    }
}
