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


class _Read(NamedTuple):
    """A question as it is read: that before, or the follow-up."""

    words: Sequence[str]
    names: Sequence[Found]
    facets: Facets
    said: Sequence[str]  # What it says beside its names.
    times: set[int]  # The places of its words for times.


def exchanged(previous: str, follow_up: str, matcher: Matcher) -> tuple[Exchanged, ...]:
    """Put the facets of a follow-up into the question before; nothing where it holds none, or says more than that.

    If the follow-up names another model or company, the time of the question before may not hold for it, as that of a
    launch. Then a second text without the time is returned, too.
    """
    old, new = _read(previous, matcher), _read(follow_up, matcher)
    insertion = _insertion(new, old, matcher.lexicon)
    if insertion is None:
        return ()
    dropped = _dropped(old, insertion.kinds, matcher.kinds)
    whole = Exchanged(_rebuilt(old.words, insertion.words, dropped), insertion.adds)
    times = old.times - places_of(old.names)
    if times <= dropped or not _names_another(new.facets, old.facets, matcher.kinds):
        return (whole,)
    return whole, Exchanged(_rebuilt(old.words, insertion.words, dropped | times), insertion.adds)


def _read(text: str, matcher: Matcher) -> _Read:
    words, lexicon = matcher.repaired(text), matcher.lexicon
    names, times = lexicon.names(words), {at for at, word in enumerate(words) if is_time(word)}
    return _Read(words, names, read_facets(words, lexicon), content(besides(words, names), lexicon.language), times)


def _insertion(new: _Read, old: _Read, lexicon: Lexicon) -> _Insertion | None:
    """What the follow-up puts into the question before; None where it names nothing new, or asks more."""
    if _only_names_again(new.facets, old.facets):
        return None
    return _completing(new, old, lexicon) or _naming(new, old, lexicon)


def _only_names_again(new: Facets, old: Facets) -> bool:
    """Whether all that is named was named before, as one of two companies. A coarser time counts as new: "2025" after
    "May 2025" asks for the whole year."""
    finest, finest_old = new.finest_time(), old.finest_time()
    is_coarser = finest is not None and finest_old is not None and finest < finest_old
    return bool(new.values) and set(new.values) <= set(old.values) and not is_coarser


def _completing(new: _Read, old: _Read, lexicon: Lexicon) -> _Insertion | None:
    """One or two words, with the name before that they make another of: of "the blue one?" after the Lark, the blue
    Lark. What the follow-up names besides goes with it."""
    if not 1 <= len(new.said) <= 2:
        return None
    for name in (one for one in old.names if one.kind in lexicon.kinds.exact):
        before = tuple(old.words[name.start : name.end])
        for whole in ((*new.said, *before), (*before, *new.said)):
            kinds = {kind for kind, value in lexicon.names.meant_by(whole) if (kind, value) != (name.kind, name.value)}
            if kinds:
                named = [new.words[at] for at in sorted(places_of(new.names))]
                return _Insertion([*named, *whole], {*kinds, *new.facets.kinds()})
    return None


def _naming(new: _Read, old: _Read, lexicon: Lexicon) -> _Insertion | None:
    """What the follow-up names, and one more word that it may say ("the Lark's tail?")."""
    further = [word for word in new.said if not (is_time(word) or rank_of(word) or word.isdigit())]
    if not new.facets.values or len(further) > 1 or _asks_for_amount(new, lexicon):
        return None
    named, filler = places_of(new.names), talk_of(lexicon.language).words["filler"]
    words = [word for at, word in _in_full(new, lexicon) if at in named or word not in filler]
    return _Insertion(words, new.facets.kinds(), adds=any(word not in old.words for word in further))


def _asks_for_amount(new: _Read, lexicon: Lexicon) -> bool:
    """Whether a follow-up names nothing but an amount, and asks for it ("what range?")."""
    return set(new.facets.kinds()) == {QUANTITY} and new.words[0] in talk_of(lexicon.language).words["asking_first"]


def _in_full(new: _Read, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """The words with their places; the only name, if of a thing, whole: "the Comet" may stand behind an article."""
    things = [name for name in new.names if name.kind in lexicon.kinds.leading]
    name = things[0] if len(things) == len(new.names) == 1 else None
    for at, word in enumerate(new.words):
        if name is not None and at == name.start:
            yield from ((at, part) for part in name.value.split("-"))
        elif name is None or not name.start < at < name.end:
            yield at, word


def _dropped(old: _Read, kinds: Collection[str], known: Kinds) -> set[int]:
    """The places of the words that go where facets of these kinds are named anew."""
    going = known.replaced_by(kinds)
    staying = (name for name in old.names if name.kind in known.leading and name.kind not in going)
    drop = places_of(name for name in old.names if name.kind in going) - places_of(staying)
    if any(kind in TIME_KINDS for kind in kinds):
        years = {at for at in old.times if old.words[at].isdigit()}  # Of the words for times only a year is all digits.
        drop |= old.times if "year" in kinds else old.times - years
    if RANK in kinds:
        drop.update(at for at, word in enumerate(old.words) if rank_of(word))
    return drop


def _rebuilt(old: Sequence[str], inserted: Sequence[str], dropped: Collection[int]) -> str:
    """The words with those inserted in the place of the first that is dropped, or behind them all."""
    place = min(dropped, default=len(old))
    tail = [word for at, word in enumerate(old) if at > place and at not in dropped]
    return " ".join([*old[:place], *inserted, *tail])


def _names_another(new: Facets, old: Facets, known: Kinds) -> bool:
    """Whether the follow-up names a model or company that the question before does not."""
    another = set(new.values).difference(old.values)
    return any(kind in (*known.leading, *known.groups) for kind, _ in another)
