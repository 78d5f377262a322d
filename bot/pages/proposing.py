"""Takes an answer that a person proposes, for a curator to decide about."""

from collections.abc import Callable, Mapping

from bot.curating import Draft, propose_draft
from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import StoreError, redacted
from bot.model import BotError
from bot.pages.page import Field, Form, Page
from bot.pages.suggested import LONGEST_ANSWER, Do
from bot.pages.visit import Visit

_QUESTION, _ANSWER, _SOURCE = "question", "answer", "source"


def is_proposal(button: Button) -> bool:
    """Whether the form depends on the rights of who sends it."""
    return button.action is Action.CURATE and button.argument == Do.PROPOSE


class Proposing:
    """For who moderates and for curators."""

    def __init__(self, desk: Desk, is_curator: Callable[[Visit], bool]) -> None:
        self._desk, self._words = desk, desk.words
        self._is_curator = is_curator

    async def open(self, text: str, visit: Visit, question: str = "") -> Page | Form:
        """A form for somebody's message, which replied to `question`, where that is known."""
        words = self._words
        if not self._may(visit):
            return Page(lead=words.not_moderator, private=True)
        if not text.strip():
            return Page(lead=words.no_text, private=True)
        kept = "\n".join(map(redacted, text.split("\n")))
        fields = (
            Field(_QUESTION, words.draft_question, value=redacted(question)),
            Field(_ANSWER, words.draft_answer, longest=LONGEST_ANSWER, value=kept),
            Field(_SOURCE, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.draft_form, to_identifier(Button(Action.CURATE, "", Do.PROPOSE)), fields, words.meant_send)

    async def submit(self, typed: Mapping[str, str], visit: Visit) -> Page:
        return Page(lead=await self._kept(typed, visit), private=True)

    async def _kept(self, typed: Mapping[str, str], visit: Visit) -> str:
        if not self._may(visit):
            return self._words.not_moderator
        question, answer, source = (typed.get(name, "").strip() for name in (_QUESTION, _ANSWER, _SOURCE))
        if not answer:
            return self._words.no_text
        now, memory = self._desk.now(), self._desk.memory
        draft = Draft(question, answer, source, now.date().isoformat())
        proposer = memory.hashed(visit.asker)
        try:
            await memory.consult(lambda store: propose_draft(store, draft, proposer, now.timestamp()))
        except StoreError:
            return self._words.not_now
        except BotError as error:
            return str(error)
        return self._words.draft_noted

    def _may(self, visit: Visit) -> bool:
        return visit.may_moderate or self._is_curator(visit)
