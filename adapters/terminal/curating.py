"""`evbot curate`: lists suggestions, and carries out the decisions of a curator."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.control import without_control
from adapters.terminal.blocks import indented, to_block
from adapters.terminal.json_form import suggestion_form, without_half_characters
from adapters.terminal.session import Session
from bot.curating import Collision, Kind, Review, Suggestion, Taken, Wishes, read_review, store_decision
from bot.knowledge import read_text

if TYPE_CHECKING:
    from bot.memory import SqlStore

_KINDS = {
    Kind.ENTRY: "a new entry",
    Kind.PHRASING: "a way of asking for {entry}",
    Kind.APART: "to be told apart from {entry}",
    Kind.OUT_OF_SCOPE: "out of scope",
    Kind.STALE: "{entry} has grown old",
}


def list_suggestions(session: Session) -> int:
    async def show(_: SqlStore, review: Review) -> int:
        session.write_all(map(suggestion_form, review.suggestions), suggestions_text(review.suggestions))
        return 0

    return _reviewing(session, show)


def show_suggestion(session: Session, id: str) -> int:
    async def show(_: SqlStore, review: Review) -> int:
        one = review.suggestion(id)
        draft = one.draft.answer if one.draft else None
        details = {"wordings": list(one.wordings), "draft": draft, "see_also": list(one.see_also)}
        session.write(suggestion_form(one) | details, to_block((*_told(one), *_preview(one))))
        return 0

    return _reviewing(session, show)


def accept_suggestions(
    session: Session, ids: Sequence[str], entry: str | None, text: str | None, answer: Path | None
) -> int:
    told = read_text(answer, "name one that holds the answer") if answer else None
    wishes = Wishes(entry, text, str(answer or ""), told)

    async def accept(store: SqlStore, review: Review) -> int:
        one = review.joined(ids)
        taken, refused = review.tried(one, wishes)
        if not refused:
            await store_decision(store, review.accepting(one, taken, _curator(session), session.now().timestamp()))
        form = {"id": one.id, "accepted": not refused, "entry": taken.entry, "texts": taken.texts, "refused": refused}
        lines = _refusal(refused, review) if refused else _accepted(one, taken)
        session.write(form, to_block(lines))
        return 1 if refused else 0

    return _reviewing(session, accept)


def reject_suggestion(session: Session, id: str) -> int:
    async def reject(store: SqlStore, review: Review) -> int:
        one = review.suggestion(id)
        await store_decision(store, review.rejecting(one, _curator(session), session.now().timestamp()))
        told = without_control(without_half_characters(f"rejected {one.id}: {one.text}"))
        session.write({"id": one.id, "rejected": True}, told)
        return 0

    return _reviewing(session, reject)


def undo_decision(session: Session, id: str | None) -> int:
    async def undo(store: SqlStore, review: Review) -> int:
        gone, undoing = review.undoing(id, _curator(session), session.now().timestamp())
        await store_decision(store, undoing)
        what = f"{gone.suggestion}, which was {gone.verdict}, is open again"
        session.write({"id": gone.suggestion, "undone": gone.verdict}, what)
        return 0

    return _reviewing(session, undo)


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """At most 80 columns wide."""
    if not suggestions:
        return "There is nothing to decide."
    return "\n\n".join(to_block(_told(one)) for one in suggestions)


def _reviewing(session: Session, act: Callable[[SqlStore, Review], Awaitable[int]]) -> int:
    bot = session.open_bot()

    async def look(store: SqlStore) -> int:
        return await act(store, await read_review(store, bot, session.now().date()))

    return session.consult(look)


def _told(one: Suggestion) -> Iterator[str]:
    yield f"{one.id}  {one.text}"
    yield indented(f"{_KINDS[one.kind].format(entry=one.entry)}: {one.reason}")
    for name, texts in (("also", one.examples), ("meant", one.meant)):
        for text in texts:
            yield indented(f"{name}: {text}")
    if one.see_also:
        yield indented(f"see also: {', '.join(one.see_also)}")


def _preview(one: Suggestion) -> Iterator[str]:
    if one.nearest:
        yield indented("near: " + ", ".join(f"{id} ({confidence:.2f})" for id, confidence in one.nearest))
    if one.draft:
        yield indented(f"proposed: {one.draft.answer} ({one.draft.source or 'no source'}, {one.draft.as_of})")
    if one.kind is Kind.STALE:
        yield indented("accepting it needs --answer")
        return
    yield indented("accepting it takes in:" if one.wordings else "accepting it needs --text")
    for text in one.wordings:
        yield indented(f"+ {text}")


def _accepted(one: Suggestion, taken: Taken) -> Iterator[str]:
    if taken.is_renewal:
        yield f"accepted {one.id}: {taken.entry} has another {', '.join(taken.keys)} from now on"
        return
    then = f"answered by {taken.entry}" if taken.entry else "not answered"
    yield f"accepted {one.id}: from now on {then}, word for word"
    for text in taken.texts:
        yield indented(f"+ {text}")


def _refusal(refused: Sequence[Collision], review: Review) -> Iterator[str]:
    yield "refused, and nothing was changed:"
    for one in refused:
        yield indented(one.text)
        yield indented(f"is answered by {review.named(one.now)}: {one.reason}")
        yield indented(f"and would be by {review.named(one.then)}")
    yield "write another wording after --text, or tell the two apart in the knowledge"


def _curator(session: Session) -> str:
    environ = session.world.environ
    name = environ.get("USER") or environ.get("USERNAME") or ""
    return f"terminal:{name}" if name else "terminal"
