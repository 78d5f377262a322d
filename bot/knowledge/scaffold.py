"""Writes a small knowledge base into an empty folder."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.wording import words_in
from bot.knowledge.words import kebab
from bot.model import BotError

_MANIFEST = "knowledge.yaml"
_SMALL_TALK = "topics/smalltalk.yaml"
_README = "README.md"
_NAME, _COMMAND = "Elm Street Library", "elm-street-library"
_LONGEST_COMMAND = 32
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the bot shall be; what is empty is left to the example."""

    name: str = ""
    """Left out: that of the folder."""
    subject: str = ""
    """As in "I answer questions about ..."; left out: the name."""
    language: str = "en"


def init_knowledge(folder: Path, wishes: Wishes = Wishes()) -> tuple[Path, ...]:
    """Write a small, clean example to write over, and return its files.

    Raises BotError where the folder is not empty, or the language no code of one.
    """
    if not _LANGUAGE.fullmatch(wishes.language):
        raise BotError(f"{wishes.language!r} is no code of a language; write one such as en, de or zh")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            raise BotError(f"{folder}: the folder {what}; name a new or an empty one")
        written = tuple(_copy(_starter(wishes.language), folder))
        name = " ".join(wishes.name.split()) or readable_name(folder.resolve().name)
        subject = " ".join(wishes.subject.split())
        _name(folder / _MANIFEST, name)
        _publish([file for file in written if file.suffix == ".yaml"], name)
        _describe(folder, name, subject, wishes.language)
        return written
    except OSError as error:
        reason = error.strerror or str(error)
        raise BotError(f"{folder}: the folder cannot be written: {reason}; name another one") from error


def _starter(language: str) -> Traversable:
    """The example in this language; where there is none, the English one."""
    starters = files("bot.knowledge") / "starter"
    own = starters / language.split("-")[0].casefold()
    return own if own.is_dir() else starters / "en"


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for item in sorted(source.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            written += _copy(item, target / item.name)
        else:
            (target / item.name).write_bytes(item.read_bytes())
            written.append(target / item.name)
    return written


def _name(manifest: Path, name: str) -> None:
    if not name:
        return
    text = manifest.read_text("utf-8").replace(f"name: {_NAME}", f"name: {_quoted(name)}", 1)
    command = kebab(name)[:_LONGEST_COMMAND].strip("-")
    manifest.write_text(text.replace(_COMMAND, command, 1) if command else text, "utf-8")


def _publish(files: Iterable[Path], name: str) -> None:
    """Make the bot's own name that of whoever published what the answers are from."""
    for file in files if name else ():
        text = file.read_text("utf-8").replace(f"publisher: {_NAME}", f"publisher: {_quoted(name)}")
        file.write_text(text, "utf-8")


def _describe(folder: Path, name: str, subject: str, language: str) -> None:
    matter = subject or name
    if matter:
        words = words_in(language)
        about, hello = (said.format(subject=matter) for said in (words.about_subject, words.hello_subject))
        _replace(folder / _MANIFEST, r"about: \|\n(?:  .*\n)+", f"about: {_quoted(about)}\n")
        _replace(folder / _SMALL_TALK, r"answer: .*", f"answer: {_quoted(hello)}")
    if subject:
        _replace(folder / _MANIFEST, r"disclaimer: .*\n", "")
    _replace(folder / _MANIFEST, r"language: \w+", f"language: {_quoted(language)}")
    readme = folder / _README
    text = readme.read_text("utf-8").replace("{folder}", folder.resolve().name)
    readme.write_text(text.replace("{subject}", matter or "its subject").replace("{name}", name or _NAME), "utf-8")


def _replace(file: Path, pattern: str, text: str) -> None:
    file.write_text(re.sub(pattern, lambda _: text, file.read_text("utf-8"), count=1), "utf-8")


def _quoted(text: str) -> str:
    """JSON's quotes are YAML's: a folder may be called "no" or "2026"."""
    return json.dumps(text, ensure_ascii=False)


def readable_name(folder: str) -> str:
    """Turn "corner-bakery" into "Corner Bakery"; empty where the name cannot be shown."""
    words = re.split(r"[\s_.-]+", folder)
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in words if word) if folder.isprintable() else ""
