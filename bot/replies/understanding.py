"""Understands a turn: a question and its context in; what to do about it, with all that an answer needs, out.

A message is read once (`Turn`). What it may mean is proposed (`Reading`), each a whole question with its ranking. The
answers that the readings come to are gathered (`Meant`) and weighed by what speaks for each (`Evidence`); the likeliest
one decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.conversation.choosing import NONE
from bot.conversation.followup import content
from bot.conversation.message import LONG, asks_of
from bot.conversation.parts import best_part
from bot.conversation.proposing import REPEAT_TAG, proposals, repeats
from bot.conversation.queries.reader import FigureReader, reader_of
from bot.conversation.readings import Kind, Reading
from bot.conversation.turn import Turn, read_turn
from bot.figures import FigureAnswer
from bot.matching import Matcher, Ranking, Scored
from bot.matching.coverage import LEAST_KNOWN
from bot.matching.naming import besides
from bot.matching.text import normalise
from bot.model import SMALL_TALK, Context, Entry, Outcome, Question
from bot.replies.converting import Converter
from bot.replies.counting import countings
from bot.replies.deciding import CHOICES, decide, hesitate, offer, settle
from bot.replies.declining import Declining, is_noise
from bot.replies.evidence import Evidence, follow_from, offer_from
from bot.replies.figured import Figured, figured
from bot.replies.leading import Leading
from bot.replies.meant import Found, Meant, gather
from bot.replies.scales import Scales
from bot.replies.understood import Act, Understood, context_after
from bot.replies.writing import Writer

MORE_TAG = "more"
"""Tag of small talk that asks for more on the same ("tell me more"), which is answered with what is related."""
THIN = 0.5
"""How thin a base is from which on a follow-up needs a sign of its own."""
_STRANGE = 2.0
"""Weight of unknown words, each by its rarity, up to which a message is too short to be strange."""
_OF_WHAT_WAS_TOLD = (Kind.REPEAT, Kind.QUERY, Kind.COUNTED)
"""Readings that are only proposed where a message asks for them."""
_NOTHING_ACCEPTED: Mapping[tuple[str, ...], str | None] = MappingProxyType({})
_KNOWN = 0.99
"""Confidence in a follow-up that is noted word for word under the answer before."""


class Understander:
    def __init__(
        self,
        matcher: Matcher,
        reader: FigureReader,
        writer: Writer,
        accepted: Mapping[tuple[str, ...], str | None] = _NOTHING_ACCEPTED,
    ) -> None:
        self._matcher, self._reader, self._writer = matcher, reader, writer
        self._entries = writer.entries
        self._declining = Declining(writer.knowledge, matcher.lexicon)
        self._converter = Converter(reader, writer.entries, writer.words)
        self._leading = Leading(matcher)
        self._accepted = accepted

    def understand(self, question: Question, context: Context) -> Understood:
        """`question` has its white space folded."""
        turn = read_turn(question, context, self._matcher)
        if turn.picked == NONE:
            return Understood(Act.NONE_MEANT, turn.text, turn.alone, turn.context)
        if turn.picked is not None and turn.context.offered[turn.picked].id in self._entries:
            return Understood(
                Act.ANSWER, "", turn.alone, turn.context, confidence=1.0, id=turn.context.offered[turn.picked].id
            )
        for words in (normalise(question.text), turn.words):
            if words in self._accepted:
                return _as_accepted(turn, self._accepted[words])
        whole = self._whole(question, turn)
        whole = self._both(question, turn, whole) or whole
        return self._in_unit(question, turn, whole) or whole

    def _in_unit(self, question: Question, turn: Turn, own: Understood) -> Understood | None:
        """What the question asks but for the unit, told in it; None where no unit is asked for, or where the answer as
        it is states its figure so."""
        wish = self._reader.units.wish(question.text)
        if wish is None or turn.alone.exact or self._is_known(turn):
            return None
        states = self._converter.states
        if wish.alone:
            last = None if states(own, wish) else self._again(turn)
            return self._converter.converted(last, wish, told_before=True) if last is not None else None
        stated = states(own, wish)
        if stated and own.act is Act.FIGURE:
            return None
        meant = self._part(replace(question, text=wish.rest), turn.context)
        if (stated and own.confidence >= meant.confidence) or self._is_elsewhere(meant, turn):
            return None
        if states(meant, wish):
            return meant
        return self._converter.converted(meant, wish) or self._converter.converted(own, wish)

    def _is_elsewhere(self, meant: Understood, turn: Turn) -> bool:
        """Whether a place is spoken of that the answer does not tell of: its money may be asked for as what is paid
        there."""
        known, guard = self._matcher.entry_of_id, self._matcher.guard
        entry, last = known.get(meant.id, -1), known.get(turn.context.entry or "", -1)
        places = {value for kind, value in turn.context.facets if kind == "place"}
        places |= set(guard.core(last, "place")) if last >= 0 else set()
        return entry >= 0 and bool(places) and places.isdisjoint(guard.core(entry, "place"))

    def _again(self, turn: Turn) -> Understood | None:
        """The last answer: that to its question asked once more, where it was computed."""
        context = turn.context
        entry = self._entries.get(context.entry or "")
        if entry is None:
            return None
        if entry.series is not None and context.question:
            again = self._part(Question(context.question), Context())
            if again.figured is not None and again.act is Act.FIGURE and again.figured.entry.series == entry.series:
                return again
        return Understood(Act.ANSWER, context.question, turn.alone, context, _KNOWN, id=entry.id)

    def _is_known(self, turn: Turn) -> bool:
        """Whether it is a follow-up that is noted under the last answer."""
        last = self._matcher.entry_of_id.get(turn.context.entry or "", -1)
        return last >= 0 and self._matcher.followups.situations.asked_just_so(turn.alone.words, last) is not None

    def _whole(self, question: Question, turn: Turn) -> Understood:
        found = self._leaning(question, turn) if turn.follows else self._standing(question, turn)
        entry = self._entries.get(found.id)
        if found.act is not Act.ANSWER or turn.alone.exact or entry is None or entry.labels or self._is_small(found):
            return found
        return replace(found, led=self._leading.led(entry, turn.text))

    def _both(self, question: Question, turn: Turn, whole: Understood) -> Understood | None:
        """Two questions of one message, each answered for itself; None where it asks one."""
        asked = asks_of(question.text)
        if len(asked) < 2 or turn.alone.exact:
            return None
        first = self._part(replace(question, text=asked[0]), turn.context)
        context = self._after(first, question, turn.context)
        second = self._part(replace(question, text=asked[1]), context)
        halves = [half for half in (first, second) if half.answers and not self._is_small(half)]
        ids = {half.id for half in halves}
        # A whole that is surer than its halves asks for one thing, told with its circumstances.
        sure = min((half.confidence for half in halves), default=0.0)
        if whole.answers and whole.id not in ids and whole.confidence >= sure:
            return None
        if len(ids) == 2:
            return replace(first, second=second)
        if len(halves) == 1 and (not whole.answers or whole.id == halves[0].id):
            untold, other = (asked[1], second) if halves[0] is first else (asked[0], first)
            return replace(halves[0], untold=untold, untold_line=other.line if other.act is Act.UNKNOWN else "")
        return None

    def _part(self, question: Question, context: Context) -> Understood:
        return self._whole(question, read_turn(question, context, self._matcher))

    def _is_small(self, one: Understood) -> bool:
        return one.id in self._entries and self._entries[one.id].topic == SMALL_TALK

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)

    def _standing(self, question: Question, turn: Turn) -> Understood:
        """A message that nothing was said before, or the part of it that asks."""
        text, ranking = best_part(turn, self._matcher)
        matcher = self._matcher
        decision = decide(ranking, matcher)
        if turn.undated and decision.outcome is Outcome.ANSWER:
            decision = offer(ranking, matcher)
        entry = matcher.entries[decision.entry] if decision.entry is not None else None
        understood = Understood(Act.UNKNOWN, text, ranking, turn.context, ranking.confidence, decision=decision)
        # Of a long message only the part that is answered counts.
        line = self._declining.line(text if entry is not None else question.text, ranking, entry)
        if line or is_noise(ranking):
            return _unknown(understood, line)
        by_figures = self._likely_figures(Reading(Kind.ALONE, text, ranking), turn)
        if by_figures is not None and self._is_answer(by_figures):
            return self._by_figures(understood, by_figures, by_figures.confidence)
        doubted = by_figures is not None and by_figures.confidence > by_figures.rival
        if doubted and entry is not None and not entry.labels and not ranking.exact:
            return replace(understood, act=Act.ASK, decision=offer(ranking, matcher))
        if entry is not None:
            unheld = self._unheld(ranking, entry)
            if unheld:
                table = replace(decision, choices=(matcher.entry_of_id[entry.id],), line=unheld)
                return replace(understood, act=Act.ASK, decision=table)
            return replace(understood, act=Act.ANSWER, id=entry.id, line=decision.line)
        return replace(understood, act=Act.ASK) if decision.choices else understood

    def _unheld(self, ranking: Ranking, entry: Entry) -> str:
        """What is said before a table without a row for what is named, as for a version that a model does not come in;
        empty where it has one."""
        asked = self._reader.asked(ranking.words) if entry.labels else None
        names = self._reader.unheld(asked, entry) if asked is not None else ()
        missing = " ".join(self._matcher.words.facet(*pair) for pair in names)
        return self._matcher.words.neighbours.format(missing=missing) if missing else ""

    def _leaning(self, question: Question, turn: Turn) -> Understood:
        """A message after an answer, which may lean on it."""
        if self._is_word_for_word(turn):
            return self._standing(question, turn)
        found = self._found(turn)
        known = next((one for one in found if one.reading.kind is Kind.KNOWN), None)
        if known is not None:
            reading = known.reading
            return Understood(Act.ANSWER, reading.text, reading.ranking, turn.context, known.sure, id=known.id)
        if is_noise(turn.alone):
            return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
        understood = self._by_itself(question, turn, found) or self._likeliest(turn, found)
        entry = None
        if understood.answers:
            entry = understood.figured.entry if understood.figured else self._entries.get(understood.id)
        ranking = turn.alone if understood.answers else understood.ranking
        line = self._declining.line(question.text, ranking, entry)
        return _unknown(understood, line) if line else understood

    def _likeliest(self, turn: Turn, found: Sequence[Found]) -> Understood:
        """What is meant by a message that leans on an answer."""
        likely = self._likely(turn, found)
        sure = likely[0][1] if likely else 0.0
        refused = _refused(found)
        if refused is not None and refused.sure > sure:
            judged = _judged(likely, refused.reading.ranking)
            text = refused.reading.text
            return Understood(Act.NO_FIGURE, text, judged, turn.context, refused.sure, figured=refused.figured)
        if likely and self._is_strange(turn, likely[0][0]):
            return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
        if sure < self._follow_from(likely) or self._passes_over(turn, likely[0][0]):
            return self._unsure(turn, found, likely)
        best = likely[0][0]
        understood = replace(self.answering(turn, best, sure), ranking=_judged(likely, best.reading.ranking))
        entry = self._matcher.entries[best.entry]
        if entry.topic == SMALL_TALK and MORE_TAG in entry.tags and turn.context.entry is not None:
            return replace(understood, act=Act.MORE)
        return replace(understood, act=Act.MORE) if self._asks_for_the_same(turn, best) else understood

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
        names = [
            name for name in self._matcher.lexicon.names(turn.alone.words) if name.kind in self._matcher.kinds.named
        ]
        return not names or bool(content(besides(turn.alone.words, names)))

    def _follow_from(self, likely: Sequence[tuple[Meant, float]]) -> float:
        """On a thin base less is enough where the likeliest is known word for word, once a name is exchanged."""
        word_for_word = bool(likely) and bool(likely[0][0].reading.ranking.exact)
        return offer_from() if self._is_thin and word_for_word else follow_from()

    @property
    def _is_thin(self) -> bool:
        return self._matcher.index.confidence.thin >= THIN

    def _by_itself(self, question: Question, turn: Turn, found: Sequence[Found]) -> Understood | None:
        """On a thin base the message as it stands, where that is answered or nothing says that it leans: what speaks
        for a follow-up was learned where nearly all that is asked is held."""
        if not self._is_thin or turn.is_part or any(one.reading.kind in _OF_WHAT_WAS_TOLD for one in found):
            return None
        alone = self._standing(question, turn)
        if self._is_small(alone):
            return None
        return alone if alone.answers or not turn.says_that_it_leans else None

    def _is_strange(self, turn: Turn, best: Meant) -> bool:
        """Whether hardly anything of the message is known, and the answer does not tell all that it asks either."""
        known = turn.alone.coverage
        if known.share >= LEAST_KNOWN or known.unknown <= _STRANGE or best.takes_up_all:
            return False
        return self._matcher.followups.situations.shares_told(turn.content, (best.entry,))[best.entry][0] < 1

    def _passes_over(self, turn: Turn, best: Meant) -> bool:
        """Whether it is only near the answer before, and not about the model that the message names; a long message
        that names one stands for itself."""
        named = turn.alone.facets.of("model") if set(best.sure) == {Kind.NEAR} else ()
        is_long = len(turn.words) >= LONG and not turn.has_cue
        return bool(named) and (is_long or self._matcher.guard.core(best.entry, "model").isdisjoint(named))

    def weighed(self, turn: Turn) -> tuple[tuple[Meant, Evidence], ...]:
        """The answers that the readings of a turn come to, each with what speaks for it."""
        found = [one for one in self._found(turn) if one.entry >= 0 and one.reading.kind is not Kind.KNOWN]
        meant = gather(found, self._matcher)
        return tuple(zip(meant, Scales(turn, self._matcher, self._reader).weigh(meant), strict=True))

    def answering(self, turn: Turn, meant: Meant, sure: float) -> Understood:
        """The turn understood as meaning this."""
        ranking = meant.reading.ranking
        understood = Understood(Act.ANSWER, meant.reading.text, ranking, turn.context, sure, id=meant.id)
        if meant.figured is not None:
            return self._by_figures(understood, meant.figured, sure)
        if meant.id != self._matcher.entries[meant.entry].id:
            return understood  # A cell, or the answer before.
        decision = settle(meant.entry, ranking, self._matcher)
        if decision.entry is None:
            return replace(understood, act=Act.ASK, decision=decision)
        return replace(understood, id=self._matcher.entries[decision.entry].id, line=decision.line)

    def _likely(self, turn: Turn, found: Sequence[Found]) -> list[tuple[Meant, float]]:
        meant = gather((one for one in found if one.entry >= 0), self._matcher)
        return Scales(turn, self._matcher, self._reader).weighed(meant)

    def _unsure(self, turn: Turn, found: Sequence[Found], likely: Sequence[tuple[Meant, float]]) -> Understood:
        """Ask back, or say that nothing is known."""
        # What was put into the question before says most of what is meant.
        whole = next((one.reading for one in found if one.reading.kind is Kind.SUBSTITUTED), found[0].reading)
        own = likely[0][0].reading.ranking if likely else whole.ranking
        judged = _judged(likely, own)
        decision = hesitate(own, judged, offer_from(), self._matcher)
        act = Act.ASK if decision.choices else Act.UNKNOWN
        return Understood(act, whole.text, judged, turn.context, judged.confidence, decision=decision)

    def _found(self, turn: Turn) -> tuple[Found, ...]:
        """What each reading of a turn comes to first."""
        found = tuple(self._first(reading, turn) for reading in proposals(turn, self._matcher, self._reader))
        return (*found, *countings(turn, found, self._entries, self._matcher, self._reader))

    def _first(self, reading: Reading, turn: Turn) -> Found:
        """What a reading comes to first."""
        matcher = self._matcher
        if reading.target is not None:
            sure = _KNOWN if reading.kind is Kind.KNOWN else reading.ranking.confidence
            return Found(reading, reading.target, matcher.entry_of_id.get(reading.target, -1), sure)
        by = self._figured(reading, turn)
        if by is not None and not by.instead:
            id = self._id_of(by)
            return Found(reading, id, matcher.entry_of_id[by.entry.id] if id else -1, by.confidence, by)
        if by is not None:
            return Found(reading, by.entry.id, matcher.entry_of_id[by.entry.id], by.confidence)
        if not reading.ranking.candidates:
            return Found(reading, "", -1, 0.0)
        first = reading.ranking.candidates[0]
        return Found(reading, matcher.entries[first.entry].id, first.entry, first.confidence)

    def _figured(self, reading: Reading, turn: Turn) -> Figured | None:
        """What figures answer, where that is more probable than what comes first."""
        found = self._likely_figures(reading, turn)
        return found if found is not None and (reading.measure or self._is_answer(found)) else None

    def _likely_figures(self, reading: Reading, turn: Turn) -> Figured | None:
        ranking = reading.ranking
        if turn.undated or (ranking.exact and not self._matcher.entries[ranking.exact[0]].labels):
            return None
        return figured(ranking, reading.measure, self._matcher, self._reader)

    def _is_answer(self, by: Figured) -> bool:
        return by.confidence >= max(self._matcher.threshold, by.rival)

    def _id_of(self, by: Figured) -> str:
        """What stands for a figure: the cell, or what tells it; of a computed one its measure, operation and result."""
        answer = by.bound.answer
        if not isinstance(answer, FigureAnswer):
            return ""
        if by.cell is not None:
            return self._writer.tellers.get(by.cell, by.cell)
        return f"{by.entry.id}:{answer.query.operation}:{answer.result}"

    def _by_figures(self, understood: Understood, by: Figured, sure: float) -> Understood:
        if by.instead:
            return replace(understood, act=Act.ANSWER, id=by.entry.id, confidence=sure)
        answered = isinstance(by.bound.answer, FigureAnswer)
        id = self._id_of(by)
        return replace(understood, act=Act.FIGURE if answered else Act.NO_FIGURE, id=id, figured=by, confidence=sure)


def understander_of(
    matcher: Matcher, writer: Writer, accepted: Mapping[tuple[str, ...], str | None] = _NOTHING_ACCEPTED
) -> Understander:
    """`accepted`: by the words of a question the id of what answers it, or None where nothing may."""
    return Understander(matcher, reader_of(matcher), writer, accepted)


def _as_accepted(turn: Turn, id: str | None) -> Understood:
    if id is None:
        return Understood(Act.UNKNOWN, turn.text, turn.alone, turn.context)
    return Understood(Act.ANSWER, turn.text, turn.alone, turn.context, confidence=1.0, id=id)


def _unknown(understood: Understood, line: str) -> Understood:
    """The same turn, answered with nothing but a line."""
    return replace(understood, act=Act.UNKNOWN, id="", line=line, decision=None, figured=None)


def _refused(found: Sequence[Found]) -> Found | None:
    """The likeliest query that was understood and has no result."""
    refused = (one for one in found if one.figured is not None and not one.id)
    return max(refused, key=lambda one: one.sure, default=None)


def _judged(likely: Sequence[tuple[Meant, float]], own: Ranking) -> Ranking:
    """The ranking of the likeliest reading, with the candidates of all readings in the order of their probability."""
    candidates: dict[int, Scored] = {}
    for meant, sure in likely:
        scored = next((one for one in meant.reading.ranking.candidates if one.entry == meant.entry), None)
        if scored is not None and meant.entry not in candidates:
            candidates[meant.entry] = replace(scored, confidence=sure)
    chosen = tuple(candidates.values())
    among = min(1.0, sum(one.confidence for one in chosen[:CHOICES]))
    return replace(own, candidates=chosen, among=among, following=True)
