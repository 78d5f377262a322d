"""Fits what speaks for an answer in a conversation: conversations with what is right in, weights out.

Run `python -m benchmarks.fit_readings`: it writes bot/replies/evidence.toml and bot/conversation/thresholds.toml, the
same each time, in about ten minutes.
The conversations are those of talks/fit.jsonl; each turn is read after the right answers to the turns before. Beside
them stand questions and small talk that follow nothing. talks/aside.jsonl, which nothing is fitted to, says what it
gives. What a thin base weighs is fitted to the same conversations with few ways of asking left, and to questions of
thin FAQs and of samples of the shipped knowledge, each after an answer that it has nothing to do with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.faqs import FITTED, faq_base
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.progress import bar
from benchmarks.small_bases import small_bases, sources_of
from benchmarks.talks import Said, Talk, read_talks
from benchmarks.thresholds import chosen
from bot import open_bot
from bot.conversation import Turn, folded, read_turn
from bot.conversation.asking_again import REPEAT_TAG
from bot.conversation.queries.reader import reader_of
from bot.knowledge import load_knowledge, with_small_talk
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.model import SMALL_TALK, Case, Context, Entry, Knowledge, Question, Reply
from bot.replies.catalogue import Catalogue
from bot.replies.evidence import FOR, NAMES, weights_for
from bot.replies.meant import Meant
from bot.replies.understanding import Understander
from bot.replies.writing import Writer

TALKS = Path(__file__).with_name("talks")
WEIGHTS = Path(__file__).parents[1] / "bot" / "replies" / "evidence.toml"
LIMITS = Path(__file__).parents[1] / "bot" / "conversation" / "thresholds.toml"
_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEW, SMALL, OUTSIDE = 500, 6, 150
"""Questions on something new among the conversations, lines of each small talk, and lines out of scope; as many of
these are also read backwards, which says nothing in any language."""
NEW_WEIGHT = 0.3
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
NEARLY = 0.96
FEW, MOST_ENTRIES, EACH, FAQ_ROUNDS = (1, 2, 3), 60, 60, 3
"""Of thin bases: ways of asking that are left of the shipped knowledge; entries of its samples, at most, and questions
to each of them; how often each question of the FAQs is asked."""
THIN_PRICE = 2.0
"""Right answers that a wrong one costs on a thin base: most that is asked there is not held."""
OFFERED, BAND, OFTEN = (0.1, 0.15, 0.2, 0.25), 0.05, 0.4
REACTION = "reaction"
"""Kind of turns that ask for nothing: what answers them is small talk."""
_RIDGE = 5.0
_LEAST = 0.3
"""Probability from which on an answer that is not right may still become what is spoken of."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A turn after an answer: what may be meant, a row of evidence each."""

    said: Said
    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    small: NDArray[np.bool_]


def main() -> None:
    knowledge = load_knowledge()
    bot = open_bot(None, cache_folder())
    trial = Trial(Matcher(bot.index))
    talks, others = (read_talks(TALKS / f"{name}.jsonl") for name in ("fit", "aside"))
    fit = list(trial.tried(talks))
    full = fitted(fit, list(trial.new(chosen_cases(knowledge))), NEW_WEIGHT)
    follow = _follow_from(fit, full, 1.0)
    tell("fitted to", fit, full, follow)
    tell("aside", list(trial.tried(others)), full, follow)
    bases = [Trial(Matcher(compile_index(_thinned(knowledge, ways)))) for ways in FEW]
    few_fit, few_aside = ([said for one in bases for said in one.tried(some)] for some in (talks, others))
    few_new = list(_thin_new(knowledge))
    thin = fitted(few_fit, few_new, 1.0)
    thin_follow = _follow_from([*few_fit, *few_new], thin, THIN_PRICE)
    tell("thin bases, fitted to", few_fit, thin, thin_follow)
    tell("thin bases, new subjects", few_new, thin, thin_follow)
    tell("thin bases, aside", few_aside, thin, thin_follow)
    _write(WEIGHTS, "What speaks for an answer in a conversation", {"full": _named(full), "thin": _named(thin)})
    weights_for.cache_clear()
    limits = {"follow_from": follow, "thin_follow_from": thin_follow, "offer_from": _offer_from(fit, full)}
    _write(LIMITS, "The limits of `thresholds.py`", {"": {**limits, **chosen(bot, talks, limits)}})


def _named(weights: NDArray[np.float64]) -> dict[str, float]:
    return dict(zip((*NAMES, "constant"), weights.tolist(), strict=True))


