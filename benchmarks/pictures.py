"""Draws the two pictures of the page as PNG files: reliability, and precision over coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import Bin, Floats

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OURS = "#c2410c"
OTHERS = ("#1f2937", "#6b7280", "#9ca3af", "#0f766e", "#2563eb", "#7c3aed")
LEAST_COVERAGE = 0.02
"""Left of it a curve jumps with every question."""


def draw_reliability(bins: Sequence[Bin], file: Path) -> None:
    figure, axes = _figure("Confidence said, answers right", "confidence", "share right")
    axes.plot([0, 1], [0, 1], color="#9ca3af", linestyle="--", linewidth=1, label="as said")
    said, right = [one.confidence for one in bins], [one.right for one in bins]
    largest = max((one.count for one in bins), default=1)
    axes.plot(said, right, color=OURS, linewidth=1.5, label="this matcher")
    axes.scatter(said, right, s=[30 + 170 * one.count / largest for one in bins], color=OURS, zorder=3)
    for one in bins:
        axes.annotate(
            f"{one.count:,}", (one.confidence, one.right), xytext=(9, -11), textcoords="offset points", fontsize=9
        )
    axes.set(xlim=(0, 1.03), ylim=(-0.03, 1.03))
    axes.legend(loc="upper left", frameon=False)
    _save(figure, file, "Area and number: questions. CLINC150, in scope and out of scope.")


def draw_precision(
    curves: Mapping[str, tuple[Floats, Floats]], points: Sequence[tuple[str, float, float]], file: Path
) -> None:
    """The first curve is ours. `points`: a wished precision, the coverage and the precision that it realised."""
    figure, axes = _figure(
        "Precision against coverage", "questions in scope that get an answer", "answers that are right"
    )
    for (name, (across, up)), colour in zip(curves.items(), (OURS, *OTHERS), strict=False):
        shown = across >= LEAST_COVERAGE
        axes.plot(across[shown], up[shown], color=colour, linewidth=2.4 if colour == OURS else 1.2, label=name)
    for wished, coverage, precision in points:
        axes.plot(coverage, precision, "o", color=OURS, markersize=7, zorder=4)
        axes.annotate(f"{wished} wished", (coverage, precision), xytext=(8, 6), textcoords="offset points", fontsize=9)
    axes.set(xlim=(0, 1.0), ylim=(0.4, 1.01))
    figure.legend(loc="outside right upper", frameon=False, fontsize=9)
    _save(
        figure, file, "CLINC150, the same lines out of scope for all; every threshold of each contestant's confidence."
    )


def _figure(title: str, across: str, up: str) -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import PercentFormatter

    figure = Figure(figsize=(9, 5.6), layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontsize=14, fontweight="bold")
    axes.set(xlabel=across, ylabel=up)
    axes.grid(color="#e5e7eb", linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    return figure, axes


def _save(figure: Figure, file: Path, foot: str) -> None:
    figure.supxlabel(foot, fontsize=9, color="#6b7280", x=0.01, ha="left")
    figure.savefig(file, dpi=120, metadata={"Software": None})
