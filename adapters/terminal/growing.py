"""`evbot grow`: lists the needs of a knowledge base, writes worksheets for people, and reads them in."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

import click

from adapters.terminal.json_form import judged_form, lacking_form, near_form
from adapters.terminal.session import Session
from bot.bot import Bot
from bot.evaluation import ask_by_main_words
from bot.growing import JudgedLine, Lacking, Near, lacking_ways, near_pairs, read_worksheet, take_in, worksheet_of
from bot.knowledge import typed
from bot.model import BotError

_SHOWN = 10  # Needs of one kind that are listed.
_KNOWN_ANYWAY = 0.8  # Chance of being found from which on a line adds little.


def grow(session: Session, folder: Path | None, worksheet: Path | None, read: Path | None) -> int:
    if folder and session.named_folder not in (None, folder):
        raise click.UsageError(
            f"{folder} and --knowledge {session.named_folder} are two knowledge bases; leave one out"
        )
    session.named_folder = folder or session.named_folder
    session.check_settings()  # Not before: what is wrong with the folders is told first.
    if worksheet and read:
        raise click.UsageError("--worksheet and --read exclude each other; leave one out")
    if worksheet:
        return _write_worksheet(session, worksheet)
    return _read_answers(session, read) if read else _show_needs(session)


def _show_needs(session: Session) -> int:
    bot = session.open_bot()
    by_main_words = ask_by_main_words(bot)
    pairs, lacking = near_pairs(bot, by_main_words), lacking_ways(bot, by_main_words)
    forms = (*map(near_form, pairs), *map(lacking_form, lacking))
    session.write_all(forms, "\n".join(_needs(pairs, lacking, session.knowledge)))
    return 0


def _needs(pairs: Sequence[Near], lacking: Sequence[Lacking], folder: Path | None) -> Iterator[str]:
    if pairs:
        yield "Entries that lie too near each other: merge the two, or ask for each with what only it is about."
        yield from _first([_near_line(pair) for pair in pairs])
    if lacking:
        yield "Entries that one more way of asking helps most:"
        yield from _first([_lacking_line(one) for one in lacking])
        sheet = _new_sheet()
        yield f"Now: {typed(f'grow --worksheet {sheet}', folder)} writes a page for people who ask,"
        yield f"     {typed(f'grow --read {sheet}', folder)} takes in what they wrote."
    if not pairs and not lacking:
        yield "Nothing: all entries are found in other words."
    yield f"Once people ask it: {typed('gaps', folder)} lists what was asked and not answered."


def _new_sheet() -> str:
    names = chain(["questions.md"], (f"questions-{number}.md" for number in count(2)))
    return next(name for name in names if not Path(name).exists())


def _write_worksheet(session: Session, file: Path) -> int:
    bot = session.open_bot()
    entries = [one.entry for one in lacking_ways(bot, ask_by_main_words(bot))]
    if not entries:
        raise BotError("no entry lacks ways of asking; raise `min_phrasings` in the manifest where more are wanted")
    manifest = bot.knowledge.manifest
    if file.exists():
        raise BotError(f"{file}: there is such a file, which may be filled in; name a new one")
    file.write_text(worksheet_of(manifest.name, entries, manifest.min_phrasings), "utf-8")
    session.world.write_line(f"{file}: give it to people who have not seen the questions. Answers: {len(entries)}.")
    session.world.write_line(f"Then: {typed(f'grow --read {file}', session.knowledge)}")
    return 0


def _read_answers(session: Session, file: Path) -> int:
    folder = session.knowledge
    if folder is None:
        raise BotError("no folder is named, and the knowledge that comes with the bot stays; add --knowledge DIR")
    written = read_worksheet(file)
    if not written:
        raise BotError(f"{file}: no question is written in it; write some behind the dashes")
    from bot.matching.compiling import compile_index

    lines = take_in(session.open_bot(), folder, written, lambda knowledge: Bot(compile_index(knowledge)))
    for line in lines:
        session.write(judged_form(line), _told(line))
    if not session.as_json:
        taken = sum(not line.refused for line in lines)
        session.world.write_line(f"Taken in: {taken}. Refused: {len(lines) - taken}.")
        if taken < len(lines):
            session.world.write_line(
                "Where a refused line is right all the same, write it into `phrasings` of its entry."
            )
        session.world.write_line(f"Now: {typed('check', folder)}")
    return 0


def _first(lines: Sequence[str]) -> Iterator[str]:
    """Indented, with a blank line behind."""
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN} more; --json lists all"
    yield ""


def _near_line(pair: Near) -> str:
    apart = f"the first alone says {_listed(pair.words)}; the second alone says {_listed(pair.other_words)}"
    come = f" and {len(pair.asked) - 1} more come" if len(pair.asked) > 1 else " comes"
    return f"{pair.entry.id}, {pair.other.id}: “{pair.asked[0]}”{come} near both; {apart}"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words) or "no word"


def _lacking_line(one: Lacking) -> str:
    ways = "1 way of asking" if one.ways == 1 else f"{one.ways} ways of asking"
    how = "by its main words" if one.ways == 1 else "in other words"
    chance = "" if one.found is None else f", found {how}: {one.found:.0%}"
    return f"{one.entry.id}: {ways}{chance}"


def _told(line: JudgedLine) -> str:
    place = line.written.place
    where = f"{place}: “{line.written.text}”"
    if line.refused or line.entry is None:
        return f"{where} is refused: {line.refused}"
    taken = f"{where} is taken in for {line.entry.id}"
    if line.instead:
        return f"{taken}: without it, {line.instead} answers; remove it from the entry if that is right"
    if line.found is None:
        return taken
    gain = "adds little" if line.found >= _KNOWN_ANYWAY else "asks in a new way"
    return f"{taken}: {gain}, found without it: {line.found:.0%}"
