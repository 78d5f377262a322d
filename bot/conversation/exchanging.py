"""Puts the names and dates of a follow-up into the question before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.matching import Facets, Found, Lexicon, Matcher, besides, is_time, places_of, rank_of, read_facets
from bot.model import QUANTITY, RANK, TIME_KINDS, Kinds


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The question before, with what the follow-up replaces in it."""

    text: str
    adds: bool = False
    """The follow-up says something besides what it names, which the question before does not ("the Lark's tail?")."""


class _Insertion(NamedTuple):
    words: Sequence[str]
    kinds: Collection[str]  # The kinds of what the words name.
    adds: bool = False  # As in `Exchanged`.


def exchanged(previous: str, follow_up: str, matcher: Matcher) -> tuple[Exchanged, ...]:
    """Put the facets of a follow-up into the question before; nothing where it holds none, or says more than that.

    If the follow-up names another model or company, the time of the question before may not hold for it, as that of a
    launch. Then a second text without the time is returned, too.
    """
    old, new = matcher.repaired(previous), matcher.repaired(follow_up)
    spoken = matcher.lexicon.names(old)
    insertion = _read_insertion(old, spoken, new, matcher.lexicon)
    if insertion is None:
        return ()
    dropped = _dropped(old, spoken, insertion.kinds, matcher.kinds)
    whole = Exchanged(_rebuilt(old, insertion.words, dropped), insertion.adds)
    times = {at for at, word in enumerate(old) if is_time(word)} - places_of(spoken)
    another = set(read_facets(new, matcher.lexicon).values) - set(read_facets(old, matcher.lexicon).values)
    whose = (*matcher.kinds.leading, *matcher.kinds.groups)
    if times <= dropped or not any(kind in whose for kind, _ in another):
        return (whole,)
    return whole, Exchanged(_rebuilt(old, insertion.words, dropped | times), insertion.adds)


def _read_insertion(
    old: Sequence[str], spoken: Sequence[Found], new: Sequence[str], lexicon: Lexicon
) -> _Insertion | None:
    """None where the follow-up names nothing new, or asks more. `old`: the words of the question before, with the names
    `spoken` in it; `new`: those of the follow-up."""
    facets, names = read_facets(new, lexicon), lexicon.names(new)
    if _only_names_again(facets, read_facets(old, lexicon)):
        return None
    covered, said = places_of(names), content(besides(new, names), lexicon.language)
    completed = _completed(said, old, spoken, lexicon)
    if completed is not None:
        named = [word for at, word in enumerate(new) if at in covered]
        return _Insertion([*named, *completed.words], {*completed.kinds, *facets.kinds()})
    further = [word for word in said if not (is_time(word) or rank_of(word) or word.isdigit())]
    lists = talk_of(lexicon.language).words
    is_question = set(facets.kinds()) == {QUANTITY} and new[0] in lists["asking_first"]  # "What range?"
    if not facets.values or len(further) > 1 or is_question:
        return None
    words = [word for at, word in _in_full(new, names, lexicon) if at in covered or word not in lists["filler"]]
    return _Insertion(words, facets.kinds(), adds=not {*further} <= {*old})


def _only_names_again(facets: Facets, old: Facets) -> bool:
    """Whether all that is named was named before, as one of two companies. A coarser time counts as new: "2025" after
    "May 2025" asks for the whole year."""
    finest, finest_old = facets.finest_time(), old.finest_time()
    is_coarser = finest is not None and finest_old is not None and finest < finest_old
    return bool(facets.values) and set(facets.values) <= set(old.values) and not is_coarser


def _in_full(words: Sequence[str], names: Sequence[Found], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The words with their places, the only name of a thing whole: "the Comet" may stand behind an article."""
    alone = [name for name in names if name.kind in lexicon.kinds.leading]
    name = alone[0] if len(alone) == len(names) == 1 else None
    for at, word in enumerate(words):
        if name is not None and at == name.start:
            yield from ((at, part) for part in name.value.split("-"))
        elif name is None or not name.start < at < name.end:
            yield at, word


def _completed(said: Sequence[str], old: Sequence[str], spoken: Sequence[Found], lexicon: Lexicon) -> _Insertion | None:
    """The whole name that one or two words make with a name `spoken` in `old`: of "the blue one?" after the Lark, the
    blue Lark."""
    if not 1 <= len(said) <= 2:
        return None
    for name in (one for one in spoken if one.kind in lexicon.kinds.exact):
        before = tuple(old[name.start : name.end])
        for whole in ((*said, *before), (*before, *said)):
            kinds = {kind for kind, value in lexicon.names.meant_by(whole) if (kind, value) != (name.kind, name.value)}
            if kinds:
                return _Insertion(whole, kinds)
    return None


def _dropped(old: Sequence[str], spoken: Sequence[Found], kinds: Collection[str], known: Kinds) -> set[int]:
    """The places of the words that go where facets of these kinds are named anew."""
    going = known.replaced_by(kinds)
    staying = (name for name in spoken if name.kind in known.leading and name.kind not in going)
    drop = places_of(name for name in spoken if name.kind in going) - places_of(staying)
    if any(kind in TIME_KINDS for kind in kinds):
        times = {at for at, word in enumerate(old) if is_time(word)}
        years = {at for at in times if old[at].isdigit()}  # Of the words for times only a year is all digits.
        drop |= times if "year" in kinds else times - years
    if RANK in kinds:
        drop.update(at for at, word in enumerate(old) if rank_of(word))
    return drop


def _rebuilt(old: Sequence[str], inserted: Sequence[str], dropped: Collection[int]) -> str:
    """The words with those inserted in the place of the first that is dropped, or behind them all."""
    place = min(dropped, default=len(old))
    tail = [word for at, word in enumerate(old) if at > place and at not in dropped]
    return " ".join([*old[:place], *inserted, *tail])
