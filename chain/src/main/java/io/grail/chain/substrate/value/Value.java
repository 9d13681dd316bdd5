package io.grail.chain.substrate.value;

import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value of some type of a runtime, of which nothing but the metadata needs to know.
 *
 * <p>A composite or case with one unnamed field is that field: an account is its {@link Blob}, a {@code NetUid} its
 * {@link Int}. The methods that take a value apart throw {@link ScaleException} naming what they found instead; their
 * readers ask for what a runtime of this version should hold, but the runtime is somebody else's.
 */
public sealed interface Value {
    /** True or false. */
    record Bool(boolean value) implements Value {}

    /** A number of any width. */
    record Int(BigInteger value) implements Value {}

    /** A character, as its code point. */
    record Char(int codePoint) implements Value {}

    /** Text. */
    record Text(String value) implements Value {}

    /** A list or array of bytes. */
    record Blob(Bytes bytes) implements Value {}

    /** The items of a list, an array, a tuple, or the fields of a composite that have no names. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Named fields, in their order. */
    record Struct(SequencedMap<String, Value> fields) implements Value {
        public Struct {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /** A case of a variant and what it holds. */
    record Variant(String name, Value content) implements Value {}

    /** Bits, the first first. */
    record Bits(List<Boolean> bits) implements Value {
        public Bits {
            bits = List.copyOf(bits);
        }
    }

    /** A value without parts: {@code ()}, or the content of a case without fields. */
    static Value nothing() {
        return new Items(List.of());
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    static Value of(BigInteger value) {
        return new Int(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(byte[] value) {
        return new Blob(Bytes.of(value));
    }

    static Value items(Value... items) {
        return new Items(Arrays.asList(items));
    }

    /** A list of numbers. */
    static Value numbers(long... numbers) {
        return new Items(Arrays.stream(numbers).mapToObj(Value::of).toList());
    }

    /** Named fields; for encoding their order does not matter. */
    static Value struct(Map<String, Value> fields) {
        return new Struct(new LinkedHashMap<>(fields));
    }

    /** A case without fields. */
    static Value variant(String name) {
        return new Variant(name, nothing());
    }

    static Value variant(String name, Value content) {
        return new Variant(name, content);
    }

    static Value some(Value content) {
        return new Variant("Some", content);
    }

    static Value none() {
        return variant("None");
    }

    /** The field with this name. */
    default Value field(String name) {
        if (!(this instanceof Struct(SequencedMap<String, Value> fields))) {
            throw unexpected("a composite with a field " + name);
        }
        Value value = fields.get(name);
        if (value == null) {
            throw new ScaleException("no field " + name + " among " + fields.keySet());
        }
        return value;
    }

    /** The items of a list, array or tuple; of bytes too. */
    default List<Value> list() {
        return switch (this) {
            case Items items -> items.items();
            case Blob blob -> {
                byte[] bytes = blob.bytes().toArray();
                Value[] items = new Value[bytes.length];
                Arrays.setAll(items, i -> of(bytes[i] & 0xff));
                yield Arrays.asList(items);
            }
            case Bool _, Int _, Char _, Text _, Struct _, Variant _, Bits _ -> throw unexpected("a list");
        };
    }

    /** The number. */
    default BigInteger number() {
        if (this instanceof Int(BigInteger value)) {
            return value;
        }
        throw unexpected("a number");
    }

    /** The number, which must lie in [−2⁶³, 2⁶³). */
    default long asLong() {
        BigInteger value = number();
        if (value.bitLength() > 63) {
            throw new ScaleException("number " + value + ", expected one of 64 bits");
        }
        return value.longValue();
    }

    /** The number, which must lie in [−2³¹, 2³¹). */
    default int asInt() {
        BigInteger value = number();
        if (value.bitLength() > 31) {
            throw new ScaleException("number " + value + ", expected one of 32 bits");
        }
        return value.intValue();
    }

    default boolean bool() {
        if (this instanceof Bool(boolean value)) {
            return value;
        }
        throw unexpected("a boolean");
    }

    default String text() {
        if (this instanceof Text(String value)) {
            return value;
        }
        throw unexpected("text");
    }

    default Bytes bytes() {
        if (this instanceof Blob(Bytes bytes)) {
            return bytes;
        }
        throw unexpected("bytes");
    }

    default Variant asVariant() {
        if (this instanceof Variant variant) {
            return variant;
        }
        throw unexpected("a variant");
    }

    /** What an {@code Option} holds. */
    default Optional<Value> option() {
        Variant variant = asVariant();
        return switch (variant.name()) {
            case "None" -> Optional.empty();
            case "Some" -> Optional.of(variant.content());
            default -> throw unexpected("an option");
        };
    }

    /** For people: what kind of value it is. */
    default String kind() {
        return switch (this) {
            case Bool _ -> "a boolean";
            case Int number -> "the number " + number.value();
            case Char _ -> "a character";
            case Text _ -> "text";
            case Blob blob -> blob.bytes().length() + " bytes";
            case Items items -> "a list of " + items.items().size();
            case Struct struct -> "a composite of " + struct.fields().keySet();
            case Variant variant -> "the case " + variant.name();
            case Bits bits -> bits.bits().size() + " bits";
        };
    }

    private ScaleException unexpected(String expected) {
        return new ScaleException(kind() + ", expected " + expected);
    }
}
