"""Text -> sources, cues and contents, by a small trained network.

The network is a MiniLM encoder (6 layers, 384 wide; Wang et al. 2020) with eight-bit weights, run
by onnxruntime on one thread, over windows that overlap; each word piece takes its result from the
window in which it stands most central. A chain (`decode`) turns the encoder's output into spans,
and a linking head says, for a cue and a word, how probable it is that the word belongs to the
source or the content of that very cue. `linker` joins them into attributions.

The weights stand in the folder `weights` beside this module, with their model card, and a user
may delete that folder: this module then still imports, and `load_tagger` says what is missing.

Windows are run one by one, so a text's result depends on nothing but the text.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from travaux.core.errors import MissingExtra
from travaux.discourse.decode import ROLES, Chain, best_labels, marginals, runs, word_emissions
from travaux.discourse.pieces import Pieces, split_pieces

VERSION = "tagger/1"
WINDOW, STRIDE = 224, 208
"""Pieces a window, and from one window to the next. On 60 tuning articles strides of 160, 192 and
208 gave linked F1 .732, .724 and .733; the last is a quarter faster than the first."""

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
OPEN_TEXT, CLOSE_TEXT = 101, 102  # [CLS] and [SEP]
REACH = 24  # buckets of distance on either side of a cue
REACHED = 128  # pieces; 99.6 % of sources and contents in the training articles are nearer
LINK_ROLES = ("none", "source", "content")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """One span: role "source", "cue" or "content"; half-open characters; probability 0..1."""

    role: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """The spans of one text, sorted, and for pairs of a cue and another span how well they fit.

    links: (cue index, span index) -> probability that the span belongs to that cue, where both
    index `spans` and the two stand within reach of each other.
    """

    spans: tuple[TaggedSpan, ...]
    links: dict[tuple[int, int], float]

    def moved(self, by: int) -> Tagging:
        """The same for a text in which this one begins at character `by`."""
        spans = (replace(span, start=span.start + by, end=span.end + by) for span in self.spans)
        return Tagging(tuple(spans), self.links)


@dataclass(frozen=True, slots=True)
class Heads:
    """Everything of the network but the encoder: embeddings, label head, chain, linking head.

    words (v, 384) are eight-bit numbers to be multiplied by the scale (v,) of their row; marks
    are three tables (values, 384) for the features of `Pieces`.
    """

    words: npt.NDArray[np.int8]
    scale: Floats
    marks: tuple[Floats, ...]
    emit: tuple[Floats, Floats]
    token: tuple[Floats, Floats]
    cue: tuple[Floats, Floats]
    distance: Floats
    link: tuple[Floats, Floats]
    chain: Chain

    @classmethod
    def read(cls, data: bytes) -> Heads:
        """The heads in the bytes of an .npz archive."""
        part = np.load(io.BytesIO(data), allow_pickle=False)
        pairs = {
            name: (part[name], part[f"{name}_bias"]) for name in ("emit", "token", "cue", "link")
        }
        step, first = part["step"].astype(np.float64), part["first"].astype(np.float64)
        return cls(
            words=part["words"],
            scale=part["scale"],
            marks=tuple(part[name] for name in ("shapes", "gaps", "quotes")),
            distance=part["distance"],
            chain=Chain(step, first).lawful(),
            **pairs,
        )

    def embed(self, ids: npt.NDArray[np.int64], features: npt.NDArray[np.int64]) -> Floats:
        """(n, 384) word embeddings plus the embeddings of the three features."""
        found: Floats = self.words[ids].astype(np.float32) * self.scale[ids, None]
        for column, table in enumerate(self.marks):
            found = found + table[features[:, column]]
        return found


class Tagger:
    """The trained network, ready to run. Holds no state between texts."""

    def __init__(self, encoder: bytes, heads: bytes, tokenizer: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            encoder, options, providers=["CPUExecutionProvider"]
        )
        self._heads = Heads.read(heads)
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def tag(self, text: str) -> Tagging:
        """Every source, cue and content of a text of any length, with scores in thousandths."""
        pieces = split_pieces(text, self._tokenizer)
        if not len(pieces):
            return Tagging((), {})
        hidden = self.encode(pieces)
        found = self._decode(hidden, pieces)
        offsets = pieces.offsets
        spans = tuple(
            TaggedSpan(
                ROLES[role], *snapped(text, role, int(offsets[a, 0]), int(offsets[b - 1, 1])), score
            )
            for role, a, b, score in found
        )
        return Tagging(spans, dict(self._links(hidden, found)))

    def encode(self, pieces: Pieces) -> Floats:
        """(n, 384) the encoder's output, each row from the window where it is most central."""
        hidden = np.empty((len(pieces), self._heads.words.shape[1]), dtype=np.float32)
        for start, stop, first, last in windows(len(pieces)):
            ids = np.array([OPEN_TEXT, *pieces.ids[start:stop], CLOSE_TEXT], dtype=np.int64)
            marks = np.zeros((len(ids), 3), dtype=np.int64)
            marks[1:-1] = pieces.features[start:stop]
            out = self._session.run(None, {"embedded": self._heads.embed(ids, marks)[None]})[0]
            hidden[first:last] = out[0, 1 + first - start : 1 + last - start]
        return hidden

    def emissions(self, hidden: Floats) -> npt.NDArray[np.float64]:
        """(n, 7) scores of the labels before the chain has its say."""
        weight, bias = self._heads.emit
        return (hidden @ weight.T + bias).astype(np.float64)

    def _decode(self, hidden: Floats, pieces: Pieces) -> list[tuple[int, int, int, float]]:
        """(role, first piece, last piece, score) of every span; words are never divided."""
        chain, opens = self._heads.chain, pieces.opens | (np.arange(len(pieces)) == 0)
        words = np.flatnonzero(opens)
        emissions = word_emissions(self.emissions(hidden), opens, chain)
        labels = best_labels(emissions, chain)
        sure = marginals(emissions, chain)[np.arange(len(labels)), labels]
        ends = np.append(words, len(pieces))
        return [
            (role, int(words[a]), int(ends[b]), round(float(sure[a:b].mean()), 3))
            for role, a, b in runs(labels)
        ]

    def _links(
        self, hidden: Floats, found: Sequence[tuple[int, int, int, float]]
    ) -> Iterator[tuple[tuple[int, int], float]]:
        """Pairs of span numbers and how probable it is that the second belongs to the first."""
        heads = self._heads
        pieces, cues = _linear(hidden, heads.token), _linear(hidden, heads.cue)
        starts, ends = [span[1] for span in found], [span[2] for span in found]
        for number, (role, first, last, _) in enumerate(found):
            low, high = bisect_right(ends, first - REACHED), bisect_left(starts, first + REACHED)
            near = [k for k in range(low, high) if ROLES[found[k][0]] != "cue"]
            if ROLES[role] != "cue" or not near:
                continue
            at = np.concatenate([np.arange(found[k][1], found[k][2]) for k in near])
            far = heads.distance[buckets(at - first)]
            inner = np.maximum(pieces[at] + cues[first:last].mean(axis=0) + far, 0)
            chances = _softmax(_linear(inner, heads.link))
            edges = np.cumsum([0, *(found[k][2] - found[k][1] for k in near)])
            for k, (a, b) in zip(near, pairwise(edges), strict=True):
                wanted = LINK_ROLES.index(ROLES[found[k][0]])
                yield (number, k), round(float(chances[a:b, wanted].mean()), 3)


