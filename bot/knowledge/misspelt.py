"""Proposes the known word that an unknown one was probably meant to be."""

from collections.abc import Iterable

from bot.knowledge.findings import Code, finding, shown
from bot.model import Finding, Place

_COMPARED = 50
"""Words that are compared, since it is slow: a thousand misspelt ids among a thousand must not take minutes."""
_ALIKE = 0.6
"""Least ratio of common letters to all letters, from 0 to 1, as difflib counts it by default."""


def did_you_mean(word: str, known: tuple[str, ...], otherwise: str, form: str = "{}") -> str:
    """The remedy for an unknown word: the known one that was probably meant, in the given form, or `otherwise`.

    A word with another first letter was not meant.
    """
    # Only bad input comes here: good knowledge does not pay for the import.
    from difflib import get_close_matches

    from rapidfuzz.distance import Prefix

    alike = [other for other in known if other[:1] == word[:1] and abs(len(other) - len(word)) <= len(other) // 2]
    likely = sorted(alike, key=lambda other: -Prefix.similarity(word, other))[:_COMPARED]
    close = get_close_matches(word, likely, 1, _ALIKE)
    return f"did you mean {form.format(close[0])}?" if close else otherwise


def unknown(
    code: Code, place: Place, what: str, name: str, known: Iterable[str], otherwise: str, entry: str | None = None
) -> Finding:
    """`what` is unknown, as "`tells` names the unknown cell"."""
    return finding(code, place, f"{what} {shown(name)}", did_you_mean(name, tuple(sorted(known)), otherwise), entry)
