"""The bot: turns a `Question` and its `Context` into a `Reply`; without a network and without a clock."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from bot.conversation import FigureReader, folded, reader_of
from bot.matching import Index, Matcher
from bot.model import BOTS_OWN, SMALL_TALK, Accepted, Answer, Choice, Context, Knowledge, Question, Reply, Why
from bot.replies import (
    AskBack,
    ByEntry,
    Catalogue,
    Message,
    Understander,
    Understood,
    Writer,
    answer_of,
    cells_named,
    why_of,
)

log = logging.getLogger(__name__)

_MATCHES = 5  # Matches that a reply carries, at most.


class Bot:
    """Answers from one compiled knowledge base. New knowledge is a new `Bot`."""

    def __init__(self, index: Index, beside: Bot | None = None, accepted: Accepted = Accepted()) -> None:  # noqa: B008
        """`beside`: another bot on the same index, with which it shares caches."""
        self._matcher: Matcher = beside._matcher if beside else Matcher(index)
        self.index = index
        self.knowledge: Knowledge = _with_entries(index.texts.knowledge, accepted)
        self._figures: FigureReader = beside._figures if beside else reader_of(self._matcher)
        held: Catalogue | None = beside.catalogue if beside and beside.knowledge is self.knowledge else None
        self.catalogue: Catalogue = held or Catalogue(self.knowledge)
        self._writer = Writer(self.catalogue, self._figures)
        self.words = self.catalogue.words
        self._understander = Understander(self._matcher, self._figures, self.catalogue, self._new_ways(accepted))

    def with_accepted(self, accepted: Accepted) -> Bot:
        """Return a bot on the same index that also answers, word for word, what was accepted; within milliseconds."""
        return Bot(self.index, self, accepted)

    def answer(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the reply, which carries the context for the next turn. Never raises."""
        return self._reply(question, context, explained=False)

    def explain(self, question: Question, context: Context = Context()) -> Reply:  # noqa: B008
        """Return the same reply with `why` filled."""
        return self._reply(question, context, explained=True)

    def choose(self, id: str, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Answer with one entry, as when its button was pressed; `unknown` where there is none of that id. May raise,
        unlike `answer`, and so may `none_of_these`."""
        asked = question or Question("")
        entry = self.catalogue.entries.get(id)
        if entry is None:
            return self._writer.unanswered.unknown(Message(asked), context, self.words.unknown)
        picked = Understood(ByEntry(id), "", self._matcher.ranking_of(""), context, confidence=1.0)
        return self._writer.write(picked, Message(asked))

    def none_of_these(self, context: Context = Context(), question: Question | None = None) -> Reply:  # noqa: B008
        """Take note that none of the choices was meant, as when that button was pressed."""
        return self._writer.unanswered.none_meant(Message(question or Question("")), context)

    def show(self, id: str, today: date | None = None) -> Answer | None:
        entry = self.catalogue.entries.get(id)
        return answer_of(entry, self.knowledge.manifest, today) if entry else None

    def entries(self, today: date | None = None) -> tuple[Answer, ...]:
        """Return all that the knowledge base holds, generated entries included, in its order."""
        own = (entry for entry in self.knowledge.entries if BOTS_OWN not in entry.tags)
        every = (*own, *self.knowledge.cells)
        return tuple(answer_of(entry, self.knowledge.manifest, today) for entry in every)

    def greeting(self) -> str:
        """The first words of a chat, without the starters."""
        return self.words.greeting.format(name=self.knowledge.manifest.what_about)

    def about(self) -> str:
        """What the bot is, how much it holds, the newest date and the disclaimer."""
        manifest = self.knowledge.manifest
        dates = [entry.as_of for entry in self.knowledge.entries if entry.as_of]
        line = self.words.about_count if dates else self.words.about_count_undated
        count = sum(entry.topic != SMALL_TALK for entry in self.knowledge.entries)
        newest = self.words.date(max(dates)) if dates else ""
        known = len(self.catalogue.topics)
        topics = self.words.topics_count.format(count=known) if known != 1 else self.words.topics_count_one
        counted = line.format(answers=count, topics=topics, date=newest)
        own = manifest.about.strip() or self.words.about_honesty
        return "\n\n".join(part for part in (own, counted, manifest.disclaimer, manifest.project_url or "") if part)

    def suggest(self, prefix: str, limit: int = 25) -> tuple[Choice, ...]:
        """Return questions that fit the typed text, best first; the starters if it is empty."""
        if not prefix.strip():
            return self.catalogue.starters()[:limit]
        return self._matcher.suggest(prefix, limit)

    def _reply(self, question: Question, context: Context, *, explained: bool) -> Reply:
        try:
            return self._answer(question, context, explained)
        except Exception:
            log.exception("answer failed")
            return self._writer.unanswered.unknown(Message(question), context, self.words.unknown)

    def _answer(self, question: Question, context: Context, explained: bool) -> Reply:
        if not question.text.strip():
            reply = self._writer.unanswered.empty(question, context)
            return replace(reply, why=Why("")) if explained else reply
        typed, question = question.text, replace(question, text=folded(question.text))
        understood = self._understander.understand(question, context)
        matches = tuple(map(self._matcher.match, understood.ranking.candidates[:_MATCHES]))
        is_ask = isinstance(understood.act, AskBack)
        cells = cells_named(understood.ranking, self._matcher, self._figures) if is_ask else {}
        reply = self._writer.write(understood, Message(question, matches, cells))
        return replace(
            reply, question=typed, why=why_of(understood, self._matcher, self._figures) if explained else None
        )

    def _new_ways(self, accepted: Accepted) -> dict[tuple[str, ...], str | None]:
        """The accepted phrasings that the index does not hold; the others count as in the knowledge base."""
        ways = {
            self._matcher.lexicon.words(text): id
            for text, id in accepted.asked
            if id is None or id in self.catalogue.entries
        }
        return {words: id for words, id in ways.items() if words and not self._matcher.exact(words)}


def _with_entries(knowledge: Knowledge, accepted: Accepted) -> Knowledge:
    """New entries go last, and changed ones keep their place, since an index knows entries by their number."""
    if not accepted.entries:
        return knowledge
    new = {entry.id: entry for entry in accepted.entries}
    held = tuple(new.pop(entry.id, entry) for entry in knowledge.entries)
    return replace(knowledge, entries=(*held, *new.values()))
