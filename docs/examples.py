"""Renews the examples of the documentation: runs the commands in its pages (`make docs`).

An example stands in a block that is marked `console`: a line that begins with "$ " is a command, what follows it is
what it prints, wrapped as one likes. `...` stands for anything that is left out, and still does when the example is
renewed. Confidences and scores move a little with every change of the knowledge, so they are rounded, and a small
difference is none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
TODAY = "2026-11-25"
"""The day on which every command runs that names no other."""
LEFT_OUT = "..."

_BLOCK = re.compile(r"^(?P<indent> *)```console\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^\$ (?P<command>.*)\n(?P<written>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_MOVING = re.compile(
    r'^ \d\.\d+(?=  \S)|^ +score .*|^Answered from: .*|"(?:confidence|threshold|score)": [\d.]+|"parts": \{[^}]*\}',
    re.MULTILINE,
)
_FIGURE = re.compile(r"-?\d+\.\d+")
_MARK = "\0"
"""Stands for a figure that moves."""
_SMALL = {"abs_tol": 0.25, "rel_tol": 0.05}

Run = Callable[[str], str]


def main() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with place() as run:
            new = renewed(text, run)
        if new != text:
            page.write_text(new, encoding="utf-8")
            print(page)


@contextmanager
def place() -> Iterator[Run]:
    """An empty folder and home, but for the shipped knowledge; a command that runs there gives both its outputs."""
    with TemporaryDirectory() as name:
        folder, tools = Path(name, "here"), Path(name, "bin")
        folder.mkdir()
        tools.mkdir()
        (folder / "knowledge").symlink_to(ROOT / "knowledge")
        script = Path(sys.executable).with_name("evbot")
        (tools / "evbot").write_text(f'#!/bin/sh\nexec "{script}" --today {TODAY} "$@"\n', encoding="utf-8")
        (tools / "evbot").chmod(0o755)
        kept = {key: text for key, text in os.environ.items() if not key.startswith(("EVBOT_", "DISCORD_", "SLACK_"))}
        cache = os.environ.get("XDG_CACHE_HOME") or str(ROOT / ".venv" / "cache")
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "HOME": name, "XDG_STATE_HOME": name, "XDG_CACHE_HOME": cache, "COLUMNS": "100"}

        def run(command: str) -> str:
            done = subprocess.run(
                ["sh", "-c", command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=kept | own,
                check=False,
            )
            return done.stdout.decode()

        yield run


def renewed(page: str, run: Run) -> str:
    """Return the page; an example that still holds is left as it is written."""

    def block(found: re.Match[str]) -> str:
        indent = found["indent"]
        body = _EXAMPLE.sub(example, textwrap.dedent(found["body"]))
        return f"{indent}```console\n{textwrap.indent(body, indent)}{indent}```"

    def example(found: re.Match[str]) -> str:
        printed = rounded(run(found["command"])).strip("\n")
        written = found["written"].strip("\n")
        if not holds(written, printed):
            written = shortened(printed, like=written)
        return f"$ {found['command']}\n{written}\n" if written else f"$ {found['command']}\n"

    return _BLOCK.sub(block, page)


def rounded(printed: str) -> str:
    return _with_moving(printed, lambda figure: f"{float(figure):.1f}")


def holds(written: str, printed: str) -> bool:
    """Whether this was printed, apart from white space, what is left out and small changes of figures that move."""
    figures: list[float] = []

    def marked(figure: str) -> str:
        figures.append(float(figure))
        return _MARK

    pattern = _pattern(_with_moving(written, marked)).replace(_MARK, r"(-?\d+\.\d)")
    found = re.fullmatch(pattern, printed, re.DOTALL)
    if found is None:
        return False
    return all(isclose(float(now), then, **_SMALL) for now, then in zip(found.groups(), figures, strict=True))


def _with_moving(text: str, change: Callable[[str], str]) -> str:
    """The text with each figure changed that moves with the knowledge."""
    return _MOVING.sub(lambda line: _FIGURE.sub(lambda figure: change(figure[0]), line[0]), text)


def _pattern(written: str) -> str:
    """A regular expression that takes any white space for white space, and any text for what is left out."""

    def unwrapped(text: str) -> str:
        return r"\s+".join(map(re.escape, re.split(r"\s+", text)))

    return ".*?".join(map(unwrapped, written.split(LEFT_OUT)))


def shortened(printed: str, like: str) -> str:
    """Return what was printed, wrapped as `like` is where both agree, without what `like` leaves out."""
    written, new = re.findall(r"\s+|\S+", like), re.findall(r"\s+|\S+", printed)
    left, right = (["\n" if word.isspace() else word for word in words] for words in (written, new))
    out: list[str] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old_words, new_words = written[start:end], new[new_start:new_end]
        if kind == "equal":
            out += old_words
        elif LEFT_OUT in old_words:
            out += _with_gap(new_words, old_words)
        else:
            out += new_words
    return "".join(out)


def _with_gap(words: list[str], like: list[str]) -> list[str]:
    """Leave out all but as many words as `like` has before its gap, and behind it."""
    before = like.index(LEFT_OUT)
    behind = len(like) - before - 1
    rest = words[before:]
    return [*words[:before], LEFT_OUT, *rest[max(len(rest) - behind, 0) :]]


if __name__ == "__main__":
    main()
