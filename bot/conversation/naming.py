"""Names in full what a message names by half: "the Pro" after a question on the Lark is the Lark Pro."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.matching import Found, Matcher
from bot.model import Context, Kinds


def named_in_full(text: str, context: Context, matcher: Matcher) -> str:
    """Write the model that was spoken of before the only version of it that a message names without a model.

    Nothing where several models were spoken of, where the one has no such version, or where what else says which of it
    was spoken of, as its year of make, would be forgotten with a model that is named anew.
    """
    model = _only_model(context, matcher.kinds)
    if not model:
        return text
    words = matcher.lexicon.words(text)
    version = _only_version(words, matcher)
    if version is None:
        return text
    whole = _full_name(version, model, words, matcher)
    if whole is None or _forgets_what_was_said(whole, version, words, context, matcher):
        return text
    return _with_model_before(words[whole.place], whole.model, text)


def _only_model(context: Context, kinds: Kinds) -> Sequence[str]:
    """The words of the only model that was spoken of; empty where there were several, or none."""
    models = {value for kind, value in context.facets if kind in kinds.leading}
    return models.pop().split("-") if len(models) == 1 else ()


def _only_version(words: Sequence[str], matcher: Matcher) -> Found | None:
    """The version that a message names, where it names neither a model nor anything else."""
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.impersonal_subjects]
    return names[0] if len(names) == 1 and _belongs(names[0].kind, matcher.kinds) else None


class _FullName(NamedTuple):
    """A version with its model."""

    model: Sequence[str]
    place: int
    """Of the word of the message that begins the version, before which the model goes."""


def _full_name(version: Found, model: Sequence[str], words: Sequence[str], matcher: Matcher) -> _FullName | None:
    """The first that the knowledge base names: with all words of the model, else with fewer, since "lark gt" is a case
    of "lark"; of the version with its last word, else with more."""
    for length in range(len(model), 0, -1):
        for place in range(version.end - 1, version.start - 1, -1):
            found = matcher.lexicon.names((*model[:length], *words[place : version.end]))
            if any((one.kind, one.value, one.start) == (version.kind, version.value, 0) for one in found):
                return _FullName(model[:length], place)
    return None


def _forgets_what_was_said(
    whole: _FullName, version: Found, words: Sequence[str], context: Context, matcher: Matcher
) -> bool:
    """Whether something else that says which of the model was spoken of, as its year of make, is not named again. The
    word before the version may name it with the model: "the new pro", of the new Lark."""
    with_word_before = (*words[max(0, whole.place - 1) : whole.place], *whole.model)
    named = {version.kind, *(kind for kind, _ in matcher.lexicon.names.meant_by(with_word_before))}
    return any(_belongs(kind, matcher.kinds) and kind not in named for kind, _ in context.facets)


def _belongs(kind: str, kinds: Kinds) -> bool:
    """Whether names of a kind belong to another, as a version does to its model."""
    return kinds.of(kind).parent is not None


def _with_model_before(word: str, model: Sequence[str], text: str) -> str:
    """The text as it is where the word stands in it in another spelling."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return f"{text[: found.start()]}{' '.join(model)} {text[found.start() :]}" if found is not None else text
