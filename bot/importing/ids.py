"""Makes the id of an entry from its question, and from nothing else, so that it is the same at each import."""

import unicodedata
from collections.abc import Container
from hashlib import sha256

from bot.knowledge import ID_LIMIT, kebab, plain

_MARK = 6  # Letters of the mark that keeps an id apart from its like.


def id_of(question: str, taken: Container[str] = ()) -> str:
    """Of "When can I arrive?" return "when-can-i-arrive". Where the words of a question do not fit into an id, a mark
    from all of it keeps it apart from its like: of "几点可以到达?" return "question-1b411b".

    `taken` are ids of other questions: those that differ in accents alone have the same words.
    """
    words = kebab(question)
    if len(words) <= ID_LIMIT and _is_whole(question, words) and words not in taken:
        return words
    mark = sha256(plain(question).encode()).hexdigest()[:_MARK]
    room = ID_LIMIT - _MARK - 1
    short = words if len(words) <= room else words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{short or 'question'}-{mark}"


def _is_whole(question: str, words: str) -> bool:
    """Whether all letters and digits are in it, accents aside."""
    letters = [c for c in unicodedata.normalize("NFKD", question) if c.isalnum()]
    return bool(words) and len(letters) == len(words.replace("-", ""))
