"""Takes answers that moderators propose, from somebody's message to a draft for a curator to decide about."""

import re
from collections.abc import Callable, Mapping

from bot.curating import Draft, propose_draft
from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import StoreError, redacted
from bot.model import BotError
from bot.pages.page import Field, Form, Page, Visit
from bot.pages.suggested import ANSWER, LONGEST_ANSWER, SOURCE, Do

_QUESTION = "question"  # A field of a proposal; the others are called as in a curator's form.

_LINK = re.compile(r"\[([^\[\]]++)\]\(([^()\s]++)\)")
_MARK = re.compile(r"[*`]|~~")


def is_proposal(button: Button) -> bool:
    """Whether the button sends a proposal, which depends on the rights of the sender."""
    return button.action is Action.CURATE and button.argument == Do.PROPOSE


class Proposing:
    def __init__(self, desk: Desk, is_curator: Callable[[Visit], bool]) -> None:
        """Like moderators, curators may propose."""
        self._desk, self._words, self._is_curator = desk, desk.words, is_curator

    async def form(self, text: str, visit: Visit, question: str = "") -> Page | Form:
        """Return a form for somebody's message, which replied to `question`, if that is known."""
        words = self._words
        if not self._may_propose(visit):
            return Page(lead=words.not_moderator, private=True)
        if not text.strip():
            return Page(lead=words.no_text, private=True)
        kept = "\n".join(map(_redacted_markdown, text.split("\n")))
        fields = (
            Field(_QUESTION, words.draft_question, value=redacted(question)),
            Field(ANSWER, words.draft_answer, longest=LONGEST_ANSWER, value=kept),
            Field(SOURCE, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.draft_form, to_identifier(Button(Action.CURATE, "", Do.PROPOSE)), fields, words.meant_send)

    async def submit(self, typed: Mapping[str, str], visit: Visit) -> Page:
        """Store the draft, and tell the proposer."""
        return Page(lead=await self._store(typed, visit), private=True)

    async def _store(self, typed: Mapping[str, str], visit: Visit) -> str:
        if not self._may_propose(visit):
            return self._words.not_moderator
        question, answer, source = (typed.get(name, "").strip() for name in (_QUESTION, ANSWER, SOURCE))
        if not answer:
            return self._words.no_text
        desk, now = self._desk, self._desk.now()
        draft = Draft(question, answer, source, now.date().isoformat())
        proposer = desk.memory.hashed(visit.asker)
        try:
            await desk.memory.consult(lambda store: propose_draft(store, draft, proposer, now.timestamp()))
        except StoreError:
            return self._words.not_now
        except BotError as error:
            return str(error)
        return self._words.draft_noted

    def _may_propose(self, visit: Visit) -> bool:
        return visit.may_moderate or self._is_curator(visit)


def _redacted_markdown(line: str) -> str:
    """A link loses its address where that holds something to redact; all marks go where they hid something.

    **Ask** ann@example.com               **Ask** [email]
    **Ask** ann@**example.com**           Ask [email]
    [the chat](https://host/x?user=ann)   the chat
    """
    line = _LINK.sub(lambda found: found[0] if redacted(found[2]) == found[2] else found[1], line)
    marked, plain = redacted(line), redacted(_MARK.sub("", line))
    return marked if _MARK.sub("", marked) == plain else plain
