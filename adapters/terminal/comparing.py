"""`evbot diff`: prints the questions that two knowledge bases answer differently; exits with 1 if some get worse."""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

from adapters.terminal.json_form import difference_form
from adapters.terminal.missing import wrapped
from adapters.terminal.session import Session
from bot import Bot
from bot.curating import Decided, Difference, Effect, compare, decided, pinned, stands_against, touched, ways_apart
from bot.knowledge import read_text
from bot.memory import Asked
from bot.model import BotError, Reply

_INDENT = "   "
_TITLES = {
    Effect.WORSE: "Worse, {count} that was right before:",
    Effect.BETTER: "Better, {count} that was not right before:",
    Effect.CHANGED: "Changed, {count}:",
}


def compare_knowledge(session: Session, old: str, new: str, log: Path | None, *, by_chance: bool) -> int:
    """`by_chance`: what gets worse by chance does not count."""
    asked = _logged(log) if log else ()
    known = _decided(session)
    before, after = (_opened(session, named) for named in (old, new))
    pins = {**pinned(before, known, asked), **pinned(after, known, asked)}
    others = (*ways_apart(before, after), *(one.text for one in asked if one.text))
    edited = touched(before, after)
    before, after = (bot.with_accepted(known.accepted(bot.knowledge)) for bot in (before, after))
    found = compare(before, after, pins, others, session.now())
    session.write_all(map(difference_form, found), "\n".join(map(wrapped, _told(found, len(pins)))))
    lost = [one for one in found if one.effect is Effect.WORSE]
    return int(bool(stands_against(lost, edited, len(pins)) if by_chance else lost))


def _opened(session: Session, named: str) -> Bot:
    here = session.knowledge or Path(str(files("knowledge")))
    with _knowledge_at(named, here) as folder:
        return session.open_other(folder, named)


@contextmanager
def _knowledge_at(named: str, folder: Path) -> Iterator[Path]:
    """Yield a folder as it is; of a git revision, unpack its state of `folder` into a temporary one.

    Raises BotError.
    """
    if Path(named).is_dir():
        yield Path(named)
        return
    commit = _git(folder, named, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}").strip()
    with tempfile.TemporaryDirectory(prefix="evbot-") as name:
        packed, unpacked = Path(name, "knowledge.zip"), Path(name, "knowledge")
        _git(folder, named, "archive", "--format=zip", f"--output={packed}", commit)
        with ZipFile(packed) as archive:
            archive.extractall(unpacked)
        yield unpacked


def _git(folder: Path, named: str, *arguments: str) -> str:
    try:
        # Inside the folder, so that only what lies below it counts.
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        raise BotError(
            f"{named} is neither a folder nor a git revision that holds {folder};"
            " name a folder of knowledge, or a branch, tag or commit, as in `evbot diff main HEAD`"
        ) from None
    return done.stdout


def _decided(session: Session) -> Decided:
    """Nothing where nothing was recorded."""
    from bot.memory.store import sqlite_file

    file = sqlite_file(session.database_url())
    if file is not None and not file.exists():
        return Decided()
    return decided(session.consult(lambda store: store.decisions()))


def _logged(path: Path) -> tuple[Asked, ...]:
    """As `evbot log --export` writes it."""
    lines = read_text(path, f"write one with `evbot log --export {path}`").split("\n")
    return tuple(_one(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _one(line: str, where: str) -> Asked:
    try:
        form = json.loads(line)
        votes = form["votes"]
        text, id, good, bad = form["text"], form["id"], int(votes["good"]), int(votes["bad"])
        if not (isinstance(text, str | None) and isinstance(id, str | None)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BotError(f"{where}: is no recorded question; write the file with `evbot log --export`") from None
    return Asked(text, "", id, 0.0, good, bad)


def _told(found: Sequence[Difference], pins: int) -> Iterator[str]:
    worse = sum(one.effect is Effect.WORSE for one in found)
    yield f"{pins} questions that have a right answer were asked of both: {worse} got worse."
    for effect, title in _TITLES.items():
        these = [one for one in found if one.effect is effect]
        if these:
            yield ""
            yield title.format(count=len(these))
        for one in these:
            yield ""
            yield from _block(one)


def _block(one: Difference) -> Iterator[str]:
    yield one.question
    if one.pin is not None:
        yield f"{_INDENT}wanted: {one.pin.case.expect or 'no answer'} ({one.pin.says})"
    old, new = _answer(one.old), _answer(one.new)
    if old == new:
        old, new = _origin(one.old), _origin(one.new)
    yield f"{_INDENT}old: {old}"
    yield f"{_INDENT}new: {new}"


def _answer(reply: Reply) -> str:
    if reply.answer is not None:
        return f"{reply.answer.id}: {' '.join(reply.answer.text.split())}"
    if reply.choices:
        return "asks back: " + ", ".join(choice.id for choice in reply.choices)
    return "no answer"


def _origin(reply: Reply) -> str:
    """Where the answers are the same, but not what they rest on."""
    answer = reply.answer
    if answer is None:
        return "no answer"
    sources = (" ".join(filter(None, (one.publisher, one.url, one.published))) for one in answer.sources)
    return f"{answer.id}, as of {answer.as_of or 'no date'}: {'; '.join(sources) or 'no source'}"
