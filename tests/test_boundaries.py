"""What keeps the house in shape: which library each part loads, and that no code names the subject."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
UNDECLARED = ("bot", "adapters", "knowledge", "slack_sdk")
"""Our own, and what another library is made of."""
CODE = ("bot/**/*.py", "adapters/**/*.py")

PLATFORMS = ("discord", "slack_bolt", "slack_sdk", "aiohttp")
TERMINALS = ("click", "rich", "prompt_toolkit", "platformdirs", "pydantic", "dotenv")
CASES = str(ROOT / "knowledge/cases/cars.yaml")
COMPILERS = ("sklearn", "scipy", "matplotlib", "sqlalchemy")

ROOMS = {
    "bot.matching": ("language", "index", "ranking", "learning"),
    "bot.conversation.queries": ("words", "held", "of_rows", "over_time"),
    "bot.replies": (
        "figure_text",
        "deciding",
        "figure_queries",
        "weighing",
        "counting",
        "units",
        "turns",
        "writing",
    ),
}
"""The packages of a group that has some; each imports only from itself and from those before it."""
_IMPORTED = re.compile(r"^\s*from (bot\.\w[\w.]*) import|^\s*import (bot\.\w[\w.]*)", re.MULTILINE)

DOORS = {
    "conversation": ("replies", "the replies weigh a turn part by part, as it was read"),
    "figures": ("conversation replies", "a question about figures is read, computed and told in the same terms"),
    "knowledge": ("conversation figures replies", "a start loads only the parts that an answer needs"),
    "knowledge.reading": ("evaluation importing", "the nodes of a file are the types in which a format is read"),
    "knowledge.writing": ("adapters curating growing importing", "it loads YAML, which an answer does without"),
    "curating.exporting": ("adapters", "it loads YAML, which an answer does without"),
    "matching.compiling": ("adapters opening", "it loads what learns, which an answer does without"),
    "memory.store": ("adapters", "it loads SQLAlchemy, which a command without a database does without"),
}
"""Modules that other groups import beside the faces: which groups may, and why."""

_DECLARED = r"(?<![a-z-])(?:{})s?(?![a-z-])"
_SUBJECT = r"xiaomi|\b(su|yu)7|\bbyd\b|tesla|lei[ -]jun|小米"

# Runs the command in this process and tells on standard error, last, what was loaded by then.
_LISTENING = """
import json, sys
from adapters.__main__ import main
try:
    main()
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
_IMPORTING_ALL = """
import importlib, json, pkgutil, sys
import bot
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    importlib.import_module(module.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(environment: dict[str, str], *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LISTENING, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def imported_by(file: Path) -> set[str]:
    """The modules of `bot` that a file imports, as "bot.matching.compiling"."""
    return {one or other for one, other in _IMPORTED.findall(file.read_text(encoding="utf-8"))}


def group_of(file: Path) -> str:
    first, second = file.relative_to(ROOT).parts[:2]
    return second.removesuffix(".py") if first == "bot" else first


def test_a_group_is_imported_by_its_face_or_a_declared_door() -> None:
    files = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")]
    beside = {
        (name.removeprefix("bot."), group_of(file))
        for file in files
        for name in imported_by(file)
        if name.count(".") > 1 and name.split(".")[1] != group_of(file)
    }
    through = {
        (door, group): [name for name, by in beside if by == group and f"{name}.".startswith(f"{door}.")]
        for door, (groups, _) in DOORS.items()
        for group in groups.split()
    }

    assert beside - {(name, group) for (_, group), names in through.items() for name in names} == set()
    assert [door for door, names in through.items() if not names] == []


def picture() -> list[list[str]]:
    """The rooms of `bot/` as docs/architecture.md draws them, line by line, the highest first."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = page.split("Within `bot/`", 1)[1].split("```")[1]
    return [[name.removesuffix(".py") for name in line.split("|")[0].split()] for line in drawn.strip().splitlines()]


def test_the_picture_shows_the_rooms_that_there_are() -> None:
    rooms = {path.parent.name for path in ROOT.glob("bot/*/__init__.py")} | {
        path.stem for path in ROOT.glob("bot/*.py")
    }

    assert sorted(name for line in picture() for name in line) == sorted(rooms - {"__init__"})


def test_each_room_imports_only_what_stands_below_it() -> None:
    height = {name: -at for at, line in enumerate(picture()) for name in line}
    wrong = [
        f"{file.relative_to(ROOT)}: {other or 'bot'}"
        for file in ROOT.glob("bot/**/*.py")
        if (room := file.relative_to(ROOT / "bot").parts[0].removesuffix(".py")) != "__init__"
        for other in re.findall(r"^\s*from bot(?:\.(\w+)\S*)? import", file.read_text(encoding="utf-8"), re.MULTILINE)
        if (other or "opening") != room and height[other or "opening"] >= height[room]
    ]

    assert wrong == []


@pytest.mark.parametrize(("group", "room"), [(group, room) for group, rooms in ROOMS.items() for room in rooms])
def test_a_room_of_a_group_imports_only_those_before_it(group: str, room: str) -> None:
    files = (ROOT / group.replace(".", "/") / room).glob("*.py")
    names = {name for file in files for name in imported_by(file) if name.startswith(f"{group}.")}
    imported = {name.removeprefix(f"{group}.").partition(".")[0] for name in names}

    assert room in imported
    assert imported <= set(ROOMS[group][: ROOMS[group].index(room) + 1])


def test_the_core_loads_no_platform_and_no_terminal() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTING_ALL], capture_output=True, text=True, check=True)

    assert set(json.loads(done.stdout)).isdisjoint({*PLATFORMS, *TERMINALS, "adapters"})


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        pytest.param(["--help"], (*PLATFORMS, *COMPILERS, "rich", "prompt_toolkit", "pydantic"), id="help"),
        pytest.param(
            ["ask", "su7 ultra range in miles"],
            (*PLATFORMS, *COMPILERS, "snowballstemmer", "rich", "prompt_toolkit", "pydantic"),
            id="ask",
        ),
        pytest.param(["check"], (*PLATFORMS, *COMPILERS, "rich", "prompt_toolkit", "pydantic"), id="check"),
        pytest.param(["chat"], (*PLATFORMS, *COMPILERS, "rich", "prompt_toolkit", "pydantic"), id="chat"),
        pytest.param(["eval", CASES], (*PLATFORMS, *COMPILERS, "rich", "prompt_toolkit", "pydantic"), id="eval"),
        pytest.param(["topics"], (*PLATFORMS, *COMPILERS, "rich", "prompt_toolkit", "pydantic"), id="topics"),
    ],
)
def test_a_command_loads_only_what_it_uses(
    arguments: list[str], unused: tuple[str, ...], environment: dict[str, str]
) -> None:
    loaded_by(environment, *arguments)  # Compiles the index, if nobody has yet.

    loaded = loaded_by(environment, *arguments)

    assert not loaded & set(unused)


def naming(pattern: str, *globs: str) -> list[str]:
    """The files of the code in which the pattern is found."""
    files = {file for glob in globs for file in ROOT.glob(glob) if "__pycache__" not in file.parts}
    found = re.compile(pattern, re.IGNORECASE)
    return sorted(str(file.relative_to(ROOT)) for file in files if found.search(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "knowledge" / "vocabulary.yaml").read_text(encoding="utf-8"))
    return loaded


def test_no_file_of_the_code_names_the_subject() -> None:
    assert naming(_SUBJECT, "bot/**/*.*", "adapters/**/*.*") == []


def test_no_code_knows_what_the_shipped_figures_count() -> None:
    assert naming(r"\b(?:cars?|vehicles?)\b", *CODE) == []


def test_the_words_of_english_are_none_of_the_shipped_subject(vocabulary: dict[str, Any]) -> None:
    own = {word for texts in vocabulary["cues"].values() for text in texts for word in re.findall(r"[a-z]+", text)}
    own -= {"how", "many", "each", "every", "all", "the", "which", "than", "then", "growth", "good", "time", "speed"}

    assert {"cars", "trims", "outrun", "vmax"} <= own
    assert naming(rf"\b(?:{'|'.join(sorted(own))})\b", "bot/*/languages/en.toml") == []


def test_no_code_names_a_kind_that_the_shipped_knowledge_declares(vocabulary: dict[str, Any]) -> None:
    kinds = vocabulary["kinds"]

    assert {"trim", "generation"} <= kinds.keys()
    assert naming(_DECLARED.format("|".join(kinds)), *CODE) == []


def test_every_library_that_is_imported_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower().replace("_", "-") for one in declared}
    code = [file.read_text(encoding="utf-8") for glob in CODE for file in ROOT.glob(glob)]
    imported = {
        name for text in code for name in re.findall(r"^\s*(?:from|import) (\w+)[\w.]*(?: |$)", text, re.MULTILINE)
    }
    installed = packages_distributions()
    brought = {name: {one.lower().replace("_", "-") for one in installed[name]} for name in imported & installed.keys()}

    assert {"numpy", "yaml", "discord"} <= brought.keys()
    assert [name for name, wheels in brought.items() if name not in UNDECLARED and not wheels & names] == []


@pytest.mark.parametrize("library", [*PLATFORMS, *TERMINALS, "adapters"])
def test_the_linter_refuses_a_forbidden_import_in_the_core(library: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "bot/example.py", "-"],
        input=f"import {library}.part\n\n{library}.part.run()\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert "TID251" in done.stdout
