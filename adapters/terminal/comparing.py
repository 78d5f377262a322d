"""`evbot diff`: prints the questions that two knowledge bases answer differently; exits with 1 if some get worse."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

from adapters.terminal.json_form import difference_form
from adapters.terminal.recorded import read_asked
from adapters.terminal.session import Session
from adapters.terminal.showing import indented, to_block
from bot import Bot
from bot.curating import (
    Decided,
    Difference,
    Effect,
    changed_entries,
    compare,
    in_force,
    pinned,
    stands_against,
    ways_apart,
)
from bot.knowledge import one_line
from bot.model import BotError, Reply

_TITLES = {
    Effect.WORSE: "Worse, {count} that was right before:",
    Effect.BETTER: "Better, {count} that was not right before:",
    Effect.CHANGED: "Changed, {count}:",
}


def compare_knowledge(session: Session, old: str, new: str, log: Path | None, *, by_chance: bool) -> int:
    """`by_chance`: what gets worse by chance does not count."""
    asked = read_asked(log) if log else ()
    known = _decided(session)
    # As the files say it; what was accepted beside them comes in below.
    written = [_opened(session, named) for named in (old, new)]
    pins = {**pinned(written[0], known, asked), **pinned(written[1], known, asked)}
    others = (*ways_apart(*written), *(one.text for one in asked if one.text))
    before, after = (bot.with_accepted(known.accepted(bot.knowledge)) for bot in written)
    found = compare(before, after, pins, others, session.now())
    session.write_all(map(difference_form, found), to_block(_told(found, len(pins))))
    lost = [one for one in found if one.effect is Effect.WORSE]
    return int(bool(stands_against(lost, changed_entries(*written), len(pins)) if by_chance else lost))


def _opened(session: Session, named: str) -> Bot:
    """That of a folder, or of the state that the session's folder had in a git revision. Raises BotError."""
    if Path(named).is_dir():
        return session.open_other(Path(named), named)
    folder = session.folder()
    commit = _git(folder, named, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}").strip()
    with tempfile.TemporaryDirectory(prefix="evbot-") as name:
        packed, unpacked = Path(name, "knowledge.zip"), Path(name, "knowledge")
        _git(folder, named, "archive", "--format=zip", f"--output={packed}", commit)
        with ZipFile(packed) as archive:
            archive.extractall(unpacked)
        return session.open_other(unpacked, named)


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
    return in_force(session.consult(lambda store: store.decisions()))


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
        yield indented(f"wanted: {one.pin.case.expect or 'no answer'} ({one.pin.says})")
    old, new = _answer(one.old), _answer(one.new)
    if old == new:
        old, new = _origin(one.old), _origin(one.new)
    yield indented(f"old: {old}")
    yield indented(f"new: {new}")


def _answer(reply: Reply) -> str:
    if reply.answer is not None:
        return f"{reply.answer.id}: {one_line(reply.answer.text)}"
    if reply.choices:
        return "asks back: " + ", ".join(choice.id for choice in reply.choices)
    return "no answer"


def _origin(reply: Reply) -> str:
    """The sources and the date, which are apart where the answers are the same."""
    answer = reply.answer
    if answer is None:
        return "no answer"
    sources = (" ".join(filter(None, (one.publisher, one.url, one.published))) for one in answer.sources)
    return f"{answer.id}, as of {answer.as_of or 'no date'}: {'; '.join(sources) or 'no source'}"
