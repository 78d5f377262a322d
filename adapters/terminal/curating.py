"""`evbot curate`: lists suggestions, carries out a curator's decisions, and writes what was accepted into files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from difflib import unified_diff
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.terminal.json_form import Form, suggestion_form, whole
from adapters.terminal.missing import wrapped
from adapters.terminal.plain_text import without_control
from adapters.terminal.session import Session
from bot.curating import Collision, Kind, Review, Suggestion, Taken, Wishes, decide, decided, review
from bot.knowledge import read_text

if TYPE_CHECKING:
    from bot.knowledge.writing import Change
    from bot.memory import SqlStore

_INDENT = "   "
_KINDS = {
    Kind.ENTRY: "a new entry",
    Kind.PHRASING: "a way of asking for {entry}",
    Kind.APART: "to be told apart from {entry}",
    Kind.OUT_OF_SCOPE: "out of scope",
    Kind.STALE: "{entry} has grown old",
}


def list_suggestions(session: Session) -> int:
    async def show(_: SqlStore, seen: Review) -> int:
        session.write_all(map(suggestion_form, seen.suggestions), suggestions_text(seen.suggestions))
        return 0

    return _reviewing(session, show)


def show_suggestion(session: Session, id: str) -> int:
    async def show(_: SqlStore, seen: Review) -> int:
        one = seen.suggestion(id)
        draft = one.draft.answer if one.draft else None
        own = {"wordings": list(one.wordings), "draft": draft, "see_also": list(one.see_also)}
        session.write(suggestion_form(one) | own, "\n".join(map(wrapped, (*_told(one), *_preview(one)))))
        return 0

    return _reviewing(session, show)


def accept_suggestions(
    session: Session, ids: Sequence[str], entry: str | None, text: str | None, answer: Path | None
) -> int:
    told = read_text(answer, "name one that holds the answer") if answer else None
    wishes = Wishes(entry, text, str(answer or ""), told)

    async def accept(store: SqlStore, seen: Review) -> int:
        one = seen.joined(ids)
        taken, refused = seen.tried(one, wishes)
        if not refused:
            await decide(store, seen.accepting(one, taken, _curator(session), session.now().timestamp()))
        form = {"id": one.id, "accepted": not refused, "entry": taken.entry, "texts": taken.texts, "refused": refused}
        lines = _refusal(refused, seen) if refused else _accepted(one, taken)
        session.write(form, "\n".join(map(wrapped, lines)))
        return 1 if refused else 0

    return _reviewing(session, accept)


def reject_suggestion(session: Session, id: str) -> int:
    async def reject(store: SqlStore, seen: Review) -> int:
        one = seen.suggestion(id)
        await decide(store, seen.rejecting(one, _curator(session), session.now().timestamp()))
        told = without_control(whole(f"rejected {one.id}: {one.text}"))
        session.write({"id": one.id, "rejected": True}, told)
        return 0

    return _reviewing(session, reject)


def undo_decision(session: Session, id: str | None) -> int:
    async def undo(store: SqlStore, seen: Review) -> int:
        gone, undoing = seen.undoing(id, _curator(session), session.now().timestamp())
        await decide(store, undoing)
        what = f"{gone.suggestion}, which was {gone.verdict}, is open again"
        session.write({"id": gone.suggestion, "undone": gone.verdict}, what)
        return 0

    return _reviewing(session, undo)


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """At most 80 columns wide."""
    if not suggestions:
        return "There is nothing to decide."
    return "\n\n".join("\n".join(map(wrapped, _told(one))) for one in suggestions)


def _reviewing(session: Session, act: Callable[[SqlStore, Review], Awaitable[int]]) -> int:
    bot = session.open_bot()

    async def look(store: SqlStore) -> int:
        return await act(store, await review(store, bot, session.now().date()))

    return session.consult(look)


def _told(one: Suggestion) -> Iterator[str]:
    yield f"{one.id}  {one.text}"
    yield f"{_INDENT}{_KINDS[one.kind].format(entry=one.entry)}: {one.reason}"
    for name, texts in (("also", one.examples), ("meant", one.meant)):
        for text in texts:
            yield f"{_INDENT}{name}: {text}"
    if one.see_also:
        yield f"{_INDENT}see also: {', '.join(one.see_also)}"


def _preview(one: Suggestion) -> Iterator[str]:
    if one.nearest:
        yield f"{_INDENT}near: " + ", ".join(f"{id} ({confidence:.2f})" for id, confidence in one.nearest)
    if one.draft:
        yield f"{_INDENT}proposed: {one.draft.answer} ({one.draft.source or 'no source'}, {one.draft.as_of})"
    if one.kind is Kind.STALE:
        yield f"{_INDENT}accepting it needs --answer"
        return
    yield f"{_INDENT}accepting it takes in:" if one.wordings else f"{_INDENT}accepting it needs --text"
    for text in one.wordings:
        yield f"{_INDENT}+ {text}"


def _accepted(one: Suggestion, taken: Taken) -> Iterator[str]:
    if taken.is_renewal:
        yield f"accepted {one.id}: {taken.entry} has another {', '.join(taken.keys)} from now on"
        return
    then = f"answered by {taken.entry}" if taken.entry else "not answered"
    yield f"accepted {one.id}: from now on {then}, word for word"
    for text in taken.texts:
        yield f"{_INDENT}+ {text}"


def _refusal(refused: Sequence[Collision], seen: Review) -> Iterator[str]:
    yield "refused, and nothing was changed:"
    for one in refused:
        yield f"{_INDENT}{one.text}"
        yield f"{_INDENT}is answered by {seen.named(one.now)}: {one.reason}"
        yield f"{_INDENT}and would be by {seen.named(one.then)}"
    yield "write another wording after --text, or tell the two apart in the knowledge"


def _curator(session: Session) -> str:
    environ = session.world.environ
    name = environ.get("USER") or environ.get("USERNAME") or ""
    return f"terminal:{name}" if name else "terminal"


def export_accepted(session: Session, to: Path | None) -> int:
    from bot.curating.exporting import FolderChanges
    from bot.knowledge.writing import copy_files, write

    taken = decided(session.consult(lambda store: store.decisions())).taken
    source = session.knowledge or Path(str(files("knowledge")))
    folder = to or source
    is_new = to is not None and (not to.exists() or (to.is_dir() and not any(to.iterdir())))
    changed = FolderChanges(source if is_new else folder, taken)
    if is_new:
        copy_files(source, folder)
    write(changed.changes, folder)
    for change in changed.changes:
        session.write(_change_form(change), without_control(_diff(change)))
    for line in changed.left:
        session.world.tell(f"not written: {line}")
    if not session.as_json and not changed.changes and not changed.left:
        session.world.write_line(f"Nothing is to be written: all that was accepted stands in {folder}.")
    return 1 if changed.left else 0


def _change_form(change: Change) -> Form:
    lines = [line for line in _diff(change).split("\n")[2:] if line[:1] in ("+", "-")]
    signs = [line[0] for line in lines]
    return {"file": change.file, "added": signs.count("+"), "removed": signs.count("-")}


def _diff(change: Change) -> str:
    before, after = change.before.splitlines(), change.after.splitlines()
    return "\n".join(unified_diff(before, after, f"a/{change.file}", f"b/{change.file}", lineterm=""))
