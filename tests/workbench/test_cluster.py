from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from travaux.core.errors import MissingExtra
from travaux.workbench.build import build


def test_without_ray_the_missing_extra_is_named(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    """
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match="travaux\\[cluster\\]"):
        build([pile], tmp_path / "out", cluster="local")


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="the cluster extra is optional")
def test_a_cluster_gives_the_same_record(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    === b.txt
    According to the union, forty jobs are at risk.
    """
    here = build([pile], tmp_path / "here", jobs=0).record
    assert build([pile], tmp_path / "there", cluster="local").record == here
