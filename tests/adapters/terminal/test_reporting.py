"""`evbot report`: a simulated month in the database, and what a reader finds on the page about it."""

from __future__ import annotations

import asyncio
import io
import re
import runpy
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

import browser
from adapters.terminal import World, run
from bot import open_bot
from chat_bakery import write_bakery
from console_script import Done
from databases import Database, sqlite_database

MONTH = runpy.run_path(str(Path(__file__).resolve().parents[3] / "docs" / "month.py"))
LAST = MONTH["FIRST"] + timedelta(MONTH["DAYS"] - 1)
KNOWN = ["rye bread price", "opening hours", "history of the bakery", "loaves in 2024", "which bread is the best"]
EVIL = "<script src='https://evil.example/x.js'>alert(1)</script> & $\\frac$ 乌龟 \u202e\x07 croissants?"
LONG = f"are there {'rye' * 50} or 面包{'猫' * 80}"
NOT_HELD = ["do you have cheese", "is there goat cheese?", EVIL, LONG]


@dataclass(frozen=True)
class Place:
    folder: Path
    database: Database

    def report(self, *options: str, page: str = "page.html", today: date = LAST) -> Done:
        out, err = io.StringIO(), io.StringIO()
        environ = {"EVBOT_KNOWLEDGE": str(self.folder / "bakery"), "EVBOT_DATABASE_URL": self.database.url}
        arguments = ("report", str(self.folder / page), "--today", today.isoformat(), *options)
        status = run(arguments, World(environ, self.folder / ".env", io.BytesIO(), out, err))
        return Done(status, out.getvalue(), err.getvalue())

    @property
    def page(self) -> str:
        return (self.folder / "page.html").read_text(encoding="utf-8")

    @property
    def read(self) -> BeautifulSoup:
        return BeautifulSoup(self.page, "html.parser")

    def number(self, statement: str) -> int:
        ((found,),) = self.database.rows(statement)
        return int(found)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Place:
    """A month, and the report of it."""
    folder = tmp_path_factory.mktemp("month")
    knowledge = write_bakery(folder / "bakery", rolls=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared_folder / "examples"))
        place = Place(folder, sqlite_database(folder / "evbot.db"))
        bot = open_bot(knowledge, shared_folder / "examples" / "evbot")
        asyncio.run(MONTH["simulate"](bot, place.database.url, KNOWN, NOT_HELD, a_day=6))
        assert place.report().status == 0
        yield place


def table(page: BeautifulSoup, title: str) -> list[list[str]]:
    caption = page.find("caption", string=title)
    assert isinstance(caption, Tag)
    body = caption.find_next("tbody")
    assert isinstance(body, Tag)
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")]


def test_the_tables_hold_what_the_database_holds(month: Place) -> None:
    page = month.read
    days = month.database.rows("SELECT date(at, 'unixepoch'), count(*) FROM turns GROUP BY 1")
    votes = month.database.rows(
        "SELECT date(turns.at, 'unixepoch'), sum(vote = 'good'), sum(vote = 'bad')"
        " FROM votes JOIN turns ON turns.id = votes.turn GROUP BY 1"
    )
    asked_back = month.number("SELECT count(*) FROM turns WHERE outcome = 'clarify'")
    picked = month.number("SELECT count(*) FROM turns WHERE text = '' AND outcome = 'answer'")
    none = month.number("SELECT count(*) FROM gaps WHERE kind = 'none_of_these'")

    asked = dict(table(page, "Questions a day"))
    assert {day: count for day, count in asked.items() if count != "0"} == {day: str(count) for day, count in days}
    assert len(asked) == MONTH["DAYS"]
    assert table(page, "Votes") == [[day, str(good), str(bad)] for day, good, bad in votes]
    outcomes = {name: int(count) for name, count, _ in table(page, "What came of them")}
    assert sum(outcomes.values()) == month.number("SELECT count(*) FROM turns")
    assert outcomes["Asked back"] == asked_back
    helped = [int(count) for _, count in table(page, "How often choices helped")]
    assert helped == [picked, none, asked_back - picked - none]
    assert min(asked_back, picked, none, len(votes)) > 0


