"""A small negotiation with something of every kind that people judge."""

from __future__ import annotations

from pathlib import Path

FIRST = """Outline of the Aldermere accord (leaked, 2 March 2031)

1. The harbour will be shared by both towns.
2. Norhaven will pay 30 million marks to Sudhaven by 31 December 2031.
3. A joint council of 12 members will be formed.
4. Fishing will be allowed within 6 miles of the shore.
"""
SECOND = """Revised outline of the Aldermere accord (leaked, 9 April 2031)

1. The harbour will be shared by both towns.
2. Norhaven will pay 45 million marks to Sudhaven by 31 December 2031.
3. A joint council of 10 members will be formed.
4. Fishing will be allowed within 3 miles of the shore.
5. The lighthouse will be kept by Norhaven.
"""
TALK = """Harbour Gazette, 11 April 2031

\U0001f6a2 Mayor Ilse Brandt of Norhaven said that her town could not pay 45 million marks.
“Point 2 is a demand, not an offer,” she told reporters. The mayor met the envoy on 3 April 2031.

Sudhaven's envoy Tomas Reyl said his side supports the joint council. The \U0001f3f4 pilots of both
towns would rather strike, whatever anybody signs. Reyl said that 40 boats were in the harbour on
10 April.
"""
OTHER = """Lowland Post, 12 April 2031

Envoy Reyl said that Norhaven had accepted a payment of 30 million marks in March. Brandt said that
60 boats were in the harbour on 10 April. The towns will meet again on 20 April 2031.
"""
TALKS = """name = "The Aldermere talks"
[[parties]]
name = "Norhaven"
kind = "state"
[[parties]]
name = "Sudhaven"
kind = "state"
[[drafts]]
name = "First outline"
date = "2031-03-02"
files = ["first.txt"]
[[drafts]]
name = "Second outline"
date = "2031-04-09"
files = ["second.txt"]
[monitoring]
as_of = "2032-02-01"
"""
FILES = {"first.txt": FIRST, "second.txt": SECOND, "talk.txt": TALK, "other.txt": OTHER,
         "talks.toml": TALKS}  # fmt: skip


def write_pile(folder: Path) -> Path:
    """The files of the negotiation, in `folder`."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
