"""Reads a pick with more behind it, which may ask something: "2. and since when?", "the first one, but how far?"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.conversation.asking import asking_patterns, is_question, joining_words
from bot.conversation.language_files import language_file, talk_of, words_of
from bot.conversation.picked_places import MOST_NAMED, Picked, places_named
from bot.conversation.pieces import pieces_of
from bot.matching import normalise
from bot.model import Choice

_NUMBER_FIRST = re.compile(rf"\A\s?#?(?P<number>[0-{MOST_NAMED}])(?:\s?(?P<mark>[.,:;!)])\s?|\s)(?=\D)")
"""A number in front of what else is asked ("2. and since when?"); 0 is none of the choices."""
_PIECE = re.compile(r"(?:[^,;.!?，；。！？]|[,;.!?](?=\S))++[?？]?")  # What stands between such marks: "2.5" is one.
_BETWEEN = " ,;.!"  # Marks between a choice and what else is said.
_ASKED = 2  # Words of what else is asked, at least.


def number_first(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A number in front of a question ("2. and since when?"), or of words that neither ask nor make an amount of it ("2
    obviously", but not "2 months")."""
    found = _NUMBER_FIRST.match(text)
    if found is None or int(found["number"]) > len(offered):
        return None
    places = (int(found["number"]) - 1,) if int(found["number"]) else ()
    is_parted, rest = _parted_from_number(text[found.end() :].strip(), language)
    asks = asking_patterns(language).asking.search(rest) is not None
    if (found["mark"] or is_parted) and len(rest.split()) >= _ASKED:
        # Who takes none of the choices asks anew, be it with one word that asks: "0, the price when new".
        is_asked = _asks(rest, language) if places else asks
        return Picked(places, rest if is_asked else "")
    is_amount = not _counted(language).isdisjoint(normalise(rest)[:1])
    return None if asks or is_amount else Picked(places)


def _parted_from_number(rest: str, language: str) -> tuple[bool, str]:
    """Whether a word parts it from the number ("2 and how far"), and it without a polite word ("2 please, how far")."""
    first, _, further = rest.partition(" ")
    if further and first.endswith(",") and talk_of(language).words["around"].issuperset(normalise(first)):
        return True, further.strip()
    is_joined = asking_patterns(language).conjunction.match(rest) is not None
    return is_joined or joining_words(language).issuperset(normalise(rest)[:1]), rest


@cache
def _counted(language: str) -> frozenset[str]:
    """The words that make an amount of a number before them: "2 months", "3 million"."""
    file = language_file(language)
    return frozenset(file.get("scales", {})).union(*words_of(file, "dimensions").values())


def choice_among_pieces(text: str, offered: Sequence[Choice], language: str) -> Picked | None:
    """A choice among other pieces: "that is not mine, so 2 please", "the first one, but how far does it go"."""
    around, found = talk_of(language).words["around"], list(_PIECE.finditer(text))
    if len(found) == 1:
        return None
    for at, one in enumerate(found):
        words = normalise(asking_patterns(language).conjunction.sub("", one[0].strip(), count=1))
        places = places_named(words, len(offered), language)
        if places and max(places) < len(offered):
            # From the first piece behind it that is not only polite: "the first, please, and how far?".
            begins = (later.start() for later in found[at + 1 :] if not around.issuperset(normalise(later[0])))
            rest = text[next(begins, len(text)) :].strip(_BETWEEN)
            return Picked(places, rest if _asks(rest, language) else "")
        if is_question(one[0], language):
            return None
    return None


def _asks(rest: str, language: str) -> bool:
    """Whether what stands behind a choice asks something: "and October", but not "that is the one"."""
    joined = asking_patterns(language).conjunction.match(rest) is not None
    return joined or any(is_question(piece, language) for piece in pieces_of(rest, language))