def test_gaps_and_old_entries_stand_with_how_often_they_were_asked(month: Place) -> None:
    cheese = "FROM gaps JOIN turns ON turns.id = turn WHERE kind = 'unknown' AND text LIKE '%cheese%'"
    old = month.number("SELECT count(*) FROM turns WHERE entry = 'rye-price'")

    gaps = {matter: (people, times) for matter, people, times in table(month.read, "What was not answered")}
    people, times = next(counts for matter, counts in gaps.items() if "cheese" in matter)
    assert int(people) == month.number(f"SELECT count(DISTINCT gaps.asker) {cheese}")
    assert int(times) == month.number(f"SELECT count(*) {cheese}")
    assert table(month.read, "Entries that have grown old") == [
        ["What does a loaf of rye bread cost? (rye-price)", "2025-12-31", str(old)]
    ]


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(month: Place) -> None:
    page = month.read

    for tag in page.find_all(True):
        assert tag.name not in {"script", "link", "img", "iframe", "object", "base", "form", "a"}
        for name, value in tag.attrs.items():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "action"}
            assert name != "href" or str(value).startswith("#")
            assert "://" not in str(value)
    styles = month.page + "".join(str(tag.get("style", "")) for tag in page.find_all(True))
    assert "@import" not in styles
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", styles))


def test_what_askers_wrote_is_text(month: Place) -> None:
    shown = [row[0] for row in table(month.read, "What was not answered")]

    (evil,) = [text for text in shown if "croissants" in text]
    assert evil.startswith("<script src='")
    assert "& $\\frac$ 乌龟" in evil
    assert evil.isprintable()


def test_the_page_is_well_formed_for_every_reader(month: Place) -> None:
    class Nesting(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    nesting, page = Nesting(), month.read
    nesting.feed(month.page)

    assert nesting.open == []
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(tag["href"])[1:] for tag in page.find_all(href=True)} | set(
        re.findall(r"url\(#([^)]*)\)", month.page)
    )
    assert targets <= set(ids)
    assert [tag.name for tag in page.find_all(["h1", "h2"])] == ["h1"] + ["h2"] * 6
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in page.find_all("svg"))
    assert len(page.find_all("svg")) == 2 * len(page.find_all("table")) == 12
    assert all(cell.get("scope") for cell in page.find_all("th"))


def test_since_leaves_out_what_is_older(month: Place) -> None:
    done = month.report("--since", "7d", "--json", page="week.html")

    noon = f"{LAST - timedelta(7)} 12:00"
    expected = month.number(f"SELECT count(*) FROM turns WHERE at >= unixepoch('{noon}')")
    assert 0 < expected < month.number("SELECT count(*) FROM turns")
    assert done.objects[0]["questions"] == expected


def test_a_time_in_which_nothing_was_asked_says_so(month: Place) -> None:
    done = month.report("--since", "2d", page="none.html", today=LAST + timedelta(30))

    page = BeautifulSoup((month.folder / "none.html").read_text(encoding="utf-8"), "html.parser")
    assert (done.status, done.err) == (0, "")
    assert "Nothing was asked." in page.get_text()
    assert "Nobody voted." in page.get_text()
    assert "Nothing is noted that was asked and not answered." in page.get_text()


def test_it_is_for_its_owner_alone(month: Place) -> None:
    assert (month.folder / "page.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("page", "remedy"),
    [
        pytest.param("report.pdf", "report.html", id="no-page"),
        pytest.param("missing/page.html", "name a file that can be written", id="no-folder"),
    ],
)
def test_a_bad_file_names_the_remedy(month: Place, page: str, remedy: str) -> None:
    done = month.report(page=page)

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert remedy in done.err


def test_without_a_database_it_says_so_and_writes_nothing(month: Place, tmp_path: Path) -> None:
    elsewhere = Place(month.folder, sqlite_database(tmp_path / "other.db"))

    done = elsewhere.report(page="other.html")

    assert done.status == 2
    assert "nothing was recorded there yet" in done.err
    assert not (month.folder / "other.html").exists()


@pytest.mark.skipif(browser.PATH is None, reason="no Chromium here")
async def test_a_browser_shows_it_on_a_phone_and_wide_in_light_and_dark(month: Place) -> None:
    shown = (
        "[...document.querySelectorAll('svg')].filter(one => one.getClientRects().length).map(one => one.classList[0])"
    )
    within = "one.getBoundingClientRect().right <= one.closest('svg').getBoundingClientRect().right + 1"
    colours = "(one => [one.backgroundColor, one.color])(getComputedStyle(document.body))"
    async with browser.chromium() as tab:
        for width, plots in ((320, "narrow"), (1280, "wide")):
            grounds = []
            for dark in (False, True):
                await tab.open(month.folder / "page.html", width=width, dark=dark)
                await tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

                assert await tab.evaluate("document.documentElement.scrollWidth") == width
                assert set(await tab.evaluate(shown)) == {plots}
                assert await tab.evaluate(f"[...document.querySelectorAll('svg text')].every(one => {within})")
                ground, ink = (sum(map(int, re.findall(r"\d+", colour))) for colour in await tab.evaluate(colours))
                assert (ground < ink) == dark
                fill = "getComputedStyle(document.querySelector('svg path[style*=accent]')).fill"
                grounds.append(await tab.evaluate(fill))
            assert grounds[0] != grounds[1]
