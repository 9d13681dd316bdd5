package io.grail.chain.substrate.metadata;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;

/** What metadata 16 says of deprecated things; passed over, for who signs a call has chosen it. */
record Deprecations(ScaleReader in, int version) {
    /** Passes over a pallet's, an entry's, a constant's, a function's. */
    void ofItem() {
        if (version > 15) {
            pass();
        }
    }

    /** Passes over those of an enum's cases. */
    void ofEnum() {
        if (version > 15) {
            in.list(() -> {
                int index = in.u8();
                pass();
                return index;
            });
        }
    }

    private void pass() {
        int kind = in.u8();
        if (kind > 2) {
            throw new ScaleException("deprecation " + kind + ", expected 0 to 2");
        }
        if (kind == 2) {
            in.text();
            in.option(in::text); // since when
        }
    }
}
