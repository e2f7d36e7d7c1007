"""Fine-tune the tagger on a split of brat-annotated articles. See README.md.

Several single-threaded workers take steps on their own batches and average their weights every few
steps (local SGD; Stich 2019). On a busy machine that wastes much less than one process with
several threads, which wait for each other at every matrix. The learning rate rises over the first
steps and then falls to zero, by epochs or by the clock, whichever is further; what is kept is a
moving average of the weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, multiprocessing, nn

from training import model
from training.corpus import ROLES, Article, read_split, tuning_split
from training.model import Network, load_encoder
from training.windows import Window, collate, epoch, to_example
from travaux.discourse.decode import Chain, best_labels, runs
from travaux.discourse.tagger import buckets, windows

SEED = 20
MASKED = 0.02
BUCKETS = torch.from_numpy(buckets(np.arange(-512, 513)))


def link_loss(network: Network, batch: Sequence[Window], tokens: Tensor, cues: Tensor) -> Tensor:
    """Cross-entropy over pairs of a cue and a piece: none, source of that cue, content of it."""
    losses = []
    for row, window in enumerate(batch):
        kept = [
            [
                [at - window.start for at in part if window.start <= at < window.stop]
                for part in link
            ]
            for link in window.example.links
            if all(window.start <= at < window.stop for at in link[1])
        ]
        if kept:
            losses.append(_window_loss(network, kept, tokens[row, : len(window)], cues[row]))
    return torch.cat(losses).mean() if losses else tokens.new_zeros(())


def _window_loss(
    network: Network, links: Sequence[Sequence[Sequence[int]]], tokens: Tensor, cues: Tensor
) -> Tensor:
    target = torch.zeros(len(links), len(tokens), dtype=torch.long)
    for row, (source, _, content) in enumerate(links):
        target[row, source], target[row, content] = 1, 2
    anchors = torch.stack([cues[list(cue)].mean(0) for _, cue, _ in links])
    first = torch.tensor([cue[0] for _, cue, _ in links])
    far = BUCKETS[torch.arange(len(tokens))[None] - first[:, None] + 512]
    logits = network.link_logits(tokens, anchors, far).flatten(0, 1)
    return nn.functional.cross_entropy(logits, target.flatten(), reduction="none")


def step_loss(
    network: Network, batch: Sequence[Window], noise: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """The chain's loss a piece and the linking loss a pair."""
    data = collate(batch, MASKED, noise)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(data.ids, data.features, data.mask)
    emissions, tokens, cues = (each[:, 1:-1].float() for each in outputs)
    chain = network.crf_loss(emissions, data.gold, data.inside) / data.inside.sum()
    return chain, link_loss(network, batch, tokens, cues)


def groups(network: Network, rate: float, decay: float) -> list[dict[str, object]]:
    """Parameter groups: the deeper a layer of the encoder, the slower it learns."""
    parts = network.encoder
    layers = list(parts.layers)
    speeds = [(rate * decay ** len(layers), [parts.places, parts.norm])]
    speeds += [(rate * decay ** (len(layers) - 1 - at), [part]) for at, part in enumerate(layers)]
    heads = [network.emit, network.from_token, network.from_cue, network.distance, network.link]
    speeds.append((rate * 5, [parts.shapes, parts.gaps, parts.quotes, *heads]))
    found: list[dict[str, object]] = [
        {"params": [p for part in members for p in part.parameters()], "lr": speed}
        for speed, members in speeds
    ]
    return [*found, {"params": [network.step, network.first], "lr": 1e-2}]


def exchange(network: Network, over: float) -> float:
    """Average the trained weights of all workers, and the share of the run that is over."""
    trained = [p for p in network.parameters() if p.requires_grad]
    flat = torch.cat([*(p.detach().reshape(-1) for p in trained), torch.tensor([over])])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    with torch.no_grad():
        for parameter, mean in zip(
            trained, flat.split([*(p.numel() for p in trained), 1]), strict=False
        ):
            parameter.copy_(mean.view_as(parameter))
    return float(flat[-1])


@torch.no_grad()
def evaluate(
    network: Network, articles: Sequence[Article], tokenizer: Tokenizer
) -> dict[str, float]:
    """Exact-span F1 of each role."""
    network.eval()
    chain = Chain(network.step.double().numpy(), network.first.double().numpy()).lawful()
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        example = to_example(article, tokenizer)
        labels = best_labels(emissions_of(network, Window(example, 0, len(example.labels))), chain)
        offsets = example.pieces.offsets
        said = [(r, (int(offsets[a, 0]), int(offsets[b - 1, 1]))) for r, a, b in runs(labels)]
        for number, role in enumerate(ROLES):
            mine = {span for r, span in said if r == number}
            gold = article.spans(role)
            counts[role, "right"] += len(mine & gold)
            counts[role, "all"] += len(mine) + len(gold)
    return {
        role: round(2 * counts[role, "right"] / max(1, counts[role, "all"]), 4) for role in ROLES
    }


