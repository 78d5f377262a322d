"""The desk: admits a question, answers it, and remembers the conversation."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from time import monotonic, perf_counter

from bot.bot import Bot
from bot.desk.admitting import Admitting
from bot.desk.hooks import Hook, hand_on
from bot.matching import let_go
from bot.memory import CLOSING, Gap, Memory, Rate, Remembered, talk_of
from bot.model import Answer, Context, Outcome, Question, Reply, Turn

RESTING = 1.0  # Seconds without a question after which memory is given back.

_Answer = Callable[[Question, Context], Reply]


class Desk:
    """What adapters and pages call with a question. Nothing raises because of the database, except `memory.consult`.

    An event, once:   `memory.events.claim`, get the reply, `close_to_send` right before it is sent; send nothing if
                      that is false.
    A question:       `reply`; a choice or a suggested question that was pressed: `choose`. `must_answer` is true for
                      commands, buttons and shortcuts. `busy` goes to the asker alone; with an empty message nothing is
                      sent.
    About a reply:    `why`, `memory.feedback` and `memory.past`, by the `Reply.id` that its buttons carry.
    At the end:       `close`, which records what waits, within five seconds.

    Askers are given as "discord:1234", places as "slack:T1/C2/1700.1": what stands before the first "/" is the server
    or workspace. Neither is ever stored as it is. A desk belongs to one event loop.
    """

    def __init__(
        self,
        bot: Bot,
        memory: Memory | None = None,
        rate: Rate | None = None,
        hooks: Sequence[Hook] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        privacy: str | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.bot = bot
        self.base = bot
        """Without what curators have accepted."""
        self.words = bot.words
        self.memory = memory or Memory()
        self._admitting = Admitting(self.memory, rate, clock)
        self._hooks = tuple(hooks)
        self.now = now
        self.privacy = self.words.privacy_nothing if privacy is None else privacy
        """What is kept and for how long, in the words that an asker reads."""
        self._resting: asyncio.TimerHandle | None = None
        self._gone = frozenset[str]()

    def take_over(self, bot: Bot, base: Bot) -> None:
        """Answer with another bot from the next question on; `base` is the same without what curators have accepted."""
        held, new = self.bot.catalogue.entries, bot.catalogue.entries
        if held is not new:
            self._gone = (self._gone | held.keys()) - new.keys()
        self.bot, self.base = bot, base
        self._rest_later()

    async def reply(self, question: Question, *, explained: bool = False, must_answer: bool = False) -> Reply:
        """Answer; `explained` fills `Reply.why`, as `why` does later."""

        def answer(asked: Question, context: Context) -> Reply:
            reply = self.bot.explain(asked, context) if explained else self.bot.answer(asked, context)
            if reply.none_meant and context.offered:
                self.memory.feedback.note_declined(talk_of(asked))
            return reply

        return await self._admitted(question, answer, must_answer=must_answer)

    async def choose(self, question: Question, id: str | None, *, of: str = "") -> Reply:
        """Answer with the entry that was pressed under the reply `of`; None is "None of these", and noted as a gap."""

        def answer(asked: Question, context: Context) -> Reply:
            if id is not None:
                return self.bot.choose(id, context, asked)
            if of:
                self.memory.feedback.note_gap(of, asked.asker, Gap.NONE_OF_THESE)
            else:
                self.memory.feedback.note_declined(talk_of(asked))
            return self.bot.none_of_these(context, asked)

        return await self._admitted(question, answer, must_answer=True)

    async def why(self, question: Question, reply: str = "") -> Reply | None:
        """Find a reply again with `Reply.why` filled; left out: the last one to this asker in this place. None where
        there was none, or where its question is not kept."""
        past = self.memory.past
        found = await (past.of(reply) if reply else past.last(talk_of(question)))
        if found is None or found.text is None:
            return None
        asked = replace(question, text=found.text, asked_at=datetime.fromtimestamp(found.at, UTC))
        return replace(self.bot.explain(asked, found.asked_in), id=found.id)

    def said_none(self, found: Remembered) -> bool:
        """Whether an earlier message said that none of the choices offered before it was meant."""
        asked = Question(found.text or "", asked_at=datetime.fromtimestamp(found.at, UTC))
        return self.bot.answer(asked, found.asked_in).none_meant

    def show(self, id: str) -> Answer | None:
        return self.bot.show(id, self.now().date())

    def is_gone(self, id: str) -> bool:
        """Whether it was the id of an entry or cell earlier in this process, and has since been removed."""
        return id in self._gone

    async def delete(self, asker: str) -> bool:
        """Remove all that is kept of an asker, and what is about to be; false: not now (`Words.not_now`)."""
        self._admitting.forget(asker)
        return await self.memory.forget(asker)

    async def close(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
        await asyncio.sleep(0)  # The last turns are handed to the hooks, which `wait_for` does not wait for.
        with suppress(TimeoutError):  # A database that hangs does not keep the process alive.
            await asyncio.wait_for(self.memory.close(CLOSING - 1), CLOSING)

    async def _admitted(self, question: Question, answer: _Answer, *, must_answer: bool) -> Reply:
        """The answer with an id, recorded; or that the asker has to wait, which is not."""
        started = perf_counter()
        question = replace(question, asked_at=self.now()) if question.asked_at is None else question
        admission = await self._admitting.admit(question, must_answer=must_answer)
        context = admission.context
        if admission.wait:
            message = "" if admission.told else self.words.busy.format(seconds=ceil(admission.wait))
            reply = Reply(Outcome.BUSY, question.text, message)
        else:
            reply = answer(question, context)
        reply = replace(reply, id=secrets.token_urlsafe(12))
        turn = Turn(question, reply, perf_counter() - started, context)
        if reply.outcome is not Outcome.BUSY:
            self.memory.record(turn)
        asyncio.get_running_loop().call_soon(hand_on, self._hooks, turn)
        self._rest_later()
        return reply

    def _rest_later(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
        # `self.bot` is read only then, so a replaced bot is not kept alive, and the memory that trying the new one took
        # is given back.
        self._resting = asyncio.get_running_loop().call_later(RESTING, lambda: let_go(self.bot.index))
