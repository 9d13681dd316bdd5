package io.grail.learning.model;

import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Parameters;

/** The decoder once more, from its formulas, one number at a time in binary64: slow, and easy to believe. */
public final class ReferenceDecoder {
    private final ModelConfig config;
    private final Parameters parameters;

    public ReferenceDecoder(ModelConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
    }

    /** Mean loss of a sample of L + 1 tokens, in nats per token. */
    public double loss(int[] sample) {
        int[] inputs = java.util.Arrays.copyOf(sample, sample.length - 1);
        double[][] logits = logits(inputs);
        double sum = 0;
        for (int t = 0; t < inputs.length; t++) {
            double total = 0;
            for (double logit : logits[t]) {
                total += Math.exp(logit);
            }
            sum += Math.log(total) - logits[t][sample[t + 1]];
        }
        return sum / inputs.length;
    }

    /** [T][V] scores of the next token. */
    public double[][] logits(int[] tokens) {
        double[][] x = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            x[t] = row("model.embed_tokens.weight", tokens[t]);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            add(x, attention(norm(x, prefix + "input_layernorm.weight"), prefix + "self_attn."));
            add(x, feedForward(norm(x, prefix + "post_attention_layernorm.weight"), prefix + "mlp."));
        }
        String head = config.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight";
        return linear(norm(x, "model.norm.weight"), head);
    }

    private double[][] attention(double[][] x, String prefix) {
        double[][] q = rotated(linear(x, prefix + "q_proj.weight"));
        double[][] k = rotated(linear(x, prefix + "k_proj.weight"));
        double[][] v = linear(x, prefix + "v_proj.weight");
        int size = config.headSize();
        double[][] mixed = new double[x.length][config.heads() * size];
        for (int head = 0; head < config.heads(); head++) {
            int shared = head / (config.heads() / config.kvHeads());
            for (int t = 0; t < x.length; t++) {
                double[] weights = new double[t + 1];
                double total = 0;
                for (int s = 0; s <= t; s++) {
                    double dot = 0;
                    for (int j = 0; j < size; j++) {
                        dot += q[t][head * size + j] * k[s][shared * size + j];
                    }
                    weights[s] = Math.exp(dot / Math.sqrt(size));
                    total += weights[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int j = 0; j < size; j++) {
                        mixed[t][head * size + j] += weights[s] / total * v[s][shared * size + j];
                    }
                }
            }
        }
        return linear(mixed, prefix + "o_proj.weight");
    }

    private double[][] rotated(double[][] x) {
        int size = config.headSize();
        int half = size / 2;
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                int j = i % size;
                double angle = t * Math.pow(config.ropeTheta(), -2.0 * (j % half) / size);
                double partner = j < half ? -x[t][i + half] : x[t][i - half];
                y[t][i] = x[t][i] * Math.cos(angle) + partner * Math.sin(angle);
            }
        }
        return y;
    }

    private double[][] feedForward(double[][] x, String prefix) {
        double[][] gate = linear(x, prefix + "gate_proj.weight");
        double[][] up = linear(x, prefix + "up_proj.weight");
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < gate[t].length; i++) {
                gate[t][i] = gate[t][i] / (1 + Math.exp(-gate[t][i])) * up[t][i];
            }
        }
        return linear(gate, prefix + "down_proj.weight");
    }

    private double[][] norm(double[][] x, String weight) {
        float[] scale = parameters.values(weight);
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            double squares = 0;
            for (double each : x[t]) {
                squares += each * each;
            }
            double factor = 1 / Math.sqrt(squares / x[t].length + config.normEpsilon());
            for (int i = 0; i < x[t].length; i++) {
                y[t][i] = x[t][i] * factor * scale[i];
            }
        }
        return y;
    }

    private double[][] linear(double[][] x, String weight) {
        int columns = x[0].length;
        float[] w = parameters.values(weight);
        double[][] y = new double[x.length][w.length / columns];
        for (int t = 0; t < x.length; t++) {
            for (int out = 0; out < y[t].length; out++) {
                for (int in = 0; in < columns; in++) {
                    y[t][out] += x[t][in] * w[out * columns + in];
                }
            }
        }
        return y;
    }

    private double[] row(String weight, int row) {
        double[] values = new double[config.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.values(weight)[row * values.length + i];
        }
        return values;
    }

    private static void add(double[][] x, double[][] y) {
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                x[t][i] += y[t][i];
            }
        }
    }
}
