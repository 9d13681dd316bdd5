"""The decoder of the inner-step bench once more, as PyTorch's users write it: SDPA, fused AdamW, binary32.

usage: inner_step_peer.py FOLDER THREADS PRECISION
FOLDER holds settings.json, weights.safetensors and tokens.bin. Then one command a line on standard input:
"step N" trains on batch N and answers "LOSS SECONDS"; "memory" answers the peak resident bytes; "quit" ends.
"""

import json
import resource
import struct
import sys
import time

import torch
import torch.nn.functional as F


def read_safetensors(path):
    with open(path, "rb") as file:
        raw = bytearray(file.read())
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            data = torch.frombuffer(raw, dtype=torch.float32, count=(end - begin) // 4, offset=8 + length + begin)
            tensors[name] = data.clone().view(entry["shape"]).requires_grad_(True)
    return tensors


class Decoder:
    # B batch, T tokens, D width, H query heads, G key heads, K head size

    def __init__(self, settings, weights):
        self.s, self.w = settings, weights
        half = torch.arange(0, settings["headSize"], 2).float() / settings["headSize"]
        angles = torch.outer(torch.arange(settings["length"]).float(), 1.0 / settings["ropeTheta"] ** half)
        angles = torch.cat((angles, angles), -1)
        self.cos, self.sin = angles.cos(), angles.sin()  # [T, K]

    def norm(self, x, name):
        weight = self.w[name + ".weight"]
        return F.rms_norm(x, weight.shape, weight, self.s["normEpsilon"])

    def linear(self, x, name):
        return F.linear(x, self.w[name + ".weight"])

    def heads(self, x, name):
        return self.linear(x, name).view(*x.shape[:2], -1, self.s["headSize"]).transpose(1, 2)

    def rotate(self, x):
        a, b = x.chunk(2, -1)
        return x * self.cos + torch.cat((-b, a), -1) * self.sin

    def block(self, x, prefix):
        n = self.norm(x, prefix + "input_layernorm")
        q = self.rotate(self.heads(n, prefix + "self_attn.q_proj"))
        k = self.rotate(self.heads(n, prefix + "self_attn.k_proj"))
        v = self.heads(n, prefix + "self_attn.v_proj")
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + self.linear(mixed.transpose(1, 2).flatten(2), prefix + "self_attn.o_proj")
        n = self.norm(x, prefix + "post_attention_layernorm")
        gated = F.silu(self.linear(n, prefix + "mlp.gate_proj")) * self.linear(n, prefix + "mlp.up_proj")
        return x + self.linear(gated, prefix + "mlp.down_proj")

    def loss(self, rows):
        x = F.embedding(rows[:, :-1], self.w["model.embed_tokens.weight"])
        for layer in range(self.s["layers"]):
            x = self.block(x, f"model.layers.{layer}.")
        logits = self.linear(self.norm(x, "model.norm"), "model.embed_tokens")
        return F.cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten())


def main(folder, threads, precision):
    torch.set_num_threads(int(threads))
    torch.set_float32_matmul_precision(precision)
    with open(folder + "/settings.json") as file:
        s = json.load(file)
    weights = read_safetensors(folder + "/weights.safetensors")
    tokens = torch.from_file(folder + "/tokens.bin", size=s["tokens"], dtype=torch.int32)
    batches = tokens.view(-1, s["batch"], s["length"] + 1)
    groups = [
        {"params": [w for w in weights.values() if w.dim() == 2], "weight_decay": s["weightDecay"]},
        {"params": [w for w in weights.values() if w.dim() == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(
        groups, lr=s["learningRate"], betas=(s["beta1"], s["beta2"]), eps=s["epsilon"], fused=True
    )
    decoder = Decoder(s, weights)
    print("ready", flush=True)
    for line in sys.stdin:
        command = line.split()
        if command[0] == "step":
            begin = time.perf_counter()
            loss = decoder.loss(batches[int(command[1])].long())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights.values(), s["clip"])
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            value = loss.item()
            print(value, time.perf_counter() - begin, flush=True)
        elif command[0] == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
        else:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
