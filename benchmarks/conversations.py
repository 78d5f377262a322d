"""Holds the conversations of a file with the bot, and judges each turn behind the first.

`python -m benchmarks.conversations FILE` reads a file as `benchmarks.talks` describes it; the bot goes on with what it
answered itself. `--show` prints each turn that is not right. The files of talks/:

- free.jsonl: typed by eight personas who read each reply first (November 2026); a fifth of the turns ask what nothing
  tells
- personas.jsonl: 480 more of that kind, from thirteen rounds (the number before each id); fresh readers of the
  knowledge named what answers each turn
- kept.jsonl: sixty, written from facts alone; no rule and no weight was made of them
- written.jsonl, sums.jsonl, a fifth of whose turns count with what was told, and mixed.jsonl: sixty each, written
  likewise; they taught some rules after they were held once
- varied.jsonl: a hundred and fifty more of that kind, held before and after what others of them taught
- unseen.jsonl: sixty more, written from facts alone on 1 December 2026; when they were first held, 68 % of the turns
  behind the first were right and 13 % wrong; then they taught what a correction says
- late.jsonl: sixty more of that kind of 2 December 2026, with more sums and double questions: 62 % right and 21 % wrong
  when they were first held; then they taught how several months or quarters are named
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.environment import cache_folder
from benchmarks.asking import replies_to
from benchmarks.progress import bar
from benchmarks.talks import Said, Talk, read_talks
from bot import Bot, open_bot
from bot.evaluation import Verdict
from bot.model import SMALL_TALK, Reply


@dataclass(frozen=True, slots=True)
class Judged:
    said: Said
    verdict: Verdict
    repeats: bool
    """It is wrong, and says what the answer before said."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conversations", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print each turn that is not right")
    given = parser.parse_args()
    bot = open_bot(None, cache_folder())
    talks = [list(judged(bot, talk)) for talk in bar(read_talks(given.file), "conversations")]
    if given.show:
        for turns in talks:
            for one in (one for one in turns if one.verdict is not Verdict.RIGHT):
                print(f"{one.verdict}: {' / '.join(turn.said.text for turn in turns[: turns.index(one) + 1])}")
    for line in told(talks):
        print(line)


def judged(bot: Bot, talk: Talk) -> Iterator[Judged]:
    before = ""
    for said, reply in zip(talk.turns, replies_to(bot, (turn.text for turn in talk.turns)), strict=True):
        text = reply.answer.text if reply.answer else ""
        verdict = verdict_on(said, reply)
        yield Judged(said, verdict, verdict is Verdict.WRONG and text == before)
        before = text or before


def verdict_on(said: Said, reply: Reply) -> Verdict:
    """Small talk tells nothing wrong; where nothing is held, nothing is to be told. ASKED, whatever is offered."""
    answer = reply.answer
    if answer is None:
        return Verdict.RIGHT if not said.held else Verdict.ASKED if reply.choices else Verdict.MISSED
    is_right = said.is_answered_by(answer) if said.held else answer.topic == SMALL_TALK
    return Verdict.RIGHT if is_right else Verdict.WRONG


def told(talks: list[list[Judged]]) -> Iterator[str]:
    later = [one for turns in talks for one in turns[1:]]
    yield _shares("turns behind the first", Counter(one.verdict for one in later))
    for kind in dict.fromkeys(one.said.kind for one in later):
        yield _shares(f"- {kind or 'of no kind'}", Counter(one.verdict for one in later if one.said.kind == kind))
    whole = sum(all(one.verdict is Verdict.RIGHT for one in turns) for turns in talks)
    repeats = sum(one.repeats for one in later)
    yield f"whole conversations: {len(talks)}, {whole / len(talks):.0%} right; wrong answers given again: {repeats}"


def _shares(name: str, counts: Counter[Verdict]) -> str:
    total = counts.total()
    return f"{name}: {total}, " + ", ".join(f"{counts[one] / total:.0%} {one}" for one in Verdict)


if __name__ == "__main__":
    main()
