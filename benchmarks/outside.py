"""Takes the lines out of scope into the confidence of contestants that only score classes."""

from dataclasses import replace

from benchmarks.measures import Numbers, Ranked, auroc

WEIGHTS = tuple(step / 10 for step in range(21))


def best_weight(ranked: Ranked, truth: Numbers) -> float:
    """Return what the score of the lines should weigh for the best AUROC; of equally good weights the smallest.

    Nothing is among them, so that nobody is worse off for the lines on the questions that this is chosen on.
    """
    return max(WEIGHTS, key=lambda weight: (auroc(counted(ranked, weight).confidence, truth), -weight))


def counted(ranked: Ranked, weight: float) -> Ranked:
    """Take the score of the lines from the confidence, so many times."""
    if ranked.outside is None:
        return ranked
    return replace(ranked, confidence=ranked.confidence - weight * ranked.outside, outside=None)
