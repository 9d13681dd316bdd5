package io.grail.chain.substrate.metadata;

import static io.grail.chain.substrate.metadata.MetadataReader.docs;
import static io.grail.chain.substrate.metadata.MetadataReader.typeId;

import io.grail.chain.substrate.scale.ScaleReader;
import java.util.List;

/** Reads the functions that a runtime offers. */
final class ApiReader {
    private final ScaleReader in;
    private final int version;
    private final Deprecations deprecations;

    ApiReader(ScaleReader in, int version) {
        this.in = in;
        this.version = version;
        this.deprecations = new Deprecations(in, version);
    }

    List<RuntimeApi> read() {
        return in.list(this::api);
    }

    private RuntimeApi api() {
        RuntimeApi api = new RuntimeApi(in.text(), in.list(this::method));
        docs(in);
        if (version > 15) {
            in.compact(); // the trait's version
            deprecations.ofItem();
        }
        return api;
    }

    private RuntimeApi.Method method() {
        String name = in.text();
        List<RuntimeApi.Input> inputs = in.list(() -> new RuntimeApi.Input(in.text(), typeId(in)));
        RuntimeApi.Method method = new RuntimeApi.Method(name, inputs, typeId(in));
        docs(in);
        deprecations.ofItem();
        return method;
    }
}
