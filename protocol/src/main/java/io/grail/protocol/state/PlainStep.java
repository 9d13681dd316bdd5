package io.grail.protocol.state;

/** θ ← θ − α·d at the coordinates that somebody sent. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainStep(float[] theta, double rate) implements ChunkStep {
    @Override
    public void step(ChunkFrame frame, Mixed mixed) {
        for (int i = 0; i < mixed.count; i++) {
            int at = frame.position(mixed.places[i]);
            theta[at] = (float) (theta[at] - rate * mixed.values[i]);
        }
    }
}
