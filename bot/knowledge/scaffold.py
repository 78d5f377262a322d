"""Writes a small knowledge base into an empty folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.texts import to_command
from bot.knowledge.wording import words_in
from bot.knowledge.writing.rendering import quoted
from bot.model import BotError, base_language

_MANIFEST = "knowledge.yaml"
_SMALL_TALK = "topics/smalltalk.yaml"
_README = "README.md"
_NAME, _COMMAND = "Elm Street Library", "elm-street-library"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the bot shall be; an empty field is left to the example."""

    name: str = ""  # Left out: that of the folder.
    subject: str = ""  # As in "I answer questions about our library"; left out: the name.
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
        name = " ".join(wishes.name.split()) or readable_name(folder.resolve().name)
        starters = files("bot.knowledge") / "starter"
        own = starters / base_language(wishes.language)
        texts = dict(_texts(own if own.is_dir() else starters / "en"))
        _describe(texts, folder, name, " ".join(wishes.subject.split()), wishes.language)
        for file, text in texts.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(text.encode())
        return tuple(folder / file for file in texts)
    except OSError as error:
        raise cannot_write(folder, error) from error


def cannot_write(folder: Path, error: OSError) -> BotError:
    return BotError(f"{folder}: the folder cannot be written: {error.strerror or error}; name another one")


def _texts(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Of its files, by their names."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _texts(item, f"{above}{item.name}/")
        else:
            yield above + item.name, item.read_bytes().decode()


def _describe(texts: dict[str, str], folder: Path, name: str, subject: str, language: str) -> None:
    """Replace what the example says of itself. Raises ValueError where a text of it lacks such a place."""

    def put(file: str, pattern: str, text: str) -> None:
        texts[file], count = re.subn(pattern, lambda _: text, texts[file], count=1)
        if not count:
            raise ValueError(f"{file} of the example has no place like {pattern!r}")

    if name:
        put(_MANIFEST, f"name: {_NAME}", f"name: {quoted(name)}")
        put(_MANIFEST, _COMMAND, to_command(name) or _COMMAND)
        # The bot's own name is that of whoever published what the answers are from.
        for file in [file for file in texts if file.endswith(".yaml")]:
            texts[file] = texts[file].replace(f"publisher: {_NAME}", f"publisher: {quoted(name)}")
    matter = subject or name
    if matter:
        words = words_in(language)
        about, hello = (said.format(subject=matter) for said in (words.about_subject, words.hello_subject))
        put(_MANIFEST, r"subject: .*?(?= +#)", f"subject: {quoted(matter)}")
        put(_MANIFEST, r"about: \|\n(?:  .*\n)+", f"about: {quoted(about)}\n")
        put(_SMALL_TALK, r"answer: .*", f"answer: {quoted(hello)}")
    if subject:
        put(_MANIFEST, r"disclaimer: .*\n", "")
    put(_MANIFEST, r"language: \w+", f"language: {quoted(language)}")
    told = {"{folder}": folder.resolve().name, "{subject}": matter or "its subject", "{name}": name or _NAME}
    for mark, text in told.items():
        texts[_README] = texts[_README].replace(mark, text)


def readable_name(folder: str) -> str:
    """Turn "corner-bakery" into "Corner Bakery"; empty where the name cannot be shown."""
    words = re.split(r"[\s_.-]+", folder)
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in words if word) if folder.isprintable() else ""
