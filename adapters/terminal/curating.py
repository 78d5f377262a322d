"""`evbot curate`: lists suggestions, carries out a curator's decisions, and writes what was accepted into files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.markdown import without_control
from adapters.terminal.json_form import suggestion_form, without_half_characters
from adapters.terminal.session import Session
from adapters.terminal.showing import indented, near_entries, to_block, wordings
from bot.curating import Collision, Kind, Review, Suggestion, Taken, Wishes, in_force, read_review, store_decision
from bot.knowledge import read_text
from bot.model import BotError

if TYPE_CHECKING:
    from bot.knowledge.writing import Change
    from bot.memory import Decision

_KINDS = {
    Kind.ENTRY: "a new entry",
    Kind.PHRASING: "a way of asking for {entry}",
    Kind.APART: "to be told apart from {entry}",
    Kind.OUT_OF_SCOPE: "out of scope",
    Kind.STALE: "{entry} has grown old",
}


def list_suggestions(session: Session) -> int:
    suggestions = _review(session).suggestions
    text = "\n\n".join(to_block(_told(one)) for one in suggestions) or "There is nothing to decide."
    session.write_all(map(suggestion_form, suggestions), text)
    return 0


def show_suggestion(session: Session, id: str) -> int:
    one = _review(session).suggestion(id)
    draft = one.draft.answer if one.draft else None
    details = {"wordings": list(one.wordings), "draft": draft, "see_also": list(one.see_also)}
    session.write(suggestion_form(one) | details, to_block((*_told(one), *_preview(one))))
    return 0


def accept_suggestions(
    session: Session, ids: Sequence[str], entry: str | None, text: str | None, answer: Path | None
) -> int:
    told = read_text(answer, "name one that holds the answer") if answer else None
    review = _review(session)
    one = review.joined(ids)
    try:
        taken, refused = review.tried(one, Wishes.typed(entry, text, str(answer or ""), told))
    except BotError as error:
        raise BotError(f"{error} (options: --entry ID, --text TEXT, --answer FILE)") from error
    if not refused:
        _store(session, review.accepting(one, taken, _curator(session), session.now().timestamp()))
    form = {"id": one.id, "accepted": not refused, "entry": taken.entry, "texts": taken.texts, "refused": refused}
    session.write(form, to_block(_refusal(refused, review) if refused else _accepted(one, taken)))
    return 1 if refused else 0


def reject_suggestion(session: Session, id: str) -> int:
    review = _review(session)
    one = review.suggestion(id)
    _store(session, review.rejecting(one, _curator(session), session.now().timestamp()))
    told = without_control(without_half_characters(f"rejected {one.id}: {one.text}"))
    session.write({"id": one.id, "rejected": True}, told)
    return 0


def undo_decision(session: Session, id: str | None) -> int:
    gone, undoing = _review(session).undoing(id, _curator(session), session.now().timestamp())
    _store(session, undoing)
    told = f"{gone.suggestion}, which was {gone.verdict}, is open again"
    session.write({"id": gone.suggestion, "undone": gone.verdict}, told)
    return 0


def export_accepted(session: Session, to: Path | None) -> int:
    """To another folder, where `to` names one: a copy is made where it is empty or not there yet."""
    from bot.curating.exporting import export
    from bot.knowledge.writing import copy_files, write

    taken = in_force(session.consult(lambda store: store.decisions())).taken
    source = session.folder()
    folder = to or source
    is_new = to is not None and (not to.exists() or (to.is_dir() and not any(to.iterdir())))
    changes, left = export(source if is_new else folder, taken)
    if is_new:
        copy_files(source, folder)
    write(changes, folder)
    for change in changes:
        _write_change(session, change)
    for line in left:
        session.world.tell(f"not written: {line}")
    if not session.as_json and not changes and not left:
        session.world.write_line(f"Nothing is to be written: all that was accepted stands in {folder}.")
    return 1 if left else 0


def _write_change(session: Session, change: Change) -> None:
    before, after = change.before.splitlines(), change.after.splitlines()
    same = sum(block.size for block in SequenceMatcher(None, before, after).get_matching_blocks())
    form = {"file": change.file, "added": len(after) - same, "removed": len(before) - same}
    diff = unified_diff(before, after, f"a/{change.file}", f"b/{change.file}", lineterm="")
    session.write(form, without_control("\n".join(diff)))


def _review(session: Session) -> Review:
    bot = session.open_bot()
    return session.consult(lambda store: read_review(store, bot, session.now().date()))


def _store(session: Session, decision: Decision) -> None:
    session.consult(lambda store: store_decision(store, decision))


def _told(one: Suggestion) -> Iterator[str]:
    yield f"{one.id}  {one.text}"
    yield indented(f"{_KINDS[one.kind].format(entry=one.entry)}: {one.reason}")
    yield from wordings(one.examples, one.meant)
    if one.see_also:
        yield indented(f"see also: {', '.join(one.see_also)}")


def _preview(one: Suggestion) -> Iterator[str]:
    yield from near_entries(one.nearest)
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