def _write(file: Path, what: str, tables: Mapping[str, Mapping[str, float]]) -> None:
    """`tables`: by their names; what stands in none goes by an empty one."""
    lines = [f"# {what}; written by `python -m benchmarks.fit_readings`."]
    for table, values in tables.items():
        lines += ["", f"[{table}]"] if table else []
        lines += (f"{name} = {value:.3f}" for name, value in values.items())
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _thinned(knowledge: Knowledge, ways: int) -> Knowledge:
    """With so many ways of asking an entry, and no follow-up that is known."""
    random = Random(ways)

    def few(entry: Entry) -> Entry:
        asked = entry.phrasings
        if entry.topic != SMALL_TALK:
            asked = tuple(random.sample(asked, min(len(asked), ways - 1)))
        return replace(entry, phrasings=asked, follow_ups=())

    return replace(knowledge, entries=tuple(map(few, knowledge.entries)))


def _thin_new(knowledge: Knowledge) -> Iterator[Tried]:
    """Questions to thin bases, each after an answer that it has nothing to do with."""
    drawn = small_bases(sources_of(knowledge, None)[0], (0,))
    for base in (one for one in drawn if len(one.knowledge.entries) <= MOST_ENTRIES):
        trial = Trial(Matcher(compile_index(with_small_talk(base.knowledge))))
        asked = Random(7).sample(base.asked, min(len(base.asked), EACH))
        yield from trial.new([Case(one.text, one.entry) for one in asked])
    for base in map(faq_base, FITTED):
        trial = Trial(Matcher(compile_index(base.knowledge)))
        for seed in range(FAQ_ROUNDS):
            yield from trial.new([Case(one.text, one.entry) for one in base.asked], seed)


