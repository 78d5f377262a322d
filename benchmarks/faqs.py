"""Asks the thin FAQs of the folders in `faqs` as people do, and prints how many answers are right.

Run `python -m benchmarks.faqs`: plain questions, chatty ones, and questions out of scope near and far, each alone and
in conversations of random order. Where a FAQ has a worksheet of `evbot grow`, which was filled in without a look at
these questions, it is asked once more with that taken in. `benchmarks.fit_thin` fits to those of `FITTED`; nobody looks
at failures of the rest, with one exception: nine chatty questions of five of them, which small talk answered, taught on
2 December 2026 when a part of a message is small talk.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

from benchmarks.asking import replies_to
from benchmarks.progress import bar
from benchmarks.small_bases import Asked, SmallBase
from benchmarks.tables import Row, percent, table
from bot import Bot
from bot.evaluation import load_cases
from bot.growing import read_worksheet, take_in
from bot.knowledge import load_knowledge, with_small_talk
from bot.matching.compiling import compile_index
from bot.model import SMALL_TALK, Case, Knowledge, Reply

FAQS = Path(__file__).with_name("faqs")
FITTED = ("homehub", "library", "mastodon")
WORKSHEET = "worksheet.md"
KINDS = ("plain", "chatty", "near", "far")
"""Files of cases; the last two are out of scope."""
_SHUFFLED, _TURNS = 4, 8
RIGHT, OFFERED, ASKED, UNKNOWN, WRONG = VERDICTS = ("right", "offered", "asked", "unknown", "wrong")
"""The answer; a choice that holds the right one; another choice; "I don't know"; an answer that is wrong."""


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.faqs", description=__doc__).parse_args()
    rows: list[Row] = []
    for folder in bar(sorted(FAQS.iterdir()), "FAQs"):
        rows += _rows(folder, folder.name, load_knowledge(folder))
        if (folder / WORKSHEET).exists():
            rows += _rows(folder, f"{folder.name} grown", grown(folder))
    print(table(["questions", *VERDICTS], rows))


def faq_base(name: str) -> SmallBase:
    """What `benchmarks.fit_thin` fits to."""
    asked = [Asked(case.text, case.expect, "inside" if case.expect else kind) for kind, case in _questions(FAQS / name)]
    return SmallBase("faqs", 0, with_small_talk(load_knowledge(FAQS / name)), tuple(asked))


def _questions(folder: Path) -> list[tuple[str, Case]]:
    return [(kind, case) for kind in KINDS for case in load_cases(folder / "cases" / f"{kind}.yaml")]


def grown(folder: Path) -> Knowledge:
    """With its worksheet taken in; its cases, which would take part in that, are left out."""
    with TemporaryDirectory() as name:
        copy = Path(name) / folder.name
        copytree(folder, copy, ignore=lambda _, names: {"cases"}.intersection(names))
        take_in(_bot_of(load_knowledge(copy)), copy, read_worksheet(copy / WORKSHEET), _bot_of)
        return load_knowledge(copy)


def _bot_of(knowledge: Knowledge) -> Bot:
    return Bot(compile_index(with_small_talk(knowledge)))


def _rows(folder: Path, name: str, knowledge: Knowledge) -> Iterator[Row]:
    bot = _bot_of(knowledge)
    questions = _questions(folder)
    together = [questions[at : at + 1] for at in range(len(questions))]
    yield from _shares(name, "alone", bot, together)
    yield from _shares(name, "in conversation", bot, list(_conversations(questions, Random(folder.name))))


def _conversations(questions: Sequence[tuple[str, Case]], random: Random) -> Iterator[list[tuple[str, Case]]]:
    for _ in range(_SHUFFLED):
        drawn = random.sample(questions, len(questions))
        yield from (drawn[at : at + _TURNS] for at in range(0, len(drawn), _TURNS))


def _shares(name: str, how: str, bot: Bot, talks: Sequence[Sequence[tuple[str, Case]]]) -> Iterator[Row]:
    counts = {kind: Counter[str]() for kind in KINDS}
    for talk in talks:
        replies = replies_to(bot, (case.text for _, case in talk))
        for (kind, case), reply in zip(talk, replies, strict=True):
            counts[kind][_verdict(case.expect, reply)] += 1
    for kind, count in counts.items():
        yield [f"{name}, {kind}, {how}", *(percent(count[one] / count.total()) for one in VERDICTS)]


def _verdict(expected: str | None, reply: Reply) -> str:
    """Small talk tells nothing wrong."""
    if reply.answer is None:
        offered = expected in [choice.id for choice in reply.choices]
        return OFFERED if offered else ASKED if reply.choices else UNKNOWN
    if expected is None and reply.answer.topic == SMALL_TALK:
        return UNKNOWN
    return RIGHT if reply.answer.id == expected else WRONG


if __name__ == "__main__":
    main()
