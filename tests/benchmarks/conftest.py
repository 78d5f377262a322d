"""Small data in the formats of BANKING77 and CLINC150, made anew for each run."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path

import pytest

_MATTERS = {
    "block_card": ("block", "card"),
    "open_account": ("open", "account"),
    "send_money": ("send", "money"),
    "change_pin": ("change", "pin"),
    "stop_transfer": ("stop", "transfer"),
    "read_statement": ("read", "statement"),
}
_LEARNED = (
    "how do i {0} my {1}",
    "i want to {0} the {1} now",
    "can you {0} this {1} please",
    "{0} {1}",
    "where may one {0} a {1}",
    "is it possible to {0} the {1} today",
    "help me {0} some {1}",
    "what is needed to {0} a {1}",
    "about my {1} , how to {0} it",
    "tell me when i can {0} the {1}",
    "please {0} {1} for me",
    "who will {0} my {1}",
)
_TRIED = ("must i {0} the {1} myself", "would you {0} that {1}", "{1} to {0}")
_ASKED = ("i need to {0} my {1} quickly", "could somebody {0} a {1}", "{0} the {1} , how", "why not {0} {1}")
_ELSEWHERE = (
    "will it rain in {} tomorrow",
    "who painted the bridge of {}",
    "a recipe from {} for soup",
    "which team of {} won the game",
)
_TOWNS = {
    "train": "rome oslo lima cairo delhi",
    "val": "bern kyoto quito dakar malmo",
    "test": "porto turin leeds hanoi",
}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds banking77/ and clinc150/."""
    folder = tmp_path_factory.mktemp("data")
    for part, templates in (("train", _LEARNED), ("test", _ASKED)):
        (folder / "banking77").mkdir(exist_ok=True)
        with (folder / "banking77" / f"{part}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "category"), *_questions(templates)])
    clinc = {"train": _questions(_LEARNED), "val": _questions(_TRIED), "test": _questions(_ASKED)}
    clinc |= {f"oos_{part}": _lines(towns) for part, towns in _TOWNS.items()}
    (folder / "clinc150").mkdir()
    (folder / "clinc150" / "data_full.json").write_text(json.dumps(clinc), encoding="utf-8")
    return folder


def _questions(templates: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(text.format(*words), label) for (label, words), text in product(_MATTERS.items(), templates)]


def _lines(towns: str) -> list[tuple[str, str]]:
    return [(text.format(town), "oos") for town, text in product(towns.split(), _ELSEWHERE)]
