"""Puts the names and dates of a follow-up into the question before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.matching import Facets, Found, Lexicon, Matcher, besides, is_time, places_of, rank_of, read_facets
from bot.model import QUANTITY, RANK, TIME_KINDS, Kinds


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The question before, with what the follow-up replaces in it."""

    text: str
    dated: bool = True
    """It is about the time that was spoken of, or that the follow-up names."""
    adds: bool = False
    """The follow-up says something besides what it names, which the question before does not ("the Lark's tail?")."""


def exchanged(before: str, after: str, matcher: Matcher) -> tuple[Exchanged, ...]:
    """Put the facets of `after` into the question `before`; nothing where `after` holds none, or says more than that.

    Where another model or company is named, the time that was spoken of may be that of the first alone, as that of a
    launch is: the question without it comes second.
    """
    old, new = matcher.repaired(before), matcher.repaired(after)
    spoken = matcher.lexicon.names(old)
    own, before_it = read_facets(new, matcher.lexicon), read_facets(old, matcher.lexicon)
    if own.values and set(own.values) <= set(before_it.values) and not _is_coarser(own, before_it):
        return ()  # It names nothing else, as after a question on two companies one of them.
    names = matcher.lexicon.names(new)
    covered, rest = places_of(names), besides(new, names)
    language = matcher.lexicon.language
    together = _named_with(old, spoken, rest, matcher.lexicon)
    named = _named(new, rest, covered, own.kinds(), language) if own.values else None
    if together is not None:
        named = [*(word for at, word in enumerate(new) if at in covered), *together[0]], {*together[1], *own.kinds()}
    if named is None:
        return ()
    inserted, kinds = named
    adds = together is None and not {*_saying(rest, language)} <= {*old}
    dropped = _dropped(old, spoken, kinds, matcher.kinds)
    whole = _with(old, inserted, dropped)
    times = {at for at, word in enumerate(old) if is_time(word)} - places_of(spoken)
    if set(kinds).isdisjoint(matcher.kinds.impersonal_subjects) or times <= dropped:
        return (Exchanged(whole, adds=adds),)
    return Exchanged(whole, adds=adds), Exchanged(_with(old, inserted, dropped | times), dated=False, adds=adds)


def _is_coarser(own: Facets, before: Facets) -> bool:
    """Whether a coarser time is named, which is news: the whole year after one of its months."""
    finest, finest_before = own.finest_time(), before.finest_time()
    return finest is not None and finest_before is not None and finest < finest_before


def spoken_out(after: str, subject: Sequence[str], matcher: Matcher) -> str | None:
    """Put the subject in the place of what points back to it ("how fast is it"), or behind what asks about it
    ("top speed?"); None where `after` names a subject itself, or asks nothing."""
    words = matcher.repaired(after)
    language = matcher.lexicon.language
    if (
        not subject
        or not content(words, language)
        or read_facets(words, matcher.lexicon).kinds() not in ((), (QUANTITY,))
    ):
        return None
    of = talk_of(language).words
    at = next((at for at, word in enumerate(words) if word in of["pointing"] or word in of["pointing_one"]), None)
    if at is None:
        return " ".join([*words, *subject])
    first = at - (at > 0 and words[at - 1] in of["pointing_leads"])
    return " ".join([*words[:first], *subject, *words[at + 1 :]])


def _named(
    new: Sequence[str], rest: Sequence[str], covered: Collection[int], kinds: Collection[str], language: str
) -> tuple[Sequence[str], Collection[str]] | None:
    """The words that name facets of these kinds; None where the rest says much more."""
    if set(kinds) == {QUANTITY} and new[0] in talk_of(language).words["asking_first"]:
        return None
    if len(_saying(rest, language)) > 1:
        return None
    filler = talk_of(language).words["filler"]
    return [word for at, word in enumerate(new) if at in covered or word not in filler], kinds


def _saying(rest: Sequence[str], language: str) -> list[str]:
    """The words that say something, but for dates, ranks and numbers."""
    return [word for word in content(rest, language) if not (is_time(word) or rank_of(word) or word.isdigit())]


def _named_with(
    old: Sequence[str], spoken: Sequence[Found], new: Sequence[str], lexicon: Lexicon
) -> tuple[Sequence[str], Collection[str]] | None:
    """What few words name together with one of the names `spoken` in `old`, as "the blue one?" does after a question
    on the Lark: all these words, and the kinds of what they name."""
    said = content(new, lexicon.language)
    if not 1 <= len(said) <= 2:
        return None
    for name in spoken:
        own = tuple(old[name.start : name.end])
        for whole in ((*said, *own), (*own, *said)):
            kinds = {kind for kind, value in lexicon.named_by(whole) if (kind, value) != (name.kind, name.value)}
            if kinds and name.kind in lexicon.kinds.exact:
                return whole, kinds
    return None


def _dropped(old: Sequence[str], spoken: Sequence[Found], kinds: Collection[str], known: Kinds) -> set[int]:
    """The places of the words that go where facets of these kinds are named anew."""
    going = known.replaced_by(kinds)
    staying = (name for name in spoken if name.kind in known.leading and name.kind not in going)
    drop = places_of(name for name in spoken if name.kind in going) - places_of(staying)
    if any(kind in TIME_KINDS for kind in kinds):
        keep_year = "year" not in kinds
        drop.update(at for at, word in enumerate(old) if is_time(word) and not (keep_year and word.isdigit()))
    if RANK in kinds:
        drop.update(at for at, word in enumerate(old) if rank_of(word))
    return drop


def _with(old: Sequence[str], inserted: Sequence[str], dropped: Collection[int]) -> str:
    place = min(dropped, default=len(old))
    head = [word for at, word in enumerate(old) if at not in dropped and at < place]
    tail = [word for at, word in enumerate(old) if at not in dropped and at >= place]
    return " ".join([*head, *inserted, *tail])