def emissions_of(network: Network, whole: Window) -> np.ndarray:
    """Emissions (n, 7) of a whole article, from windows as the tagger uses them."""
    rows = []
    for start, stop, first, last in windows(len(whole)):
        data = collate([Window(whole.example, start, stop)], 0.0, np.random.default_rng(0))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            emissions = network(data.ids, data.features, data.mask)[0][0, 1:-1]
        rows.append(emissions[first - start : last - start].double().numpy())
    return np.concatenate(rows)


def progress(done: int, total: int, begun: float, minutes: float) -> float:
    """The share of the run that is over, by steps or by the clock, whichever is further."""
    return max(done / total, (time.time() - begun) / 60 / minutes)


class Worker:
    """One process of the training."""

    def __init__(self, rank: int, options: argparse.Namespace) -> None:
        self.rank, self.options = rank, options
        self.chance = random.Random(SEED + options.again)
        self.noise = np.random.default_rng(SEED + options.again + rank)
        self.tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.train, self.tuning = tuning_split(read_split(options.data / "train"))
        self.network = self.begin()
        self.kept = copy.deepcopy(self.network).eval()
        parameters = groups(self.network, options.rate, options.decay)
        self.optimiser = torch.optim.AdamW(
            parameters, weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.tops = [group["lr"] for group in self.optimiser.param_groups]

    def begin(self) -> Network:
        """The network at its start: the published encoder, or a checkpoint to go on from."""
        torch.manual_seed(SEED)
        model.generator = np.random.Generator(np.random.SFC64(100 + self.rank))
        network = Network(self.tokenizer.get_vocab_size())
        load_encoder(network, load_file(self.options.start / "model.safetensors"))
        if self.options.resume:
            network.load_state_dict(torch.load(self.options.resume))
        network.encoder.words.weight.requires_grad_(False)
        return network.train()

    def batches(self) -> Iterator[tuple[int, int, list[Window]]]:
        """(epoch, batches an epoch, batch) of this worker, without end; all workers as many."""
        number = 0
        while True:
            found = epoch(self.train, self.tokenizer, self.chance)
            share = self.options.workers * self.options.every
            mine = found[: len(found) // share * share][self.rank :: self.options.workers]
            yield from ((number, len(mine), batch) for batch in mine)
            number += 1

    def run(self) -> None:
        """Train until the run is over; the first worker reports and saves after each epoch."""
        begun, over, last = time.time(), 0.0, 0
        for done, (number, size, batch) in enumerate(self.batches(), start=1):
            if number > last:
                last = self.report(last, begun) + 1
            self.step(batch, min(1.0, done / self.options.warm) * max(0.0, 1 - over))
            if done % self.options.every == 0:
                total = size * self.options.epochs
                over = exchange(self.network, progress(done, total, begun, self.options.minutes))
                self.keep(done)
            if over >= 1:
                break
        self.report(last, begun)

    def step(self, batch: list[Window], share: float) -> None:
        """One step at a share of the highest learning rates."""
        for group, top in zip(self.optimiser.param_groups, self.tops, strict=True):
            group["lr"] = top * share
        chain, link = step_loss(self.network, batch, self.noise)
        (chain + link).backward()
        nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.grad is not None], 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)

    def keep(self, done: int) -> None:
        """Move the kept weights towards the present ones."""
        slow = min(self.options.average**self.options.every, (1 + done) / (10 + done))
        with torch.no_grad():
            for kept, now in zip(self.kept.parameters(), self.network.parameters(), strict=True):
                if now.requires_grad:
                    kept.lerp_(now, 1 - slow)

    def report(self, number: int, begun: float) -> int:
        """Save the kept weights and print exact F1 on the tuning articles; the epoch's number."""
        if self.rank == 0:
            torch.save(self.kept.state_dict(), self.options.out / f"epoch{number}.pt")
            found = evaluate(self.kept, self.tuning, self.tokenizer)
            print(
                json.dumps({"epoch": number, "seconds": round(time.time() - begun), **found}),
                flush=True,
            )
        return number


def work(rank: int, options: argparse.Namespace) -> None:
    """The body of one process."""
    torch.set_num_threads(1)
    meeting = f"file://{options.out.resolve()}/meeting"
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=options.workers)
    Worker(rank, options).run()


def main() -> None:
    """Read the options and start the workers."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="folder with the split `train`")
    ask.add_argument("--start", type=Path, required=True, help="model.safetensors, tokenizer.json")
    ask.add_argument("--out", type=Path, required=True, help="folder of the checkpoints")
    ask.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--minutes", type=float, default=math.inf, help="be done by then")
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--decay", type=float, default=0.9, help="of the rate, a layer down")
    ask.add_argument("--average", type=float, default=0.995, help="memory of the kept weights")
    ask.add_argument("--warm", type=int, default=250, help="steps until the highest rate")
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument("--every", type=int, default=4, help="steps between two exchanges")
    ask.add_argument("--again", type=int, default=0, help="added to the seed")
    options = ask.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "meeting").unlink(missing_ok=True)
    multiprocessing.spawn(work, args=(options,), nprocs=options.workers)


if __name__ == "__main__":
    main()
