"""Reads a message as a turn of a conversation, with its dates resolved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.conversation.chatter import without_chatter
from bot.conversation.choosing import Picked, pick, refuses_all
from bot.conversation.cleaning import in_plain_words, without_asides, without_lead_in, without_quotes
from bot.conversation.complaining import without_complaints
from bot.conversation.dates import counts_from_today, resolve_dates
from bot.conversation.followup import has_cue, says_that_it_leans
from bot.conversation.naming import named_in_full
from bot.conversation.signs import Signed, without_signs
from bot.conversation.spoken import SpokenTimes, TimeFacets, counts_from_named, written_out
from bot.matching import Matcher, Ranking, normalise, read_facets
from bot.model import TIME_KINDS, Context, Entry, Question

MEMORY = timedelta(minutes=15)  # After this a conversation is over, and a question stands for itself.


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as it is read once; everything that is understood of it starts from here."""

    text: str
    """Without quotes, lead-in, asides and signs; dates that count from today, or what was spoken of, written out."""
    words: tuple[str, ...]
    language: str
    alone: Ranking  # The text ranked by itself.
    context: Context  # Empty where it is too old.
    picked: Picked | None
    """The choices that it picks; none of them where it refuses what was offered or answered before."""
    undated: bool  # It counts from a day that is not known ("last year"), so that no figure can be the right one.
    corrects: bool = False  # As in `Signed`.
    denied: tuple[tuple[str, str], ...] = ()  # Names of what a correction says is not meant.
    back: bool = False  # As in `Signed`.
    not_again: str = ""  # The id of an answer that must not come: complained of, or found before and not enough.

    @property
    def follows(self) -> bool:
        """Whether something was asked before that it may lean on."""
        return _was_asked(self.context)

    @property
    def has_cue(self) -> bool:
        return has_cue(self.text, self.language)

    @property
    def says_that_it_leans(self) -> bool:
        return says_that_it_leans(self.words, self.text, self.language)


def without_complaint(question: Question, context: Context, matcher: Matcher) -> tuple[Question, str]:
    """What is asked beside a complaint about the last answer, and the id of that answer; empty without a complaint."""
    follows = _was_asked(_alive(context, question.asked_at, matcher))
    asked = without_complaints(question.text, matcher.lexicon.language) if follows else None
    return (question, "") if asked is None else (replace(question, text=asked), context.entry or "")


def read_turn(question: Question, context: Context, matcher: Matcher, not_again: str = "") -> Turn:
    """`question` has its white space folded; `not_again`: as in `Turn`."""
    context = _alive(context, question.asked_at, matcher)
    language = matcher.lexicon.language
    said = without_lead_in(without_quotes(question.text), language)
    said = said if matcher.exact(matcher.lexicon.words(said)) else without_chatter(said, language)
    asking = in_plain_words(without_asides(said, matcher.lexicon), language)
    text = matcher.lexicon.native.plain(matcher.with_times_repaired(asking))
    is_whole = not _was_asked(context) or matcher.exact(matcher.lexicon.words(text))
    signed = Signed(text) if is_whole else without_signs(text, context, language)
    today = question.asked_at.date() if question.asked_at is not None else None
    # "The previous quarter" counts from the one that was spoken of, where one was, and else from today.
    text = written_out(signed.text, _spoken_times(signed, context, matcher), today, language)
    text = resolve_dates(text, today, language) if today is not None else text
    text = named_in_full(text, context, matcher)
    alone = matcher.ranking_of(text)
    picked = pick(question.text, context.offered, language)
    if not context.offered and _was_asked(context) and not alone.exact and refuses_all(question.text, language):
        picked = Picked(())
    return Turn(
        text,
        normalise(text),
        language,
        alone,
        context,
        picked,
        undated=today is None and not alone.exact and counts_from_today(text, language),
        corrects=signed.corrects,
        denied=_names_in(signed.denied, context, matcher) if signed.denied else (),
        back=signed.back,
        not_again=not_again,
    )


def _names_in(text: str, context: Context, matcher: Matcher) -> tuple[tuple[str, str], ...]:
    """Kinds and values, also of what is named beside a thing that was spoken of: "the red one" after the Lark."""
    lexicon = matcher.lexicon
    words, before = lexicon.words(text), lexicon.words(context.question)
    things = [name for name in lexicon.names(before) if name.kind in matcher.kinds.leading]
    composed = lexicon.names.meant_beside((before[name.start : name.end] for name in things), words)
    facets = read_facets(words, lexicon)
    spoken_of = {(name.kind, name.value) for name in things}.difference(facets.excluded)
    named = dict.fromkeys((*facets.values, *facets.excluded, *sorted(composed)))
    return tuple(pair for pair in named if pair[0] in matcher.kinds.named and pair not in spoken_of)


def _was_asked(context: Context) -> bool:
    return context.entry is not None or bool(context.question)


def _alive(context: Context, now: datetime | None, matcher: Matcher) -> Context:
    """What is left of a context: nothing where it is too old, or of another knowledge base."""
    if context.at is not None and now is not None and not timedelta(0) <= now - context.at <= MEMORY:
        return Context()
    if context.entry is not None and context.entry not in matcher.entry_of_id:
        return Context(question=context.question, facets=context.facets, offered=context.offered, at=context.at)
    return context


def _spoken_times(signed: Signed, context: Context, matcher: Matcher) -> SpokenTimes:
    named = read_facets(normalise(signed.text), matcher.lexicon).values if counts_from_named(signed.text) else ()
    if signed.back:
        # What is spoken of now says nothing of the time of what was spoken of before.
        dated = (one.facets for one in context.earlier if any(kind in TIME_KINDS for kind, _ in one.facets))
        return SpokenTimes(named, next(dated, ()))
    last = matcher.entry_of_id.get(context.entry or "")
    if last is None:
        return SpokenTimes(named, context.facets)
    about = ((kind, matcher.guard.core(last, kind)) for kind in TIME_KINDS)
    answered = tuple((kind, next(iter(values))) for kind, values in about if len(values) == 1)
    return SpokenTimes(named, context.facets, answered, _year_told(matcher.entries[last], matcher))


def _year_told(entry: Entry, matcher: Matcher) -> TimeFacets:
    """The only year that the first sentence of an answer tells, or else that in which the answer holds."""
    first = entry.answer.partition(". ")[0]
    years = read_facets(matcher.lexicon.words(first), matcher.lexicon).of("year")
    year = years[0] if len(years) == 1 else (entry.as_of or "")[:4]
    return (("year", year),) if year else ()
