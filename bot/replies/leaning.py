"""Understands a message that may be a follow-up.

What it may mean is proposed (`Reading`), each a whole question with its ranking. The answers that the readings come to
are gathered (`Meant`) and weighed by what speaks for each (`Evidence`); the likeliest one decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.asking import plainly_asks
from bot.conversation.followup import content, says_hardly_anything
from bot.conversation.message import LONG
from bot.conversation.proposing import REPEAT_TAG, proposals, repeats
from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Kind, Reading
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.matching import LEAST_KNOWN, Matcher, Ranking, Scored, besides
from bot.model import SMALL_TALK, Entry, Question
from bot.replies.counting import countings, leaves_out
from bot.replies.deciding import hesitate, settle
from bot.replies.decision import CHOICES
from bot.replies.declining import Declining, is_noise
from bot.replies.evidence import Evidence
from bot.replies.figure_answers import FigureAnswers
from bot.replies.figured import Figured, cells_named
from bot.replies.meant import Found, Meant, gather
from bot.replies.scales import Judged, Scales, judged
from bot.replies.standing import Standing
from bot.replies.understood import KNOWN, Act, Understood
from bot.replies.working import Workings

MORE_TAG = "more"
"""Tag of small talk that asks for more on the same ("tell me more"), which is answered with what is related."""
_OF_WHAT_WAS_TOLD = (Kind.REPEAT, Kind.QUERY, Kind.COUNTED)
"""Readings that are only proposed where a message asks for them."""


class Leaning:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        entries: Mapping[str, Entry],
        figures: FigureAnswers,
        workings: Workings,
        standing: Standing,
        declining: Declining,
    ) -> None:
        self._matcher, self._reader, self._entries = matcher, reader, entries
        self._figures, self._workings, self._standing, self._declining = figures, workings, standing, declining
        self._thin = matcher.index.confidence.thin

    def understand(self, question: Question, turn: Turn) -> Understood:
        if self._is_word_for_word(turn):
            return self._standing.understand(question, turn)
        found = self._found(turn)
        known = next((one for one in found if one.reading.kind is Kind.KNOWN), None)
        if known is not None:
            reading = known.reading
            return Understood(Act.ANSWER, reading.text, reading.ranking, turn.context, known.sure, id=known.id)
        worked = self._workings.worked(turn)
        if worked is not None:
            understood = Understood(Act.ANSWER, worked.text, turn.alone, turn.context)
            return self._figures.understood(understood, worked.figured, KNOWN)
        if is_noise(turn.alone):
            return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
        understood = self._by_itself(question, turn, found) or self._likeliest(turn, found)
        ranking, entry = understood.ranking, None
        if understood.answers:
            ranking, by = turn.alone, understood.figured
            entry = by.entry if by is not None else self._entries.get(understood.id)
        line = self._declining.line(question.text, ranking, entry)
        return understood.without_answer(line) if line else understood

    def _likeliest(self, turn: Turn, found: Sequence[Found]) -> Understood:
        """What is meant by a message that leans on an answer."""
        likely = judged(self.weighed(turn, found), self._thin)
        return replace(self._decided(turn, found, likely), judged=likely)

    def _decided(self, turn: Turn, found: Sequence[Found], likely: Sequence[Judged]) -> Understood:
        sure = likely[0].probability if likely else 0.0
        refused = _refused(found)
        if refused is not None and refused.sure > sure:
            ranking, text = _as_ranking(likely, refused.reading.ranking), refused.reading.text
            return Understood(Act.NO_FIGURE, text, ranking, turn.context, refused.sure, figured=refused.figured)
        if not likely:
            return self._unsure(turn, found, likely)
        best = likely[0].meant
        if self._is_strange(turn, best):
            return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
        asks_for_the_same = self._asks_for_the_same(turn, best)
        if not asks_for_the_same and (sure < self._follow_from(turn, best) or self._passes_over(turn, best)):
            return self._unsure(turn, found, likely)
        understood = replace(self.answering(turn, best, sure), ranking=_as_ranking(likely, best.reading.ranking))
        entry = self._matcher.entries[best.entry]
        says_more = entry.topic == SMALL_TALK and MORE_TAG in entry.tags and turn.context.entry is not None
        return replace(understood, act=Act.MORE) if asks_for_the_same or says_more else understood

    def _follow_from(self, turn: Turn, best: Meant) -> float:
        """The probability from which on this is given: small talk to a question where it is likelier than not."""
        least = thresholds().follow(self._thin)
        is_small = self._matcher.entries[best.entry].topic == SMALL_TALK
        return max(least, EVEN) if is_small and plainly_asks(turn.text, turn.language) else least

    def _asks_for_the_same(self, turn: Turn, best: Meant) -> bool:
        """Whether a message says nothing of its own ("what?", "and?"), so that only the last answer or, where it asks,
        small talk comes near."""
        if turn.content or turn.alone.facets.values or turn.context.entry is None:
            return False
        small = self._matcher.entries[best.entry]
        by_chance = small.topic == SMALL_TALK and turn.text.rstrip().endswith("?") and REPEAT_TAG not in small.tags
        return by_chance or (best.id == turn.context.entry and best.reading.kind is not Kind.REPEAT)

    def _is_word_for_word(self, turn: Turn) -> bool:
        """Whether it is a way of asking: but a mere name may ask for what was asked of another before, and small talk
        about the last answer means that answer."""
        exact = turn.alone.exact
        if not exact or MORE_TAG in self._matcher.entries[exact[0]].tags or repeats(turn, self._matcher):
            return False
        words, kinds = turn.alone.words, self._matcher.kinds.named
        names = [name for name in self._matcher.lexicon.names(words) if name.kind in kinds]
        return not names or bool(content(besides(words, names), turn.language))

    def _by_itself(self, question: Question, turn: Turn, found: Sequence[Found]) -> Understood | None:
        """On a thin base the message as it stands, where that is answered or nothing says that it leans: what speaks
        for a follow-up was learned where nearly all that is asked is held."""
        if self._thin < thresholds().thin_from or turn.is_part:
            return None
        if any(one.reading.kind in _OF_WHAT_WAS_TOLD for one in found):
            return None
        alone = self._standing.understand(question, turn)
        if self.is_small_talk(alone.id):
            return None
        return alone if alone.answers or not turn.says_that_it_leans else None

    def _is_strange(self, turn: Turn, best: Meant) -> bool:
        """Whether hardly anything of the message is known, and the answer does not tell all that it asks either."""
        known = turn.alone.coverage
        if known.share >= LEAST_KNOWN or known.unknown <= thresholds().strange_to:
            return False
        if best.takes_up_all or any(kind in best.sure for kind in _OF_WHAT_WAS_TOLD):
            return False
        return self._matcher.followups.situations.shares_told(turn.content, (best.entry,))[best.entry][0] < 1

    def _passes_over(self, turn: Turn, best: Meant) -> bool:
        """Whether it is only near the answer before, and not about the model that the message names; a long message
        that names one stands for itself."""
        kinds = self._matcher.kinds.leading if set(best.sure) == {Kind.NEAR} else ()
        named = [(kind, value) for kind, value in turn.alone.facets.values if kind in kinds]
        is_long = len(turn.words) >= LONG and not turn.has_cue
        is_about = any(value in self._matcher.guard.core(best.entry, kind) for kind, value in named)
        return bool(named) and (is_long or not is_about)

    def weighed(self, turn: Turn, found: Sequence[Found] = ()) -> tuple[tuple[Meant, Evidence], ...]:
        """The answers that the readings of a turn come to, each with what speaks for it."""
        held = (one for one in found or self._found(turn) if one.entry >= 0 and one.reading.kind is not Kind.KNOWN)
        meant = gather(held, self._matcher)
        if says_hardly_anything(turn.words) and turn.text.rstrip().endswith("?"):
            # "Date?" is about the last answer, whatever small talk has the word too.
            about_it = (one for one in meant if one.entry in turn.alone.exact or not self.is_small_talk(one.id))
            meant = tuple(about_it) or meant
        return tuple(zip(meant, Scales(turn, self._matcher, self._reader).weigh(meant), strict=True))

    def answering(self, turn: Turn, meant: Meant, sure: float) -> Understood:
        """The turn understood as meaning this."""
        ranking = meant.reading.ranking
        understood = Understood(Act.ANSWER, meant.reading.text, ranking, turn.context, sure, id=meant.id)
        if meant.figured is not None:
            return self._figures.understood(understood, meant.figured, sure)
        if meant.id != self._matcher.entries[meant.entry].id:
            return understood  # A cell, or the answer before.
        if self._is_over_time(meant.id):
            # Of all times the one that is named.
            cell = cells_named(ranking, self._matcher, self._reader).get(meant.id, "")
            return replace(understood, id=cell if cell in self._entries else meant.id)
        decision = settle(meant.entry, ranking, self._matcher)
        if decision.entry is None:
            return replace(understood, act=Act.ASK, decision=decision)
        return replace(understood, id=self._matcher.entries[decision.entry].id, line=decision.line)

    def _is_over_time(self, id: str) -> bool:
        measure = self._reader.pools.measures.get(id)
        return measure is not None and self._reader.pools.own(measure).timed

    def _unsure(self, turn: Turn, found: Sequence[Found], likely: Sequence[Judged]) -> Understood:
        """Ask back, or say that nothing is known."""
        # What was put into the question before says most of what is meant.
        whole = next((one.reading for one in found if one.reading.kind is Kind.SUBSTITUTED), found[0].reading)
        own = likely[0].meant.reading.ranking if likely else whole.ranking
        ranking = _as_ranking(likely, own)
        decision = hesitate(own, ranking, turn.alone.words, self._matcher)
        act = Act.ASK if decision.choices else Act.UNKNOWN
        return Understood(act, whole.text, ranking, turn.context, ranking.confidence, decision=decision)

    def _found(self, turn: Turn) -> tuple[Found, ...]:
        """What each reading of a turn comes to first."""
        proposed = proposals(turn, self._matcher, self._reader)
        found = tuple(self._first(replace(one, ranking=self._with_table(one.ranking)), turn) for one in proposed)
        return (*found, *countings(turn, found, self._entries, self._matcher, self._reader))

    def _with_table(self, ranking: Ranking) -> Ranking:
        tables = self._figures.tables
        return tables.named_in_full(ranking) or tables.gathered(ranking)

    def _first(self, reading: Reading, turn: Turn) -> Found:
        """What a reading asks for just so, else what figures answer, else its first candidate."""
        if reading.target is not None:
            sure = KNOWN if reading.kind is Kind.KNOWN else reading.ranking.confidence
            return Found(reading, reading.target, self._matcher.entry_of_id.get(reading.target, -1), sure)
        by = self._figures.answer(reading, turn)
        if by is not None:
            return self._by_figures(by, reading, turn)
        if not reading.ranking.candidates:
            return Found.nothing(reading)
        first = reading.ranking.candidates[0]
        return Found(reading, self._matcher.entries[first.entry].id, first.entry, first.confidence)

    def _by_figures(self, by: Figured, reading: Reading, turn: Turn) -> Found:
        if reading.kind is Kind.QUERY and leaves_out(by, self._reader.asked(turn.alone.words)):
            return Found.nothing(reading)
        number, id = self._matcher.entry_of_id, self._figures.id_of(by)
        if by.entry_answers:
            return Found(reading, by.entry.id, number[by.entry.id], by.confidence)
        if not id:
            return Found.nothing(reading, by)
        return Found(reading, id, number.get(by.bound.query.measure, number[by.entry.id]), by.confidence, by)

    def is_small_talk(self, id: str) -> bool:
        return id in self._entries and self._entries[id].topic == SMALL_TALK


def _refused(found: Sequence[Found]) -> Found | None:
    """The likeliest query that was understood and has no result."""
    refused = (one for one in found if one.figured is not None and not one.id)
    return max(refused, key=lambda one: one.sure, default=None)


def _as_ranking(likely: Sequence[Judged], own: Ranking) -> Ranking:
    """The ranking of the likeliest reading, with the candidates of all readings in the order of their probability."""
    candidates: dict[int, Scored] = {}
    for one in likely:
        meant, sure = one.meant, one.probability
        scored = next((one for one in meant.reading.ranking.candidates if one.entry == meant.entry), None)
        if scored is not None and meant.entry not in candidates:
            candidates[meant.entry] = replace(scored, confidence=sure)
    chosen = tuple(candidates.values())
    among = min(1.0, sum(one.confidence for one in chosen[:CHOICES]))
    return replace(own, candidates=chosen, among=among, following=True)
