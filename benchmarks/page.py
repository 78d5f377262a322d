"""Writes docs/benchmarks.md from the Markdown of its sections."""

import os
import platform
from collections.abc import Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.sections import SECTIONS
from benchmarks.setting import Setting

LIBRARIES = ("numpy", "scipy", "scikit-learn", "rapidfuzz", "bm25s")

HEAD = """\
# Benchmarks

Written by `make bench DATA=DIR{more}`; not to be edited by hand. [matching.md](matching.md) explains
how the bot finds an answer.

The data sets are public and not part of the project. `DIR` holds `banking77/train.csv` and `banking77/test.csv`
from [PolyAI](https://github.com/PolyAI-LDN/task-specific-datasets/tree/master/banking_data) (Casanueva et al. 2020,
CC BY 4.0), and `clinc150/data_full.json` from [clinc/oos-eval](https://github.com/clinc/oos-eval/tree/master/data)
(Larson et al. 2019, CC BY 3.0). No section fits or chooses anything by a test split.

In all sections this matcher is made in the same way: an entry for each class, with nothing but its phrasings
([contestants/matcher.py](../benchmarks/contestants/matcher.py)). It also uses what it brings along for English, and the
others lack: the frequency of words (wordfreq), their endings (snowballstemmer), and everyday sentences
([everyday.en.txt](../bot/matching/learning/everyday.en.txt)). Wherever right answers are counted, all contestants get
the same samples and questions.

Below each section stands the command that measures it, with the day and the versions.
"""
QUICK = """
**Quick mode: small samples, one seed. These figures are for trying out, not for quoting.**
"""


def sections_of(page: Path) -> dict[str, str]:
    """Return the sections that a page holds, so that another run may measure some and leave the others."""
    if not page.exists():
        return {}
    names = {section.title: section.name for section in SECTIONS}
    blocks = (block.partition("\n\n") for block in page.read_text(encoding="utf-8").split("\n## ")[1:])
    return {names[title]: f"{text.rstrip()}\n" for title, _, text in blocks if title in names}


def stamped(text: str, setting: Setting, name: str) -> str:
    """`name`: of the section."""
    return f"{text.rstrip()}\n\n*Measured by `{command_of(setting, name)}` on {date.today()} with {_versions()}.*\n"


def command_of(setting: Setting, name: str) -> str:
    """What measures this section again; options that mean nothing to it are left out."""
    options = [
        "EVAL=DIR" if name == "voices" and setting.questions else "",
        "MILLION=1" if name == "speed" and setting.million else "",
        "QUICK=1" if setting.quick else "",
        f"ONLY={name}",
    ]
    return " ".join(["make bench DATA=DIR", *filter(None, options)])


def write_page(setting: Setting, sections: Mapping[str, str]) -> None:
    parts = [HEAD.format(more=" QUICK=1" if setting.quick else "") + (QUICK if setting.quick else "")]
    parts += [f"## {one.title}\n\n{sections[one.name]}" for one in SECTIONS if one.name in sections]
    setting.page.parent.mkdir(parents=True, exist_ok=True)
    setting.page.write_text("\n".join(parts), encoding="utf-8")


def _versions() -> str:
    libraries = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"version {_version('xiaomi-ev-bot')}, Python {platform.python_version()}, {libraries}; {machine}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
