"""The network: a small BERT encoder, one label head with a CRF, and a linking head.

The encoder is MiniLM (6 layers, 384 wide). To its word pieces it adds three embeddings of what an
uncased vocabulary loses: letter case, the gap before a piece (none, space, line, paragraph), and
whether the piece stands inside double quotation marks. All three start at zero.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from travaux.discourse.decode import LABELS
from travaux.discourse.pieces import GAPS, QUOTES, SHAPES
from travaux.discourse.tagger import REACH

LINK_WIDTH = 128
generator = np.random.Generator(np.random.SFC64(7))


class Dropout(nn.Module):
    """Dropout whose mask comes from random bytes: a quarter of the time of torch's on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.keep = round(256 * (1 - share))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        raw = np.frombuffer(generator.bytes(x.numel()), dtype=np.uint8)
        mask = torch.from_numpy(raw < self.keep).view(x.shape)
        return x * mask * (256 / self.keep)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocab: int, width: int = 384, layers: int = 6, heads: int = 12) -> None:
        super().__init__()
        self.words = nn.Embedding(vocab, width)
        self.places = nn.Embedding(512, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.gaps = nn.Embedding(GAPS, width)
        self.quotes = nn.Embedding(QUOTES, width)
        for extra in (self.shapes, self.gaps, self.quotes):
            nn.init.zeros_(extra.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width) for _ in range(layers))
        self.drop = Dropout(0.1)

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places)[None]
        x = x + self.shapes(feats[..., 0]) + self.gaps(feats[..., 1]) + self.quotes(feats[..., 2])
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    def __init__(self, vocab: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocab)
        self.drop = Dropout(0.1)
        self.emit = nn.Linear(384, len(LABELS))
        self.from_token = nn.Linear(384, LINK_WIDTH)
        self.from_cue = nn.Linear(384, LINK_WIDTH)
        self.distance = nn.Embedding(2 * REACH + 1, LINK_WIDTH)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.link = nn.Linear(LINK_WIDTH, 3)
        self.step = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.first = nn.Parameter(torch.zeros(len(LABELS)))

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Emissions (batch, pieces, labels) and the two link projections (batch, pieces, 128)."""
        h = self.drop(self.encoder(ids, feats, mask))
        return self.emit(h), self.from_token(h), self.from_cue(h)

    def link_logits(self, tokens: Tensor, cues: Tensor, buckets: Tensor) -> Tensor:
        """(cues, pieces, 3) logits: none, source of this cue, content of this cue."""
        return self.link(functional.relu(tokens + cues[:, None] + self.distance(buckets)))

    def crf_loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood summed over the batch (Lafferty et al. 2001)."""
        score = self.first[gold[:, 0]] + emissions[:, 0].gather(1, gold[:, :1])[:, 0]
        steps = self.step[gold[:, :-1], gold[:, 1:]]
        gains = emissions[:, 1:].gather(2, gold[:, 1:, None])[..., 0]
        score = score + ((steps + gains) * mask[:, 1:]).sum(1)
        alpha = self.first + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + self.step, 1) + emissions[:, t]
            alpha = torch.where(mask[:, t, None] > 0, new, alpha)
        return (torch.logsumexp(alpha, 1) - score).sum()


def load_encoder(network: Network, weights: dict[str, Tensor]) -> None:
    """Copy a BERT checkpoint (names as in Hugging Face's `BertModel`) into the encoder."""
    e = network.encoder
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    _copy(e.words.weight, weights["embeddings.word_embeddings.weight"])
    _copy(e.places.weight, weights["embeddings.position_embeddings.weight"] + kind)
    _copy_pair(e.norm, weights, "embeddings.LayerNorm")
    for i, layer in enumerate(e.layers):
        at = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            qkv = [weights[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            _copy(getattr(layer.qkv, part), torch.cat(qkv))
        _copy_pair(layer.out, weights, at + "attention.output.dense")
        _copy_pair(layer.norm1, weights, at + "attention.output.LayerNorm")
        _copy_pair(layer.up, weights, at + "intermediate.dense")
        _copy_pair(layer.down, weights, at + "output.dense")
        _copy_pair(layer.norm2, weights, at + "output.LayerNorm")


def _copy_pair(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    _copy(module.weight, weights[name + ".weight"])
    _copy(module.bias, weights[name + ".bias"])


def _copy(parameter: Tensor, value: Tensor) -> None:
    with torch.no_grad():
        parameter.copy_(value)
