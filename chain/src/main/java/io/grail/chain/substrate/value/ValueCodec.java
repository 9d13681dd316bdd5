package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Limits;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;

/** Values of the types of one registry, to bytes and back. */
public record ValueCodec(TypeRegistry types) {
    /**
     * The value of type {@code type} that these bytes are, to the last.
     *
     * @throws ScaleException saying where the bytes are something else
     */
    public Value decode(int type, byte[] bytes) {
        return decode(type, bytes, Limits.DEFAULT);
    }

    /** As {@link #decode(int, byte[])}, with other limits. */
    public Value decode(int type, byte[] bytes, Limits limits) {
        ScaleReader in = new ScaleReader(bytes, limits);
        Value value = read(type, in);
        in.end();
        return value;
    }

    /** Reads a value of type {@code type} and leaves what follows it. */
    public Value read(int type, ScaleReader in) {
        return new ValueReader(types, in).read(type);
    }

    /**
     * The bytes of {@code value} as one of type {@code type}.
     *
     * @throws ScaleException saying which part of the value does not fit
     */
    public byte[] encode(int type, Value value) {
        ScaleWriter out = new ScaleWriter();
        write(type, value, out);
        return out.toByteArray();
    }

    /** Writes {@code value} as one of type {@code type}. */
    public void write(int type, Value value, ScaleWriter out) {
        new ValueWriter(types, out).write(type, value);
    }
}
