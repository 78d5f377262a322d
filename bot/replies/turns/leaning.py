"""Understands a message that may be a follow-up.

What it may mean is proposed (`Reading`), each a whole question with its ranking. The answers that the readings come to
are gathered (`Meant`) and weighed by what speaks for each (`Evidence`); the likeliest one decides.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.asking import ends_with_question_mark
from bot.conversation.followup import says_hardly_anything
from bot.conversation.readings import ReadingKind
from bot.conversation.standing_alone import MORE_TAG
from bot.conversation.turn import Turn
from bot.figures import Refusal
from bot.matching import Ranking, Scored
from bot.model import SMALL_TALK, Question
from bot.replies.deciding.deciding import hesitate, settle
from bot.replies.deciding.decision import CHOICES
from bot.replies.deciding.unreadable import is_noise
from bot.replies.figure_queries.asked_figures import cells_named
from bot.replies.turns.finding import Finding
from bot.replies.turns.lowering import Lowering
from bot.replies.turns.shared import Shared
from bot.replies.weighing.doubts import asks_for_the_same, is_strange, is_unsure
from bot.replies.weighing.evidence import Evidence
from bot.replies.weighing.joining_answers import JoiningAnswers
from bot.replies.weighing.meant import NO_ENTRY, Found, Meant, gather
from bot.replies.weighing.scales import Judged, Scales, judged
from bot.replies.weighing.understood import AskBack, ByEntry, Caveat, More, NotKnown, Understood


class Leaning:
    """`finding`, `weighed`, `answering` and `is_small_talk` are there for `benchmarks.trial`, too."""

    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader, self._entries = shared.matcher, shared.reader, shared.catalogue.entries
        self._figures, self._declining, self._lowering = shared.figures, shared.declining, Lowering(shared)
        self.finding, self._joining = Finding(shared), JoiningAnswers(shared.matcher, shared.reader, shared.completing)
        self._thin = shared.matcher.index.confidence.thin

    def understand(self, question: Question, turn: Turn) -> Understood:
        """Weigh what the readings come to, unless one of them is certain, or there is nothing to read."""
        certain = self.finding.certain(turn)
        if certain is not None:
            return self._of_certain(certain, turn)
        if is_noise(turn.alone):  # A written sum has hardly a word either ("103.3 - 32.1"), and is certain.
            return Understood(NotKnown(), turn.text, turn.alone, turn.context)
        found = self.finding.found(turn)
        likeliest_first = judged(self.weighed(turn, found), self._thin)
        # Lowered before they are joined, since joining takes the first figure and the first entry.
        likely = self._joining.joined(self._lowering.lowered(turn, likeliest_first))
        understood = replace(self._likeliest(turn, found, likely), judged=likely)
        return self._unless_declined(understood, question, turn)

    def _unless_declined(self, understood: Understood, question: Question, turn: Turn) -> Understood:
        """What was understood, or a refusal where the message asks for what is declined. An answer is given if it
        speaks of such things itself, or the message is a way of asking word for word; without one, that is asked of
        the whole question that the message may mean."""
        if not understood.answers:
            line = self._declining.line(question.text, understood.ranking)
        else:
            by = understood.figured
            entry = self._entries.get(understood.id) if by is None else by.entry
            line = self._declining.line(question.text, turn.alone, entry)
        return understood.without_answer(line) if line else understood

    def _likeliest(self, turn: Turn, found: Sequence[Found], likely: Sequence[Judged]) -> Understood:
        """The first of these that holds:

        1. A query that was understood has no result, and is likelier than any answer: it is said why.
        2. No answer comes near: ask back, or say that nothing is known.
        3. The likeliest answer, unless it is doubted.
        """
        each = [(one, one.figured) for one in found if one.figured is not None]
        refused = [(one, by) for one, by in each if isinstance(by.bound.answer, Refusal)]
        if refused:
            one, by = max(refused, key=lambda pair: pair[0].sure)
            if one.sure > (likely[0].probability if likely else 0.0):
                ranking = _as_ranking(likely, one.reading.ranking)
                understood = Understood(NotKnown(), one.reading.text, ranking, turn.context)
                return self._figures.understood(understood, by, one.sure)
        return self._of_best(turn, found, likely) if likely else self._unsure(turn, found, likely)

    def _of_best(self, turn: Turn, found: Sequence[Found], likely: Sequence[Judged]) -> Understood:
        """The likeliest answer, unless it is doubted, or the message only wants more of what was told."""
        best, probability = likely[0].meant, likely[0].probability
        if is_strange(turn, best, self._matcher):
            return Understood(NotKnown(), turn.text, turn.alone, turn.context)
        wants_more = asks_for_the_same(turn, best, self._matcher)
        if not wants_more and is_unsure(turn, best, probability, self._matcher):
            return self._unsure(turn, found, likely)
        ranking = _as_ranking(likely, best.reading.ranking)
        understood = replace(self.answering(turn, best, probability), ranking=ranking)
        entry = self._matcher.entries[best.entry]
        says_more = entry.topic == SMALL_TALK and MORE_TAG in entry.tags and turn.context.entry is not None
        return replace(understood, act=More()) if wants_more or says_more else understood

    def _of_certain(self, certain: Found, turn: Turn) -> Understood:
        """The turn understood as what needs no weighing."""
        reading, by = certain.reading, certain.figured
        understood = Understood(ByEntry(certain.id), reading.text, reading.ranking, turn.context, certain.sure)
        return understood if by is None else self._figures.understood(understood, by, certain.sure)

    def weighed(self, turn: Turn, found: Sequence[Found]) -> tuple[tuple[Meant, Evidence], ...]:
        """The answers that the readings of a turn come to, each with what speaks for it."""
        held = (one for one in found if one.entry != NO_ENTRY)
        meant = gather((one for one in held if not self._is_denied(one, turn)), self._matcher)
        if says_hardly_anything(turn.words) and ends_with_question_mark(turn.text):
            # "Date?" is about the last answer, whatever small talk has the word too.
            about_it = (one for one in meant if one.entry in turn.alone.exact or not self.is_small_talk(one.id))
            meant = tuple(about_it) or meant
        return tuple(zip(meant, Scales(turn, self._matcher).weigh(meant), strict=True))

    def _is_denied(self, one: Found, turn: Turn) -> bool:
        """Whether it is the answer that the message complains of, or about what the message says is not meant, and
        about nothing else of the kind."""
        if one.id == turn.not_again and one.figured is None:
            return True
        return any(self._matcher.guard.core(one.entry, kind) == {value} for kind, value in turn.denied)

    def answering(self, turn: Turn, meant: Meant, sure: float) -> Understood:
        """The turn understood as meaning this. The first of these that holds:

        1. A query: its result.
        2. A cell, or the last answer repeated: the id is not that of the ranked entry, so there is nothing to settle.
        3. A measure over time: the only cell of it that is named ("in 2024"), else all.
        4. Another entry that is as near: ask which of them is meant.
        5. The entry, or the one that `settle` puts in its place.
        """
        reading, matcher, pools = meant.reading, self._matcher, self._reader.pools
        act, caveat = ByEntry(meant.id, meant.in_place), Caveat.IN_GENERAL if reading.line else None
        understood = Understood(act, reading.text, reading.ranking, turn.context, sure, reading.line, caveat)
        if meant.figured is not None:
            return self._figures.understood(understood, meant.figured, sure)
        if meant.id != matcher.entries[meant.entry].id:
            return understood
        measure = pools.measures.get(meant.id)
        if measure is not None and pools.rows_of_own(measure).timed:
            cell = cells_named(reading.ranking, matcher, self._reader).get(meant.id, "")
            return replace(understood, act=ByEntry(cell if cell in self._entries else meant.id))
        decision = settle(meant.entry, reading.ranking, matcher)
        if decision.entry is None:
            return replace(understood, act=AskBack(decision))
        in_place = meant.in_place if decision.entry == meant.entry else None
        settled = ByEntry(matcher.entries[decision.entry].id, in_place)
        return replace(understood, act=settled, line=decision.line or reading.line)

    def _unsure(self, turn: Turn, found: Sequence[Found], likely: Sequence[Judged]) -> Understood:
        """Ask back, or say that nothing is known."""
        # What was put into the question before says most of what is meant.
        whole = next((one.reading for one in found if one.reading.kind is ReadingKind.SUBSTITUTED), found[0].reading)
        likeliest = likely[0].meant.reading.ranking if likely else whole.ranking
        of_all = _as_ranking(likely, likeliest)
        decision = hesitate(likeliest, of_all, turn.alone.words, self._matcher)
        act = AskBack(decision) if decision.choices else NotKnown(decision.missing)
        return Understood(act, whole.text, of_all, turn.context, of_all.confidence)

    def is_small_talk(self, id: str) -> bool:
        return id in self._entries and self._entries[id].topic == SMALL_TALK


def _as_ranking(likely: Sequence[Judged], own: Ranking) -> Ranking:
    """The ranking of the likeliest reading, with the candidates of all readings in the order of their probability."""
    candidates: dict[int, Scored] = {}
    for one in likely:
        entry, ranked = one.meant.entry, one.meant.reading.ranking.candidates
        scored = next((candidate for candidate in ranked if candidate.entry == entry), None)
        if scored is not None and entry not in candidates:
            candidates[entry] = replace(scored, confidence=one.probability)
    chosen = tuple(candidates.values())
    among = min(1.0, sum(one.confidence for one in chosen[:CHOICES]))
    return replace(own, candidates=chosen, among=among, following=True)
