"""Makes knowledge bases of any size: joins the halves of two phrasings of a class to new ones."""

from itertools import islice
from random import Random

from benchmarks.data import Examples

_SYLLABLES = ("ba", "dor", "ka", "lin", "mo", "nex", "pra", "su", "ti", "vel")


def recombined(examples: Examples, count: int, subjects: int) -> Examples:
    """Return `count` phrasings; each class stands once as it is, and once for each further of `subjects` made-up names.

    While there are real ones they are taken first; no phrasing stands twice.
    """
    random = Random(0)
    labels: list[str] = []
    texts: list[tuple[str, ...]] = []
    names = ["", *subject_names(subjects - 1)]
    entries = len(names) * len(examples.labels)
    for subject in names:
        for label, real in zip(examples.labels, examples.texts, strict=True):
            # Rounded so that all of them together are `count`.
            share = count * (len(labels) + 1) // entries - count * len(labels) // entries
            labels.append(f"{label}-{subject}" if subject else label)
            texts.append(_phrasings(real, share, subject, random))
    return Examples(tuple(labels), tuple(texts))


def subject_names(count: int) -> list[str]:
    """Return different words that no language has."""
    pairs = (first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES)
    return list(islice(pairs, 0, count * 7, 7))


def about(text: str, subject: str) -> str:
    return f"{text} for {subject}" if subject else text


def _phrasings(real: tuple[str, ...], count: int, subject: str, random: Random) -> tuple[str, ...]:
    made = dict.fromkeys(about(text, subject) for text in real[:count])
    heads, tails = zip(*map(_halves, real), strict=True)
    while len(made) < count:
        text = f"{random.choice(heads)} {random.choice(tails)}".strip()
        while about(text, subject) in made:
            text += f" {random.choice(heads)}"
        made[about(text, subject)] = None
    return tuple(made)


def _halves(text: str) -> tuple[str, str]:
    """The first has the middle word."""
    words = text.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])
