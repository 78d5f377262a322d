"""What the documentation names is there: files, headings, settings, targets, commands and their options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from adapters.settings import Settings
from adapters.terminal.commands import evbot

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
GUIDES = [page for page in PAGES if page.name != "CHANGELOG.md"]
SETTINGS = {field.alias for field in Settings.model_fields.values()}
SAMPLE = ROOT / ".env.example"

_FENCED = re.compile(r"^( *)```\w*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]*))?\)")
_PATH = re.compile(r"`((?:bot|adapters|knowledge|docs|tests|benchmarks)/[\w./-]*)`")
_SETTING = re.compile(r"\b(?:EVBOT|SLACK|DISCORD)_[A-Z_]+\b")
_NOBODY = re.compile(
    r"\b(?:written|sourced|prepared) by (?:a |the )?(?:hand|human|person|people|curator)"
    r"|\b(?:people|persons?|humans?|somebody) wrote\b|\ba person will\b",
    re.IGNORECASE,
)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives them."""
    found = re.findall(r"^#+ (.+)$", _FENCED.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def code_of(page: Path) -> list[str]:
    """What stands in code: lines of blocks without their comments, and spans."""
    text = text_of(page)
    lines = [line for block in _FENCED.finditer(text) for line in block[2].splitlines()]
    return [re.sub(r"\s#.*", "", line) for line in lines] + re.findall(r"`([^`\n]+)`", _FENCED.sub("", text))


def commands_of(page: Path) -> list[str]:
    """What follows `evbot` where it is typed, up to the end of the command."""
    typed = re.compile(r"(?:^|/bin/)(?:\$ )?(?:[A-Z_]+=\S+ )*evbot(?= |$)(.*)")
    found = (typed.search(part.strip()) for code in code_of(page) for part in re.split(r"[|>&;]", code))
    return [one[1].strip() for one in found if one]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [(target, anchor) for target, anchor in _LINK.findall(text_of(page)) if "://" not in target]
    files = [((page.parent / target).resolve() if target else page, anchor) for target, anchor in links]

    assert [str(file) for file, _ in files if not file.exists()] == []
    assert [(file.name, anchor) for file, anchor in files if anchor and anchor not in headings(file)] == []


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    assert [path for path in _PATH.findall(text_of(page)) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", [*GUIDES, SAMPLE], ids=lambda page: page.name)
def test_settings_that_are_named_exist(page: Path) -> None:
    assert set(_SETTING.findall(text_of(page))) - SETTINGS == set()


def test_every_setting_stands_in_the_sample() -> None:
    assert {*re.findall(r"^# (\w+)=", text_of(SAMPLE), re.MULTILINE)} == SETTINGS


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_targets_of_make_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = {found[1] for code in code_of(page) if (found := re.match(r"(?:.*\| )?make ([a-z]+)", code))}

    assert named - targets == set()


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_commands_that_are_named_exist_with_their_options(page: Path) -> None:
    assert {typed: fault for typed in commands_of(page) if (fault := fault_of(typed))} == {}


def fault_of(typed: str) -> str:
    """What the command line cannot be read for; nothing where it can."""
    words = shlex.split(typed.replace("...", ""))
    given = [word for word in words if word.startswith("--")]
    name = next((word for word in words if word in evbot.commands), None)
    if name is None and words and not words[0].startswith("-"):
        return f"no command {words[0]}"
    command = evbot.commands[name or "chat"]
    typed_next = next((word for word in words[words.index(name) + 1 :] if word[:1].islower()), "") if name else ""
    if isinstance(command, click.Group) and typed_next and typed_next not in command.commands:
        return f"no command {name} {typed_next}"
    below = command.commands[typed_next] if isinstance(command, click.Group) and typed_next else command
    known = {option for one in (evbot, command, below) for option in options_of(one)}
    return ", ".join(option for option in given if option not in known)


def options_of(command: click.Command) -> list[str]:
    return ["--help", *(option for one in command.params for option in one.opts)]


def test_the_guides_name_every_command() -> None:
    named = {word for page in GUIDES for typed in commands_of(page) for word in typed.split()[:1]}

    assert set(evbot.commands) - named - {"chat"} == set()


@pytest.mark.parametrize(
    "file",
    [
        *GUIDES,
        *ROOT.glob("bot/knowledge/languages/*.toml"),
        *ROOT.glob("**/knowledge.yaml"),
        *ROOT.glob("benchmarks/**/*.py"),
    ],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_nothing_is_said_about_who_wrote(file: Path) -> None:
    assert _NOBODY.findall(text_of(file)) == []
