"""Reads a message as a turn of a conversation, with its dates resolved."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.conversation.chatter import without_chatter
from bot.conversation.choosing import pick, refuses_all
from bot.conversation.cleaning import in_plain_words, without_asides, without_lead_in, without_quotes
from bot.conversation.complaining import without_complaints
from bot.conversation.dates import counts_from_today, resolve_dates
from bot.conversation.followup import has_cue, says_that_it_leans
from bot.conversation.naming import named_in_full
from bot.conversation.picked_places import Picked
from bot.conversation.signs import Signed, without_signs
from bot.conversation.spoken import counts_from_named, written_out
from bot.conversation.spoken_times import spoken_times
from bot.matching import Matcher, Ranking, normalise, read_facets
from bot.model import Context, Question

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
    """`question` has its white space folded; `not_again`: as in `Turn`.

    What asks nothing goes first, then signs. Then times are written out, since they count from what a sign goes back
    to; and names last.
    """
    context = _alive(context, question.asked_at, matcher)
    language, today = matcher.lexicon.language, question.asked_at.date() if question.asked_at is not None else None
    signed = _without_signs(_without_what_asks_nothing(question.text, matcher), context, matcher)
    text = named_in_full(_with_times(signed, context, today, matcher), context, matcher)
    alone = matcher.ranking_of(text)
    return Turn(
        text=text,
        words=normalise(text),
        language=language,
        alone=alone,
        context=context,
        picked=_picked(question.text, alone, context, language),
        undated=today is None and not alone.exact and counts_from_today(text, language),
        corrects=signed.corrects,
        denied=_names_in(signed.denied, context, matcher) if signed.denied else (),
        back=signed.back,
        not_again=not_again,
    )


def _without_what_asks_nothing(text: str, matcher: Matcher) -> str:
    """Without quotes, lead-in, chatter and asides, and in plain words, with repaired times in English."""
    lexicon = matcher.lexicon
    said = without_lead_in(without_quotes(text), lexicon.language)
    said = said if matcher.exact(lexicon.words(said)) else without_chatter(said, lexicon.language)
    asking = in_plain_words(without_asides(said, lexicon), lexicon.language)
    return lexicon.native.plain(matcher.with_times_repaired(asking))


def _without_signs(text: str, context: Context, matcher: Matcher) -> Signed:
    """A way of asking of some entry holds no sign, and neither does what opens a conversation."""
    is_whole = not _was_asked(context) or matcher.exact(matcher.lexicon.words(text))
    return Signed(text) if is_whole else without_signs(text, context, matcher.lexicon.language)


def _with_times(signed: Signed, context: Context, today: date | None, matcher: Matcher) -> str:
    """ "The previous quarter" counts from the one that was spoken of, where one was, and else from today."""
    text, lexicon = signed.text, matcher.lexicon
    named = read_facets(normalise(text), lexicon).values if counts_from_named(text) else ()
    spoken = spoken_times(named, context, matcher, back=signed.back)
    text = written_out(text, spoken, today, lexicon.language)
    return resolve_dates(text, today, lexicon.language) if today is not None else text


def _picked(text: str, alone: Ranking, context: Context, language: str) -> Picked | None:
    if not context.offered and _was_asked(context) and not alone.exact and refuses_all(text, language):
        return Picked(())
    return pick(text, context.offered, language)


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
