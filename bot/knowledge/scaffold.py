"""Writes a small knowledge base into an empty folder."""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.knowledge.texts import one_line, to_command
from bot.knowledge.wording import words_in
from bot.knowledge.writing.rendering import quoted
from bot.model import BotError, base_language

_MANIFEST = "knowledge.yaml"
_SMALL_TALK = "topics/smalltalk.yaml"
_README = "README.md"
_NAME, _COMMAND = "Elm Street Library", "elm-street-library"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def init_knowledge(folder: Path, *, name: str = "", subject: str = "", language: str = "en") -> tuple[Path, ...]:
    """Write a small, clean example to write over, and return its files. `name`: by default the folder's; `subject`, as
    in "I answer questions about our library": by default the name. Raises BotError if the folder is not empty, or
    `language` is no code of a language.
    """
    if not _LANGUAGE.fullmatch(language):
        raise BotError(f"{language!r} is no code of a language; write one such as en, de or zh")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is not empty" if folder.is_dir() else "is a file"
            raise BotError(f"{folder}: the folder {what}; name a new or an empty one")
        name, subject = one_line(name) or readable_name(folder.resolve().name), one_line(subject)
        starters = files("bot.knowledge") / "starter"
        own = starters / base_language(language)
        texts = dict(_texts(own if own.is_dir() else starters / "en"))
        for file, place, said in _own_words(name, subject, language):
            texts[file] = _put(said, place, texts[file], file)
        told = {
            "{folder}": folder.resolve().name,
            "{subject}": subject or name or "its subject",
            "{name}": name or _NAME,
        }
        # The bot's own name is that of whoever published what the answers are from.
        publisher = {f"publisher: {_NAME}": f"publisher: {quoted(name) if name else _NAME}"}
        for file, text in texts.items():
            for mark, own_text in (told if file == _README else publisher).items():
                text = text.replace(mark, own_text)
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


def _own_words(name: str, subject: str, language: str) -> Iterator[tuple[str, str, str]]:
    """What the example says of itself: a file, the pattern of a place in it, and what stands there instead."""
    yield _MANIFEST, r"language: \w+", f"language: {quoted(language)}"  # First: a name may say "language: ..." too.
    if name:
        yield _MANIFEST, f"name: {_NAME}", f"name: {quoted(name)}"
        yield _MANIFEST, _COMMAND, to_command(name) or _COMMAND
    if matter := subject or name:
        words = words_in(language)
        about, hello = (said.format(subject=matter) for said in (words.about_subject, words.hello_subject))
        yield _MANIFEST, r"subject: .*?(?= +#)", f"subject: {quoted(matter)}"
        yield _MANIFEST, r"about: \|\n(?:  .*\n)+", f"about: {quoted(about)}\n"
        yield _SMALL_TALK, r"answer: .*", f"answer: {quoted(hello)}"
    if subject:
        yield _MANIFEST, r"disclaimer: .*\n", ""


def _put(said: str, place: str, text: str, file: str) -> str:
    """Raises ValueError where the file of the example lacks the place."""
    text, count = re.subn(place, lambda _: said, text, count=1)
    if not count:
        raise ValueError(f"{file} of the example has no place like {place!r}")
    return text


def readable_name(folder: str) -> str:
    """Turn "corner-bakery" into "Corner Bakery"; empty where the name cannot be shown."""
    words = re.split(r"[\s_.-]+", folder)
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in words if word) if folder.isprintable() else ""
