package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.Commitment;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a commitment on Subtensor: field 0 the location, field 1 the anchor, both {@code Raw} (docs/chain.md,
 * Commitments).
 */
final class CommitmentFields {
    private static final String RAW = "Raw";

    private CommitmentFields() {}

    /** The argument of {@code set_commitment}. */
    static Value write(Call.SetCommitment commitment) {
        List<Value> fields = new ArrayList<>();
        fields.add(raw(commitment.text().getBytes(StandardCharsets.UTF_8)));
        commitment.anchor().ifPresent(anchor -> fields.add(raw(anchor.bytes())));
        return Value.struct(Map.of("fields", new Value.Items(fields)));
    }

    private static Value raw(byte[] bytes) {
        return Value.variant(RAW + bytes.length, Value.of(bytes));
    }

    /** A stored registration; empty if its first field is no text, and so nobody's location. */
    static Optional<Commitment> read(Value registration) {
        List<Value> fields = registration.field("info").field("fields").list();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<Anchor> anchor =
                fields.size() > 1 ? raw(fields.get(1)).flatMap(CommitmentFields::anchor) : Optional.empty();
        long block = registration.field("block").asLong();
        return raw(fields.getFirst()).flatMap(CommitmentFields::text).map(text -> new Commitment(text, anchor, block));
    }

    private static Optional<byte[]> raw(Value data) {
        Value.Variant variant = data.asVariant();
        return variant.name().startsWith(RAW) && variant.content() instanceof Value.Blob blob
                ? Optional.of(blob.bytes().toArray())
                : Optional.empty();
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Anchor> anchor(byte[] bytes) {
        try {
            return bytes.length == Anchor.LENGTH ? Optional.of(Anchor.parse(bytes)) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
