"""Reads test cases from YAML or JSONL files."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bot.bot import Bot
from bot.knowledge import Report, read_foreign_case, read_json, read_text, read_yaml
from bot.knowledge.reading.nodes import Mapping, Sequence
from bot.model import BotError, Case, Place


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read `cases:` of YAML, or {"text", "expect", ...} a line of JSONL; a folder gives the cases of all its files.

    Raises BotError, which names the file, the line and the remedy.
    """
    if path.is_dir():
        # A .json in a folder is mostly one document, such as a report; of one that is named, lines are expected.
        files = sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml", ".jsonl"))
        return tuple(case for file in files for case in load_cases(file))
    text = read_text(path, "name a file of cases")
    return tuple(_lines(path, text) if path.suffix in (".jsonl", ".json") else _document(path, text))


def check_known(cases: Iterable[Case], bot: Bot) -> None:
    """Raises BotError for the first case that expects an id which the bot does not have."""
    for case in cases:
        if case.expect is not None and bot.show(case.expect) is None:
            name = bot.knowledge.manifest.name
            raise BotError(
                f"{case.place}: {name} has no entry {case.expect!r};"
                " mend the id, or name the knowledge that the cases are for after --knowledge"
            )


def _lines(path: Path, text: str) -> Iterator[Case]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            report, place = Report(), Place(str(path), number)
            case = read_foreign_case(read_json(line, report), report, is_json=True)
            report.refuse(place=place)
            if case is not None:
                yield replace(case, place=place)


def _document(path: Path, text: str) -> Iterable[Case]:
    report = Report(str(path))
    root = read_yaml(text, report)
    keys = {key.text: value for key, value in root.pairs} if isinstance(root, Mapping) else {}
    held = keys.get("cases")
    nodes = held.items if isinstance(held, Sequence) else ()
    cases = [read_foreign_case(node, report, is_json=False) for node in nodes]
    report.refuse()
    if not isinstance(held, Sequence):
        raise BotError(f"{path}:1: holds no cases; write `cases:` and a list of text and expect below it")
    return (case for case in cases if case)
