"""Completes names in a message: "the Pro" after a question on the Lark is the Lark Pro."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.matching import Found, Matcher
from bot.model import Context


def named_in_full(text: str, context: Context, matcher: Matcher) -> str:
    """Write the model that was spoken of before the only version of it that a message names without a model."""
    kinds = matcher.kinds
    models = {value for kind, value in context.facets if kind in kinds.leading}
    if len(models) != 1:
        return text
    words = matcher.lexicon.words(text)
    names = [name for name in matcher.lexicon.names(words) if name.kind in kinds.impersonal_subjects]
    if len(names) != 1 or names[0].kind not in kinds.belonging:
        return text
    whole = _full_name(names[0], models.pop().split("-"), words, matcher)
    if whole is None or _forgets_what_was_said(whole, names[0], words, context, matcher):
        return text
    version = re.search(rf"(?<!\w){re.escape(words[whole.place])}(?!\w)", text, re.IGNORECASE)
    if version is None:
        return text  # It stands there in another spelling.
    return f"{text[: version.start()]}{' '.join(whole.model)} {text[version.start() :]}"


class _FullName(NamedTuple):
    model: Sequence[str]
    place: int  # Where the version begins in the message: the model goes before it.


def _full_name(version: Found, model: Sequence[str], words: Sequence[str], matcher: Matcher) -> _FullName | None:
    """The first that is known, with as many words of the model as can be ("lark gt" is a case of "lark"), and with the
    last word of the version, else with more."""
    for length in range(len(model), 0, -1):
        for place in range(version.end - 1, version.start - 1, -1):
            found = matcher.lexicon.names((*model[:length], *words[place : version.end]))
            if any((one.kind, one.value, one.start) == (version.kind, version.value, 0) for one in found):
                return _FullName(model[:length], place)
    return None


def _forgets_what_was_said(
    whole: _FullName, version: Found, words: Sequence[str], context: Context, matcher: Matcher
) -> bool:
    """Whether naming the model again would drop what else was said of it, such as its year. The word before the version
    may name that: "the new pro", of the new Lark."""
    with_word_before = (*words[max(0, whole.place - 1) : whole.place], *whole.model)
    named = {version.kind, *(kind for kind, _ in matcher.lexicon.names.meant_by(with_word_before))}
    return any(kind in matcher.kinds.belonging and kind not in named for kind, _ in context.facets)
