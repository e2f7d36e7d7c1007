"""The per-document half on a Ray cluster, when asked for; `local` starts one on this machine.

Files are sent as bytes, so the workers need no shared disk, only Travaux itself. Results come back
in the order of the files: where they were made changes nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from travaux.core.errors import MissingExtra
from travaux.workbench.progress import Progress
from travaux.workbench.reading import Reading, Task, read_bytes

AHEAD = 8  # files a processor that wait in the cluster's queue


def read_on_cluster(tasks: Sequence[Task], address: str, progress: Progress) -> Iterator[Reading]:
    """The reading of each task, in order. address: of the cluster, or "local".

    Raises MissingExtra where Ray is not installed.
    """
    ray = _ray()
    if address == "local":
        ray.init(include_dashboard=False, log_to_driver=False, configure_logging=False)
    else:
        ray.init(address, log_to_driver=False)
    try:
        yield from _in_order(ray, tasks, progress)
    finally:
        ray.shutdown()


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise MissingExtra(
            "Reading on a cluster needs Ray, which is not installed.",
            "Run: pip install 'travaux[cluster]', or leave out --cluster.",
        ) from error
    return ray


def _in_order(ray: Any, tasks: Sequence[Task], progress: Progress) -> Iterator[Reading]:
    remote = ray.remote(read_bytes)
    most = int(ray.cluster_resources().get("CPU", 1)) * AHEAD
    waiting, running = deque(tasks), deque[Any]()
    while waiting or running:
        while waiting and len(running) < most:
            task = waiting.popleft()
            running.append(remote.remote(task, task.source.path.read_bytes()))
        yield ray.get(running.popleft())
        progress.advance()
