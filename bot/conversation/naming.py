"""Names in full what a message names by half: "the Pro" after a question on the Lark is the Lark Pro."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.matching import Found, Matcher
from bot.model import Context, Kinds


def named_in_full(text: str, context: Context, matcher: Matcher) -> str:
    """Write the model that was spoken of before the only version of it that a message names without a model.

    Nothing where several models were spoken of, where the one has no such version, or where what else says which of it
    was spoken of, as its year of make, would be forgotten with a model that is named anew.
    """
    kinds = matcher.kinds
    models = {value for kind, value in context.facets if kind in kinds.leading}
    if len(models) != 1:
        return text
    model = models.pop().split("-")
    words = matcher.lexicon.words(text)
    names = [name for name in matcher.lexicon.names(words) if name.kind in kinds.impersonal_subjects]
    if len(names) != 1 or not _belongs(names[0].kind, kinds):
        return text
    whole = next(_whole_names(names[0], model, words, matcher), None)
    if whole is None or _forgets_what_was_said(whole, names[0], words, context, matcher):
        return text
    place = re.search(rf"(?<!\w){re.escape(words[whole.at])}(?!\w)", text, re.IGNORECASE)
    return f"{text[: place.start()]}{' '.join(whole.model)} {text[place.start() :]}" if place is not None else text


class _Whole(NamedTuple):
    """A version with its model: of "the pro in red" after "lark gt" the model "lark", and the place of "pro"."""

    model: Sequence[str]
    at: int


def _whole_names(version: Found, model: Sequence[str], words: Sequence[str], matcher: Matcher) -> Iterator[_Whole]:
    """Those that the knowledge base names: with all words of the model first, then with fewer, since "lark gt" is a
    case of "lark"; of the version with its last word first."""
    for length in range(len(model), 0, -1):
        for at in range(version.end - 1, version.start - 1, -1):
            found = matcher.lexicon.names((*model[:length], *words[at : version.end]))
            if any((one.kind, one.value, one.start) == (version.kind, version.value, 0) for one in found):
                yield _Whole(model[:length], at)


def _forgets_what_was_said(
    whole: _Whole, version: Found, words: Sequence[str], context: Context, matcher: Matcher
) -> bool:
    """Whether something else that says which of the model was spoken of, as its year of make, is not named again."""
    with_word_before = (*words[max(0, whole.at - 1) : whole.at], *whole.model)
    named = {version.kind, *(kind for kind, _ in matcher.lexicon.named_by(with_word_before))}
    return any(_belongs(kind, matcher.kinds) and kind not in named for kind, _ in context.facets)


def _belongs(kind: str, kinds: Kinds) -> bool:
    """Whether names of a kind belong to another, as a version does to its model."""
    return kinds.of(kind).parent is not None
