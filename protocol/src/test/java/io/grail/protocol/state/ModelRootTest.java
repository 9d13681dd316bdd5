package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelRootTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;
    private static final int MIB_OF_FLOATS = 262_144;

    /** Five leaves: b has three pieces, so that a last node goes up twice without a partner. */
    private static final ParameterLayout FIVE = new ParameterLayout(List.of(
            TensorShape.vector("a", 3), TensorShape.matrix("b", 2, MIB_OF_FLOATS + 1), TensorShape.vector("c", 1)));

    @Test
    void isTheTreeOfTheSpecification() throws NoSuchAlgorithmException {
        Parameters theta = Updates.parameters(FIVE, new SplittableRandom(1));
        float[] b = theta.values("b");
        byte[] l0 = leaf("a", 1, 1, 3, 0, theta.values("a"), 0, 3);
        byte[] l1 = leaf("b", 2, 2, MIB_OF_FLOATS + 1, 0, b, 0, MIB_OF_FLOATS);
        byte[] l2 = leaf("b", 2, 2, MIB_OF_FLOATS + 1, 1, b, MIB_OF_FLOATS, MIB_OF_FLOATS);
        byte[] l3 = leaf("b", 2, 2, MIB_OF_FLOATS + 1, 2, b, 2 * MIB_OF_FLOATS, 2);
        byte[] l4 = leaf("c", 1, 1, 1, 0, theta.values("c"), 0, 1);
        byte[] root = inner(inner(inner(l0, l1), inner(l2, l3)), l4);
        assertThat(ModelRoot.of(theta, ONE).bytes()).isEqualTo(root);
    }

    @Test
    void ofACertainModelIsAKnownNumber() {
        Parameters theta = Parameters.zeros(FIVE);
        for (int tensor = 0; tensor < 3; tensor++) {
            for (int i = 0; i < theta.values(tensor).length; i++) {
                theta.values(tensor)[i] = i * 0.5f;
            }
        }
        assertThat(ModelRoot.of(theta, ONE).toString())
                .isEqualTo("6004c0dafff9f4dce156361fa036469da7e8fdf42989d81b5192c7d7f40ac66f");
    }

    @Test
    void changesWithEveryBitNameAndShape() {
        Parameters theta = Updates.parameters(Updates.LAYOUT, new SplittableRandom(2));
        String root = ModelRoot.of(theta, ONE).toString();
        float[] values = theta.values("c");
        values[8_999] = Math.nextUp(values[8_999]);
        assertThat(ModelRoot.of(theta, ONE).toString()).isNotEqualTo(root);
        assertThat(rootOfZeros(TensorShape.matrix("m", 2, 3)))
                .isNotEqualTo(rootOfZeros(TensorShape.matrix("m", 3, 2)))
                .isNotEqualTo(rootOfZeros(TensorShape.matrix("n", 2, 3)))
                .isNotEqualTo(rootOfZeros(TensorShape.vector("m", 6)));
    }

    @Test
    void threadsDoNotChangeIt() {
        Parameters theta = Updates.parameters(FIVE, new SplittableRandom(3));
        String root = ModelRoot.of(theta, ONE).toString();
        for (int threads : new int[] {1, 2, 5}) {
            try (Pool pool = new Pool(threads)) {
                assertThat(ModelRoot.of(theta, pool).toString()).isEqualTo(root);
            }
        }
    }

    @Test
    void aModelOfNothingHasNone() {
        Parameters nothing = Parameters.zeros(new ParameterLayout(List.of()));
        assertThatThrownBy(() -> ModelRoot.of(nothing, ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String rootOfZeros(TensorShape shape) {
        return ModelRoot.of(Parameters.zeros(new ParameterLayout(List.of(shape))), ONE)
                .toString();
    }

    private static byte[] leaf(
            String name, int dimensions, int rows, int columns, int piece, float[] values, int start, int length)
            throws NoSuchAlgorithmException {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(1 + 4 + utf8.length + 16 + 4 * length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0)
                .putInt(utf8.length)
                .put(utf8)
                .putInt(dimensions)
                .putInt(rows)
                .putInt(columns)
                .putInt(piece);
        for (int i = start; i < start + length; i++) {
            bytes.putInt(Float.floatToRawIntBits(values[i]));
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.array());
    }

    private static byte[] inner(byte[] left, byte[] right) throws NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(1);
        bytes.writeBytes(left);
        bytes.writeBytes(right);
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }
}
