"""Names in full what a message names by half: "the Pro" after a question on the Lark is the Lark Pro."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    words = matcher.lexicon.words(text)
    names = [name for name in matcher.lexicon.names(words) if name.kind in kinds.impersonal_subjects]
    if len(names) != 1 or not _belongs(names[0].kind, kinds):
        return text
    half, found = names[0], next(_whole_names(names[0], models.pop().split("-"), words, matcher), None)
    if found is None:
        return text
    model, at = found
    named = {half.kind, *(kind for kind, _ in matcher.lexicon.named_by((*words[max(0, at - 1) : at], *model)))}
    if any(_belongs(kind, kinds) and kind not in named for kind, _ in context.facets):
        return text
    place = re.search(rf"(?<!\w){re.escape(words[at])}(?!\w)", text, re.IGNORECASE)
    return f"{text[: place.start()]}{' '.join(model)} {text[place.start() :]}" if place is not None else text


def _whole_names(
    half: Found, model: Sequence[str], words: Sequence[str], matcher: Matcher
) -> Iterator[tuple[Sequence[str], int]]:
    """The words for a model, or for that which it is a case of ("lark" for "lark gt"), and the place of the words that
    name a version of it."""
    for length in range(len(model), 0, -1):
        for at in range(half.end - 1, half.start - 1, -1):
            whole = matcher.lexicon.names((*model[:length], *words[at : half.end]))
            if any((one.kind, one.value, one.start) == (half.kind, half.value, 0) for one in whole):
                yield model[:length], at


def _belongs(kind: str, kinds: Kinds) -> bool:
    """Whether names of a kind belong to another, as a version does to its model."""
    return kinds.of(kind).parent is not None
