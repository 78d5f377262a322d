"""Writes tables in Markdown."""

from collections.abc import Iterable, Sequence

Cell = str | int | float | None
Row = Sequence[Cell]


def table(heads: Sequence[str], rows: Iterable[Row]) -> str:
    """The first column is text, the others are numbers; None is a dash."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *([_text(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def percent(share: float) -> str:
    return f"{100 * share:.1f}"


def both(pair: tuple[float, float]) -> str:
    """The first, and in brackets the first three."""
    return f"{percent(pair[0])} ({percent(pair[1])})"


def bold(text: str) -> str:
    return f"**{text}**"


def milliseconds(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _text(cell: Cell) -> str:
    if cell is None:
        return "–"
    return (
        f"{cell:,}" if isinstance(cell, int) else f"{cell:.3f}" if isinstance(cell, float) else cell.replace("|", "\\|")
    )
