"""Weighs the words of a question that neither an entry nor a query says."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.conversation.queries.words.asked import Asked
from bot.matching import Index, places_of


class SpokenWord(NamedTuple):
    word: str
    stems: frozenset[str]  # Its own, and those of the name that it is written for ("shaomi").
    heads: frozenset[str]  # Those of the words that it is one for, as "ebike" for "electric bike".
    explained: bool  # By an operation, a time, a number or a name that is excluded.


def unsaid_shares(asked: Asked, titles: Mapping[int, frozenset[str]], index: Index) -> dict[int, float]:
    """By entry the share of the question, weighted by rarity, that is left over: said neither by the entry nor by
    `titles`, the stems of what a query is of, and explained by no operation, time or number."""
    spoken = spoken_words(asked)
    weights = [index.common.weight(one.word) for one in spoken]
    said = index.said.say_any([one.stems for one in spoken])

    def unsaid(entry: int) -> float:
        words = zip(spoken, weights, said[:, entry].tolist(), strict=True)
        left = ((word, weight) for word, weight, says in words if not (word.explained or says))
        return sum(weight for word, weight in left if titles[entry].isdisjoint({*word.stems, *word.heads}))

    return {entry: unsaid(entry) / (sum(weights) or 1.0) for entry in titles}


def spoken_words(asked: Asked) -> tuple[SpokenWord, ...]:
    stem, scales = asked.lexicon.stem, frozenset(map(asked.lexicon.stem, asked.language.scales))
    excluded = places_of(name for name in asked.named if (name.kind, name.value) in asked.facets.excluded)
    names = {at: name.value.split("-") for name in asked.named for at in range(name.start, name.end)}
    heads = {own: listed for own, listed in asked.heads_of.items() if len(listed) > 1}
    spoken: list[SpokenWord] = []
    for at, (word, own) in enumerate(zip(asked.words, asked.whole.stems, strict=True)):
        is_number = word.replace(".", "").isdigit() or own in scales
        explained = is_number or at in excluded or at in asked.timed_places or word in asked.cue_words
        stems = frozenset({own, *map(stem, names.get(at, ()))})
        spoken.append(SpokenWord(word, stems, heads.get(own, frozenset()), explained))
    return tuple(spoken)
