"""Recognises a follow-up by its words, and reads what it asks of what was answered before."""

from collections.abc import Sequence
from itertools import pairwise

from bot.conversation.language_files import talk_of
from bot.matching import rank_of

SHORT = 7  # Words up to which a question may lean on the one before.
LONG = 9  # Words from which on a message is looked at in parts too, and mostly stands for itself.
_HARDLY = 2  # Words up to which a question says hardly anything.
_COMPARED_WITHIN = 7  # Words before "than" within which stands by what is compared.
_DETAILS = frozenset(("when", "where", "who", "how much"))
"""Forms of a follow-up that mostly asks for what the answer before tells too."""


def has_cue(text: str, language: str) -> bool:
    return talk_of(language).patterns["cue"].match(text) is not None


def leans(words: Sequence[str], text: str, language: str) -> bool:
    """Whether the question may be a follow-up: short, or with a word that points back."""
    if has_cue(text, language) or len(words) <= SHORT:
        return True
    return len(words) <= 2 * SHORT and _leans_on_a_word(words, language)


def says_that_it_leans(words: Sequence[str], text: str, language: str) -> bool:
    """Whether the question begins like a follow-up, or a word points back."""
    return has_cue(text, language) or _leans_on_a_word(words, language)


def says_hardly_anything(words: Sequence[str]) -> bool:
    """Whether it is too short to stand for itself ("who spoke?")."""
    return len(words) <= _HARDLY


def _leans_on_a_word(words: Sequence[str], language: str) -> bool:
    """Whether a word points back; "there" does not in "is there a ..."."""
    of = talk_of(language).words
    pairs = zip(("", *words), words, (*words[1:], ""), strict=False)
    return any(
        word in of["leaning"] and not (word in of["there"] and {before, after} & of["being"])
        for before, word, after in pairs
    )


def points_back(words: Sequence[str], language: str) -> bool:
    """Whether a word stands for what was named before, as "it" does; "there" only leans on it."""
    return not talk_of(language).words["pointing"].isdisjoint(words)


def asks_for_detail(words: Sequence[str], forms: Sequence[str], language: str) -> bool:
    """Whether a follow-up mostly asks for what the answer before tells too: "since when?", "so by 2027?"."""
    if any(map(rank_of, words)):
        return False  # "Who is second?" asks for another.
    of = talk_of(language).words
    begins = bool(words) and words[0] in of["detail_leads"]
    return begins or not _DETAILS.isdisjoint(forms) or not of["saying"].isdisjoint(words)


def asks_after(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The words that say something of their own, without those that only ask."""
    asking = talk_of(language).words["question_words"]
    return tuple(word for word in content(words, language) if word not in asking)


def compared_by(words: Sequence[str], language: str) -> str:
    """The word by which two things are compared: "faster" in "is it faster than that"; "higher" says not in what."""
    of = talk_of(language).words
    than = next((at for at, word in enumerate(words) if word in of["than"]), 0)
    before = words[max(0, than - _COMPARED_WITHIN) : than]
    endings = tuple(of["comparative"])
    for ahead, word in reversed([*pairwise(("", *before))]):
        is_comparative = word.endswith(endings) and word not in of["no_comparative"]
        if is_comparative or ahead in of["more"]:
            return word
    return ""


def content(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The words that say something of their own."""
    of = talk_of(language).words
    filler, leaning = of["filler"], of["leaning"]
    return tuple(word for word in words if word not in filler and word not in leaning)
