"""`python -m benchmarks`: measures the sections, and writes the page and its pictures."""

import argparse
import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.page import sections_of, stamped, write_page
from benchmarks.sections import SECTIONS
from benchmarks.setting import Setting
from bot.model import BotError

QUICK_PAGE = Path("build/benchmarks/quick.md")


def main() -> None:
    given = _options()
    if given.data is None:
        sys.exit(
            "benchmarks: no data; make bench DATA=DIR, where DIR holds banking77/ and clinc150/ (docs/benchmarks.md)"
        )
    page = QUICK_PAGE if given.quick else Path("docs/benchmarks.md")
    setting = Setting(given.data, page, given.quick, given.million, given.questions, given.today)
    chosen = [section for section in SECTIONS if not given.only or section.name in given.only]
    failed = False
    for number, section in enumerate(chosen, 1):
        started = perf_counter()
        _tell(f"{number}/{len(chosen)} {section.title}")
        try:
            measured = stamped(section.measure(setting), setting, section.name)
        except BotError as error:
            # The others may take hours; what they give is kept.
            failed = True
            _tell(f"benchmarks: {section.name}: {error}")
        else:
            write_page(setting, sections_of(page) | {section.name: measured})
        _tell(f"    {perf_counter() - started:.0f} s")
    print(page)
    sys.exit(failed)


def _options() -> argparse.Namespace:
    names = [section.name for section in SECTIONS]
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds banking77/ and clinc150/")
    parser.add_argument("--quick", action="store_true", help="small samples, a few minutes; into build/ only")
    parser.add_argument("--million", action="store_true", help="time a million phrases, too")
    parser.add_argument("--questions", type=Path, help="folder of questions (*.jsonl) for the shipped knowledge")
    parser.add_argument("--today", type=date.fromisoformat, default=Setting.asked_on, help="the day they are asked on")
    parser.add_argument("--only", nargs="+", choices=names, help="measure these; the others are kept as they were")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
