"""Writes the good questions of a worksheet into the YAML, as ways of asking."""

from collections.abc import Sequence
from pathlib import Path

from bot.bot import Bot
from bot.growing.judging_alone import JudgedLine, judged_alone
from bot.growing.judging_together import Compile, judged_together, ways_for, with_chances
from bot.growing.worksheet import Written, code_of
from bot.knowledge.writing import Files, with_ways, write
from bot.model import BotError


def take_in(bot: Bot, folder: Path, written: Sequence[Written], compile_bot: Compile) -> tuple[JudgedLine, ...]:
    """Write what may be taken in, and say of each line why not, or what it brought. Raises BotError, also where none of
    several answers is known."""
    _check_codes(bot, written)
    lines, grown = judged_alone(bot, written), bot
    if any(line.taken for line in lines):
        lines, grown = judged_together(bot, lines, compile_bot)
    _write(folder, lines)
    return tuple(with_chances(lines, grown))


def _check_codes(bot: Bot, written: Sequence[Written]) -> None:
    codes = {one.code for one in written}
    if len(codes) > 1 and codes.isdisjoint(code_of(entry.id) for entry in bot.knowledge.entries):
        raise BotError(
            f"{written[0].place.file}: {bot.knowledge.manifest.name} has none of its {len(codes)} answers,"
            " so it seems to be of another knowledge base; name that one after --knowledge"
        )


def _write(folder: Path, lines: Sequence[JudgedLine]) -> None:
    """Behind the phrasings of each entry, in the file where these stand; all files or none."""
    files = Files(folder)
    for entry in {line.taken.id: line.taken for line in lines if line.taken}.values():
        name = (entry.asking or entry.place).file
        files.put(name, with_ways(files.text(name), name, entry.id, ways_for(lines, entry)))
    try:
        write(files.changes, folder)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written: {error.strerror or error}; look at its permissions") from error
