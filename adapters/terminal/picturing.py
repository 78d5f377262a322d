"""Writes the picture of a series to a PNG file."""

from pathlib import Path
from tempfile import mkdtemp

from adapters.terminal.session import World
from bot import Bot
from bot.model import Answer, BotError


def write_chart_of(answer: Answer | None, world: World, bot: Bot, path: Path) -> None:
    """Write the picture of an answer, or tell that it has none. Raises as `write_chart` does."""
    if answer is None or answer.chart is None:
        world.tell(f"{path} is not written: this answer has no picture")
        return
    write_chart(bot, answer.chart, path)


def write_chart(bot: Bot, chart: str, path: Path) -> None:
    """Draw the series with the id `chart`. Raises ChartError, and BotError where the file cannot be written."""
    from bot.charts import draw

    knowledge = bot.knowledge
    series = next(series for series in knowledge.series if series.id == chart)
    picture = draw(series, knowledge.manifest, knowledge.vocabulary.names, bot.words)
    try:
        path.write_bytes(picture)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "is no name of a file"
        raise BotError(f"{path}: {reason}; name a file that can be written, such as chart.png") from error


def own_path(chart: str) -> Path:
    """A file that nobody else has, in the folder for temporary ones."""
    try:
        return Path(mkdtemp(prefix="evbot-"), f"{chart}.png")
    except OSError as error:
        raise BotError(f"there is no folder for temporary files; name a file: /chart {chart}.png") from error
