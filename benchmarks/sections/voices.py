"""Measures how the shipped knowledge answers a folder of questions, by voice."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.environment import cache_folder
from benchmarks.asking import noon_of, replies_to
from benchmarks.judging import judge
from benchmarks.progress import bar
from benchmarks.setting import Setting
from benchmarks.tables import Row, percent, table
from bot.bot import Bot
from bot.evaluation.tally import Verdict
from bot.model import BotError
from bot.opening import open_bot

Case = dict[str, Any]

NONE = "Not measured in this run: no folder of questions was given (`EVAL=DIR`).\n"
TEXT = """\
The development sample: questions and dialogues that are looked at while the bot is improved, so these figures do not
tell how it does on others. The sample is no part of the project, and nobody without it can repeat them. A folder of
one's own *.jsonl is measured in the same way: a line each, `{{"text": ..., "must": [...], "must_not": [...]}}`,
with patterns that the answer must or must not hold ([judging.py](../benchmarks/judging.py)).

Asked of the shipped knowledge as on {day}, in per cent. Asked: the right answer is among the choices that are
offered. A dialogue is right when all of its turns are.

{files}
By voice:

{voices}"""


def measure(setting: Setting) -> str:
    if setting.questions is None:
        return NONE
    cases = cases_of(setting.questions)
    bot = open_bot(None, cache_folder())
    asked_at = noon_of(setting.asked_on)
    files: dict[str, Counter[Verdict]] = {}
    voices: dict[str, Counter[Verdict]] = {}
    for path, case in bar(cases, "questions"):
        verdict = verdict_on_turns(bot, case, asked_at)
        files.setdefault(path.stem, Counter())[verdict] += 1
        if case.get("style"):
            voices.setdefault(case["style"], Counter())[verdict] += 1
    return TEXT.format(day=setting.asked_on, files=_table(files), voices=_table(voices))


def verdict_on_turns(bot: Bot, case: Case, asked_at: datetime) -> Verdict:
    """Wrong where a turn of the dialogue is, else as the first turn that is not right."""

    def text_of(entry: str) -> str:
        return answer.text if (answer := bot.show(entry)) else ""

    turns = case.get("turns", [case])
    replies = replies_to(bot, (" ".join(turn["text"].split()) or "?" for turn in turns), asked_at)
    verdicts = [judge(turn, reply, text_of) for turn, reply in zip(turns, replies, strict=True)]
    if Verdict.WRONG in verdicts:
        return Verdict.WRONG
    return next((verdict for verdict in verdicts if verdict is not Verdict.RIGHT), Verdict.RIGHT)


def cases_of(folder: Path) -> list[tuple[Path, Case]]:
    """Raises BotError."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise BotError(f"{folder}: no *.jsonl in it; name a folder of questions")
    cases = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                case = json.loads(line)
            except ValueError as error:
                raise BotError(f"{path}:{number}: no JSON; write one object a line") from error
            turns = case.get("turns", [case]) if isinstance(case, dict) else [case]
            if not turns or not all(isinstance(turn, dict) and isinstance(turn.get("text"), str) for turn in turns):
                raise BotError(f'{path}:{number}: no question; write {{"text": "...", "must": ["..."]}}')
            cases.append((path, case))
    return cases


def _table(groups: dict[str, Counter[Verdict]]) -> str:
    rows: list[Row] = [
        [name, counts.total(), *(percent(counts[verdict] / counts.total()) for verdict in Verdict)]
        for name, counts in groups.items()
    ]
    return table(["", "n", *(verdict.value for verdict in Verdict)], rows)
