"""Answers questions one after another, as JSON, rich text or plain text."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from adapters.terminal.json_form import reply_form, to_line, whole
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from bot.model import Context, Reply

if TYPE_CHECKING:
    from bot import Bot


class Answering:
    """Asks the bot directly: there is one asker, nothing is limited and nothing recorded."""

    def __init__(self, session: Session, bot: Bot, *, why: bool = False, chart: Path | None = None) -> None:
        self._session = session
        self._bot = bot
        self._why = why
        self._chart = chart
        self._context = Context()
        self._screen = Screen(session.world)

    def start_anew(self) -> None:
        self._context = Context()

    def show(self, text: str) -> None:
        started = perf_counter()
        question = self._session.to_question(whole(text))
        find = self._bot.explain if self._why else self._bot.answer
        reply = find(question, self._context)
        elapsed = perf_counter() - started
        self._context = reply.context
        self._write(reply, elapsed)
        if self._chart:
            from adapters.terminal.picturing import write_chart_of

            write_chart_of(reply.answer, self._session.world, self._bot, self._chart)

    def _write(self, reply: Reply, elapsed: float) -> None:
        if self._session.as_json:
            self._session.world.write_line(to_line(reply_form(reply, elapsed)))
            return
        self._screen.show(reply.message)
        if reply.why:
            from bot.replies import explain

            self._screen.show(explain(reply.why, self._bot.words))
