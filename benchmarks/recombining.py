"""Makes large knowledge bases: real phrasings in, as many as wished out, by joining the halves of two of a class."""

from __future__ import annotations

from itertools import islice
from random import Random

from benchmarks.data import Examples

_SYLLABLES = ("ba", "dor", "ka", "lin", "mo", "nex", "pra", "su", "ti", "vel")


def recombined(examples: Examples, count: int, subjects: int) -> Examples:
    """Return `count` phrasings; each class stands once as it is, and once for each further of `subjects` made-up names.

    While there are real ones they are taken first; no phrasing stands twice.
    """
    draw = Random(0)
    labels: list[str] = []
    texts: list[tuple[str, ...]] = []
    names = ["", *subject_names(subjects - 1)]
    entries = len(names) * len(examples.labels)
    for subject in names:
        for label, own in zip(examples.labels, examples.texts, strict=True):
            wanted = count * (len(labels) + 1) // entries - count * len(labels) // entries
            labels.append(f"{label}-{subject}" if subject else label)
            texts.append(_phrasings(own, wanted, subject, draw))
    return Examples(tuple(labels), tuple(texts))


def subject_names(count: int) -> list[str]:
    """Return different words that no language has."""
    pairs = (first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES)
    return list(islice(pairs, 0, count * 7, 7))


def about(text: str, subject: str) -> str:
    return f"{text} for {subject}" if subject else text


def _phrasings(own: tuple[str, ...], wanted: int, subject: str, draw: Random) -> tuple[str, ...]:
    chosen = dict.fromkeys(about(text, subject) for text in own[:wanted])
    heads = [" ".join(words[: (len(words) + 1) // 2]) for words in map(str.split, own)]
    tails = [" ".join(words[(len(words) + 1) // 2 :]) for words in map(str.split, own)]
    while len(chosen) < wanted:
        text = f"{draw.choice(heads)} {draw.choice(tails)}".strip()
        while about(text, subject) in chosen:
            text += f" {draw.choice(heads)}"
        chosen[about(text, subject)] = None
    return tuple(chosen)
