"""Draws a few examples of each class by a seed, and tells which were not drawn."""

from random import Random

from benchmarks.data import Asked, Examples


def sample(examples: Examples, count: int, seed: int) -> Examples:
    """Return `count` texts a class, drawn from one generator for all classes in their sorted order."""
    draw = Random(seed)
    return Examples(examples.labels, tuple(tuple(draw.sample(texts, count)) for texts in examples.texts))


def not_drawn(examples: Examples, drawn: Examples) -> tuple[Asked, ...]:
    """Return the texts that are not in the sample, as questions."""
    return tuple(
        Asked(text, label)
        for label, texts, taken in zip(examples.labels, examples.texts, drawn.texts, strict=True)
        for text in texts
        if text not in taken
    )


def thinned(questions: tuple[Asked, ...], count: int | None) -> tuple[Asked, ...]:
    """Return about `count` of them, evenly spread; all where that is None."""
    return questions[:: max(1, len(questions) // count)] if count else questions
