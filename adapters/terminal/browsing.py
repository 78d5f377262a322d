"""`evbot topics` and `evbot show`: print lists and entries as text or JSON lines, and write their pictures."""

from difflib import get_close_matches
from pathlib import Path
from tempfile import mkdtemp

import click

from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from adapters.terminal.showing import Screen
from adapters.terminal.world import World
from bot import Bot
from bot.model import Answer, BotError, Question
from bot.replies import list_item, topic_title


def show_topics(session: Session) -> int:
    bot = session.open_bot()
    if not session.as_json:
        Screen(session.world).show(topics_text(bot))
        return 0
    for topic, choices in bot.catalogue.topics:
        session.world.write_line(to_line({"topic": topic, "questions": choices}))
    return 0


def show(session: Session, id: str | None, everything: bool, chart: Path | None) -> int:
    """`chart` is the file that the picture goes to, where one is wanted."""
    if everything == (id is not None):
        raise click.UsageError("name one ID, or --all; `evbot show --all` lists the ids")
    if chart and everything:
        raise click.UsageError("--chart goes with one ID; leave it or --all out")
    if id is None:
        for answer in session.open_bot().entries(session.now().date()):
            session.write(answer, f"{answer.id}: {answer.question}")
    else:
        _show_entry(session, id, chart)
    return 0


def _show_entry(session: Session, id: str, chart: Path | None) -> None:
    bot, question = session.open_bot(), session.to_question("")
    answer = _find(bot, id, question)
    if session.as_json:
        session.world.write_line(to_line(answer))
    else:
        Screen(session.world).show(entry_text(bot, id, question))
    if chart:
        write_chart_of(answer, session.world, bot, chart)


def topics_text(bot: Bot) -> str:
    return "\n\n".join(
        "\n".join(
            [f"**{topic_title(topic, bot.knowledge.manifest)}**", *(list_item(choice.question) for choice in choices)]
        )
        for topic, choices in bot.catalogue.topics
    )


def entry_text(bot: Bot, id: str, question: Question) -> str:
    """Raises BotError where there is no such entry."""
    answer = _find(bot, id, question)
    return f"**{answer.question}**\n\n{bot.choose(id.lower(), question=question).message}"


def _find(bot: Bot, id: str, question: Question) -> Answer:
    """By an id in whatever letters: all are lower case."""
    answer = bot.show(id.lower(), question.asked_at.date() if question.asked_at else None)
    if answer is None:
        near = get_close_matches(id.lower(), [known.id for known in bot.entries()], n=1, cutoff=0)
        raise BotError(f"there is no entry {id!r}; the nearest is {near[0]}, `evbot show --all` lists them")
    return answer


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
