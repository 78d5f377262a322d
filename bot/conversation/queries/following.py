"""Applies a follow-up to the query before, as a complete question."""

from collections.abc import Collection, Sequence

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.conversation.queries.held.pools import Pools, amounts_of
from bot.conversation.queries.of_rows.mentions import mentioned
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import is_year
from bot.figures import Measure, Operation
from bot.matching import is_time, places_of
from bot.model import QUANTITY


def changed(
    words: Sequence[str], before: Sequence[str], measure: Measure, reader: FigureReader
) -> tuple[str, ...] | None:
    """Return the words of the question before, with the times, rows or operation of the follow-up in place of its own:
    "how many Larks were sold in May" and "and in June?" make "how many Larks were sold in June". None where the
    follow-up says nothing new, or what the measure knows nothing of."""
    asked, old = reader.asked(words), reader.asked(before)
    if asked is None or old is None or _asks_another_amount(asked, measure):
        return None
    rows, times = _row_places(asked, measure, reader.pools), _time_places(asked, measure, reader.pools)
    if not (rows or times or asked.cue_words) or _says_more(asked, rows | times, measure):
        return None
    rows_replaced = _row_places(old, measure, reader.pools) if rows else set[int]()
    times_replaced = _times_replaced(words, before) if times else set[int]()
    replaced = rows_replaced | times_replaced | _cues_replaced(asked, old, before)
    of = talk_of(asked.lexicon.language).words
    kept = [word for at, word in enumerate(before) if at not in replaced]
    while kept and kept[-1] in of["filler"]:
        kept.pop()
    lead = next((at for at, word in enumerate(words) if word not in of["leading_figures"]), 0)
    return (*kept, *words[lead:])


def _cues_replaced(asked: Asked, old: Asked, before: Sequence[str]) -> set[int]:
    """The places of the words for an operation. They stay where the follow-up names a row or time alone, but for those
    that choose: after "which is the dearest", "and the Finch?" asks for its price."""
    chose = old.cues.operation in (Operation.EXTREME, Operation.THRESHOLD)
    return {at for at, word in enumerate(before) if word in old.cue_words} if asked.cue_words or chose else set()


def _times_replaced(words: Sequence[str], before: Sequence[str]) -> set[int]:
    """The places of the times of the question before; the only year stays where the follow-up names none."""
    years = set(filter(is_year, before))
    keep = years if len(years) == 1 and not any(map(is_year, words)) else set()
    return {at for at, word in enumerate(before) if is_time(word) and word not in keep}


def _asks_another_amount(asked: Asked, measure: Measure) -> bool:
    """Whether another figure is asked for ("range?"), even where a label has the same word ("Long Range")."""
    titled = asked.lexicon.names(asked.lexicon.words(f"{measure.column} {measure.title}"))
    named, own = ({one.value for one in names if one.kind == QUANTITY} for names in (asked.named, titled))
    return not named <= own | amounts_of(measure)


def _time_places(asked: Asked, measure: Measure, pools: Pools) -> set[int]:
    """The places of the words that name times; where the rows are no times, only of those that are read as such."""
    if measure.span is None and not pools.rows_of_own(measure).timed:
        return asked.timed_places
    return asked.timed_places | {at for at, word in enumerate(asked.words) if is_time(word)}


def _says_more(asked: Asked, places: Collection[int], measure: Measure) -> bool:
    """Whether a word in another place says what the measure knows nothing of."""
    lexicon, asking = asked.lexicon, talk_of(asked.lexicon.language).words["asking_figures"]
    known = set(map(lexicon.stem, lexicon.words(f"{measure.title} {measure.noun} {measure.unit or ''}")))
    explained = asked.cue_words | asking
    rest = [word for at, word in enumerate(asked.words) if at not in places and word not in explained]
    return any(lexicon.stem(word) not in known and not word.isdigit() for word in content(rest, lexicon.language))


def _row_places(asked: Asked, measure: Measure, pools: Pools) -> set[int]:
    """The places of the words that name rows of the measure, but for times: "and the Finch?" stays in May."""
    rows = pools.rows_of_own(measure)
    if all(row.cell.span is not None for row in rows.all):
        return set()
    meant = [row for mention in mentioned(asked, rows) for row in mention.rows]
    stems = {stem for row in meant for stem in row.words}
    names = [name for name in asked.named if any((name.kind, name.value) in row.facets for row in meant)]
    filler = talk_of(asked.lexicon.language).words["filler"]
    spoken = zip(asked.words, asked.whole.stems, strict=True)
    said = {at for at, (word, stem) in enumerate(spoken) if stem in stems and word not in filler}
    return (places_of(names) | said) - asked.timed_places
