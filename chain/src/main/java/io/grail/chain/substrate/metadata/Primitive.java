package io.grail.chain.substrate.metadata;

/** Types that are made of no others, in the order of their codes in a metadata. */
public enum Primitive {
    BOOL(1),
    CHAR(4),
    STR(1),
    U8(1),
    U16(2),
    U32(4),
    U64(8),
    U128(16),
    U256(32),
    I8(1),
    I16(2),
    I32(4),
    I64(8),
    I128(16),
    I256(32);

    private final int bytes;

    Primitive(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes a value takes; text takes at least that many. */
    public int bytes() {
        return bytes;
    }

    public boolean isUnsigned() {
        return compareTo(U8) >= 0 && compareTo(U256) <= 0;
    }

    public boolean isSigned() {
        return compareTo(I8) >= 0;
    }
}
