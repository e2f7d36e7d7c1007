"""A checkpoint -> the files that the tagger runs on: encoder.onnx, heads.npz, tokenizer.json.

The encoder's matrices and the word embeddings get eight-bit weights; the heads stay as they are.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from training.model import Encoder, Network

OPSET = 17


class FusedAttention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, which is faster than its parts."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        b, t, w = q.shape
        parts = (x.view(b, t, heads, w // heads).transpose(1, 2) for x in (q, k, v))
        mixed = functional.scaled_dot_product_attention(*parts)
        return mixed.transpose(1, 2).reshape(b, t, w)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        fused = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        fused.setType(q.type())
        return fused


class EncoderFromEmbeddings(nn.Module):
    """The encoder from embedded pieces (1, n, 384) on: one window, no padding, no mask."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embedded: Tensor) -> Tensor:
        places = self.encoder.places(torch.arange(embedded.shape[1]))
        x = self.encoder.norm(embedded + places)
        for layer in self.encoder.layers:
            q, k, v = layer.qkv(x).split(embedded.shape[2], dim=2)
            mixed = FusedAttention.apply(q, k, v, layer.heads)
            x = layer.norm1(x + layer.out(mixed))
            x = layer.norm2(x + layer.down(functional.gelu(layer.up(x))))
        return x


def eight_bit_rows(table: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """A table as eight-bit numbers, and the scale of each row."""
    values = table.detach().numpy()
    scale = np.abs(values).max(axis=1) / 127 + 1e-12
    return np.round(values / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def heads_of(network: Network) -> dict[str, np.ndarray]:
    """Everything but the encoder's layers, by the names that the tagger reads."""
    words, scale = eight_bit_rows(network.encoder.words.weight)
    found = {"words": words, "scale": scale}
    for name in ("shapes", "gaps", "quotes"):
        found[name] = getattr(network.encoder, name).weight.detach().numpy()
    layers = {"emit": "emit", "token": "from_token", "cue": "from_cue", "link": "link"}
    for name, layer in layers.items():
        found[name] = getattr(network, layer).weight.detach().numpy()
        found[f"{name}_bias"] = getattr(network, layer).bias.detach().numpy()
    found["distance"] = network.distance.weight.detach().numpy()
    found["step"], found["first"] = network.step.detach().numpy(), network.first.detach().numpy()
    return found


def export(checkpoint: Path, tokenizer: Path, out: Path, quantised: bool = True) -> None:
    """Write the three files into the folder `out`."""
    state = torch.load(checkpoint, map_location="cpu")
    network = Network(state["encoder.words.weight"].shape[0])
    network.load_state_dict(state)
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    plain = out / "plain.onnx"
    torch.onnx.export(
        EncoderFromEmbeddings(network.encoder),
        (torch.zeros(1, 64, 384),),
        str(plain),
        input_names=["embedded"],
        output_names=["hidden"],
        dynamic_axes={"embedded": {1: "pieces"}, "hidden": {1: "pieces"}},
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    if quantised:
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
        )
        plain.unlink()
    else:
        plain.rename(out / "encoder.onnx")
    np.savez_compressed(out / "heads.npz", **heads_of(network))
    shutil.copy(tokenizer, out / "tokenizer.json")


def main() -> None:
    """Export one checkpoint."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("--start", type=Path, required=True, help="folder with tokenizer.json")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--plain", action="store_true", help="keep 32-bit weights, to compare")
    options = ask.parse_args()
    export(options.checkpoint, options.start / "tokenizer.json", options.out, not options.plain)


if __name__ == "__main__":
    main()