def chosen_cases(knowledge: Knowledge) -> list[Case]:
    topics = {entry.id: entry.topic for entry in (*knowledge.entries, *knowledge.cells)}
    asked = [case for case in knowledge.cases if case.expect in topics]
    Random(7).shuffle(asked)
    outside = [Case(text, None) for text in knowledge.out_of_scope[:: len(knowledge.out_of_scope) // OUTSIDE + 1]]
    noise = [Case(case.text[::-1], None) for case in outside]
    return [*_small_talk(knowledge), *asked[:NEW], *outside, *noise]


def _small_talk(knowledge: Knowledge) -> list[Case]:
    """Small talk as it is noted, which should never be asked back about."""
    entries = [entry for entry in knowledge.entries if entry.topic == SMALL_TALK]
    return [Case(text, entry.id) for entry in entries for text in Random(7).sample(entry.phrasings, SMALL)]


class Trial:
    """Reads conversations turn by turn, and goes on with what is right."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        reader = reader_of(matcher)
        self._catalogue = Catalogue(matcher.index.texts.knowledge)
        self._writer = Writer(self._catalogue, reader)
        self._understander = Understander(matcher, reader, self._catalogue)

    def tried(self, talks: Sequence[Talk]) -> Iterator[Tried]:
        for talk in bar(talks, "conversations"):
            context = Context()
            for said in talk.turns:
                question = Question(folded(said.text), asked_at=_TODAY)
                turn = read_turn(question, context, self._matcher)
                weighed = self._understander.leaning.weighed(turn)
                replies = [self._reply(turn, one, question) for one, _ in weighed]
                right = [said.held and said.fits(reply.answer.text if reply.answer else "") for reply in replies]
                if said.kind == REACTION:
                    right = self._reacting(turn, [one for one, _ in weighed])
                if turn.follows and weighed:
                    rows = np.array([astuple(evidence) for _, evidence in weighed], np.float64)
                    yield Tried(said, rows, np.array(right), np.array([_is_small(reply) for reply in replies]))
                if not turn.follows:
                    understood = self._understander.understand(question, context)
                    if not understood.answers:  # What follows, follows a question that was asked back.
                        context = self._writer.write(understood, question).context
                        continue
                either = [evidence.either for _, evidence in weighed]
                meant = max(range(len(weighed)), key=lambda at: (right[at], either[at]), default=None)
                if meant is not None and (right[meant] or either[meant] >= _LEAST):
                    context = replies[meant].context

    def _reacting(self, turn: Turn, meant: Sequence[Meant]) -> list[bool]:
        """The small talk that comes first, or the last answer once more, where that is what it asks for."""
        first = self._matcher.entries[turn.alone.candidates[0].entry] if turn.alone.candidates else None
        if first is None or first.topic != SMALL_TALK:
            return [False] * len(meant)
        wanted = turn.context.entry if REPEAT_TAG in first.tags else first.id
        return [one.id == wanted for one in meant]

    def new(self, cases: Sequence[Case], seed: int = 7) -> Iterator[Tried]:
        """Questions and small talk that follow nothing, each after an answer that it has nothing to do with."""
        random = Random(seed)
        befores = [entry for entry in self._matcher.entries if entry.topic != SMALL_TALK]
        for case in bar(cases, "new subjects"):
            expected = self._catalogue.entries.get(case.expect or "")
            before = random.choice(befores)
            wanted = before.id if expected and REPEAT_TAG in expected.tags else case.expect
            yield from self._after(before, case.text, wanted, random)

    def _after(self, before: Entry, text: str, wanted: str | None, random: Random) -> Iterator[Tried]:
        question = random.choice((before.question, *before.phrasings))
        context = Context(before.id, question, self._matcher.ranking_of(question).facets.values, at=_TODAY)
        turn = read_turn(Question(folded(text), asked_at=_TODAY), context, self._matcher)
        weighed = self._understander.leaning.weighed(turn)
        if weighed:
            rows = np.array([astuple(evidence) for _, evidence in weighed], np.float64)
            right = np.array([one.id == wanted for one, _ in weighed])
            small = np.array([self._understander.leaning.is_small_talk(one.id) for one, _ in weighed])
            yield Tried(Said(text, ("",) if wanted else (), ()), rows, right, small)

    def _reply(self, turn: Turn, one: Meant, question: Question) -> Reply:
        understood = self._understander.leaning.answering(turn, one, 1.0)
        return self._writer.write(understood, question)


def _is_small(reply: Reply) -> bool:
    return reply.answer is not None and reply.answer.topic == SMALL_TALK


def fitted(talks: Sequence[Tried], new: Sequence[Tried], weight: float) -> NDArray[np.float64]:
    """No sign that a reading is sure of an answer may speak against it. `weight`: what each of `new` counts."""
    choices = [Choice(one.evidence, one.right) for one in talks]
    choices += [Choice(one.evidence, one.right, weight) for one in new]
    return fit_logit(choices, np.array([name in FOR for name in NAMES]), _RIDGE)


def _follow_from(tried: Sequence[Tried], weights: NDArray[np.float64], price: float) -> float:
    """The lowest from which on nearly as much is right beyond what is wrong as from any other: who is answered need not
    pick a choice. `price`: how many right answers a wrong one costs."""
    best = [_best(one, weights) for one in tried]

    def gain(threshold: float) -> float:
        given = [bool(one.right[at]) for one, (at, chance) in zip(tried, best, strict=True) if chance >= threshold]
        return sum(given) - price * (len(given) - sum(given))

    gains = {one: gain(one) for one in THRESHOLDS}
    print("right less wrong:", ", ".join(f"{gained:.0f} from {one}" for one, gained in gains.items()))
    return min(one for one, gained in gains.items() if gained >= NEARLY * max(gains.values()))


def _offer_from(tried: Sequence[Tried], weights: NDArray[np.float64]) -> float:
    """From where on the right answer is among the three likeliest in two of five times."""
    for low in OFFERED:
        band = [one for one in tried if low <= _best(one, weights)[1] < low + BAND]
        if band and np.mean([_is_among(one, weights) for one in band]) >= OFTEN:
            return low
    return OFFERED[-1]


def _is_among(one: Tried, weights: NDArray[np.float64]) -> bool:
    scores = one.evidence @ weights[:-1]
    return bool(one.right[np.argsort(-scores)[:3]].any())


def _best(one: Tried, weights: NDArray[np.float64]) -> tuple[int, float]:
    """The place and the probability of the likeliest answer."""
    chances = probabilities(one.evidence, weights)
    best = int(chances.argmax())
    return best, float(chances[best])


def tell(name: str, tried: Sequence[Tried], weights: NDArray[np.float64], threshold: float) -> None:
    right = wrong = 0
    tried = [one for one in tried if one.said.kind != REACTION]
    for one in tried:
        best, chance = _best(one, weights)
        answered = chance >= threshold
        right += bool(one.right[best]) if one.said.held and answered else not one.said.held and not answered
        wrong += answered and not one.right[best] and not one.small[best]
    count = len(tried)
    print(f"{name}: {count} turns behind the first, {right / count:.1%} right, {wrong / count:.1%} wrong")


if __name__ == "__main__":
    main()