def snapped(text: str, role: int, start: int, end: int) -> tuple[int, int]:
    """A span; a source without a comma at its end, unless it closes what one inside it opened.

    Of 704 sources in the training articles that stand before a comma and hold none, 701 end
    before it; of 878 that hold one ("Lund, the envoy,"), 785 end after it.
    """
    shorter = text[start:end].removesuffix(",")
    return start, end if "," in shorter or ROLES[role] != "source" else start + len(shorter)


def windows(total: int) -> Iterator[tuple[int, int, int, int]]:
    """Windows over `total` pieces: (start, stop) of each and the part (first, last) it decides."""
    first = start = 0
    while True:
        stop = min(total, start + WINDOW)
        last = total if stop == total else stop - (WINDOW - STRIDE) // 2
        yield start, stop, first, last
        if stop == total:
            return
        first, start = last, start + STRIDE


def buckets(distance: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Signed distances in pieces -> indices of the distance table (logarithmic, symmetric)."""
    size = np.minimum(REACH, np.round(5.0 * np.log2(1 + np.abs(distance)) / 1.6))
    return np.asarray(np.sign(distance) * size + REACH, dtype=np.int64)


def _linear(rows: Floats, layer: tuple[Floats, Floats]) -> Floats:
    return rows @ layer[0].T + layer[1]


def _softmax(rows: Floats) -> Floats:
    shifted = np.exp(rows - rows.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def weights() -> Traversable:
    """The folder of the weights; it need not exist."""
    return resources.files("travaux.discourse") / "weights"


def has_weights() -> bool:
    """Whether the trained tagger is installed."""
    return all((weights() / name).is_file() for name in (*FILES, "linker.json"))


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """The trained tagger, loaded once a process. Raises MissingExtra without its weights."""
    if not has_weights():
        raise MissingExtra(
            "The trained tagger's weights are not installed (travaux/discourse/weights).",
            "Reinstall travaux with its weights, or choose the rules alone (--engine rules).",
        )
    return Tagger(*((weights() / name).read_bytes() for name in FILES))
