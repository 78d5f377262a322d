"""Reads test cases from YAML or JSONL files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.bot import Bot
from bot.model import BotError, Case, Operation, Place, read_text


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read `cases:` of YAML, or {"text", "expect", ...} a line of JSONL; a folder gives the cases of all its files.

    Raises BotError, which names the file, the line and the remedy.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml", ".jsonl"))
        return tuple(case for file in files for case in load_cases(file))
    text = read_text(path, "name a file of cases")
    return _lines(path, text) if path.suffix in (".jsonl", ".json") else _document(path, text)


def check_known(cases: Iterable[Case], bot: Bot) -> None:
    """Raises BotError for the first case that expects an id which the bot does not have."""
    for case in cases:
        if case.expect is not None and bot.show(case.expect) is None:
            name = bot.knowledge.manifest.name
            raise BotError(
                f"{case.place}: {name} has no entry {case.expect!r};"
                " mend the id, or name the knowledge that the cases are for after --knowledge"
            )


def _lines(path: Path, text: str) -> tuple[Case, ...]:
    cases = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line), path, number))
            except (ValueError, RecursionError) as error:
                raise BotError(f"{path}:{number}: is not JSON; write one object a line") from error
    return tuple(cases)


def _document(path: Path, text: str) -> tuple[Case, ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        document = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BotError(f"{path}:{line}: is not YAML; write `cases:` and a list below it") from error
    finally:
        loader.dispose()
    cases = document.get("cases") if isinstance(document, dict) else None
    if node is None or not isinstance(cases, list):
        raise BotError(f"{path}:1: holds no cases; write `cases:` and a list of text and expect below it")
    items = next(value.value for key, value in node.value if key.value == "cases")
    return tuple(_case(case, path, item.start_mark.line + 1) for case, item in zip(cases, items, strict=True))


def _case(given: Any, path: Path, line: int) -> Case:
    where = f"{path}:{line}"
    if not isinstance(given, dict) or not isinstance(given.get("text"), str) or "expect" not in given:
        raise BotError(f"{where}: a case lacks text or expect; write {{text: ..., expect: id or null}}")
    if given["expect"] is not None and not isinstance(given["expect"], str):
        raise BotError(f"{where}: expect is no id; write the id of an entry, or null")
    return Case(given["text"], given["expect"], Place(str(path), line), _operation(given, where), _result(given, where))


def _operation(given: Mapping[str, Any], where: str) -> Operation | None:
    named = given.get("operation")
    if named is None or named in tuple(Operation):
        return Operation(named) if named else None
    raise BotError(f"{where}: operation is {named!r}; write one of: {', '.join(Operation)}")


def _result(given: Mapping[str, Any], where: str) -> float | str | tuple[str, ...] | None:
    result = given.get("result")
    if isinstance(result, (int, float)) and not isinstance(result, bool):
        return float(result)
    if result is None or isinstance(result, str):
        return result
    if isinstance(result, list) and all(isinstance(one, str) for one in result):
        return tuple(result)
    raise BotError(f"{where}: result is no figure; write a number, a label or a list of labels")
