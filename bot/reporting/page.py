"""Writes a report as a single HTML file."""

from datetime import date
from importlib.resources import files
from xml.etree.ElementTree import Element, tostring

from bot.reporting.counting import Report
from bot.reporting.plots import draw
from bot.reporting.sections import OUTCOMES, Section, sections

_FOOTER = (
    "Days are counted in UTC. A choice that was picked counts as a question that was answered, “None of these” as one"
    " that was not known. Who asked and where stands nowhere on this page."
)


def to_page(report: Report) -> str:
    """Raises ChartError where no plots can be drawn."""
    title = f"{report.name}: what was asked" if report.name else "What was asked"
    head = _element(
        "head",
        Element("meta", charset="utf-8"),
        Element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        Element("meta", name="robots", content="noindex"),
        _element("title", title),
        _element("style", style()),
    )
    main = _element("main", _element("h1", title), _element("p", _period(report)), _sums(report))
    main.extend(_drawn(section) for section in sections(report))
    page = _element("html", head, _element("body", main, _element("footer", _FOOTER)), lang="en")
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n"


def style() -> str:
    """The colours in light and dark, and what each width shows."""
    return (files("bot.reporting") / "page.css").read_text(encoding="utf-8")


def _drawn(section: Section) -> Element:
    drawn = _element("section", _element("h2", section.title))
    if not section.rows:
        drawn.append(_element("p", section.nothing))
        return drawn
    drawn.append(_element("p", section.told))
    if section.plot is not None:
        name = section.title.lower().replace(" ", "-")
        drawn.append(_element("figure", *draw(section.plot, name, section.told)))
    drawn.append(_element("details", _element("summary", "The figures"), _table(section)))
    return drawn


def _table(section: Section) -> Element:
    numbers = [isinstance(cell, int) or cell.endswith("%") for cell in section.rows[0]]
    styles = [{"class": "number"} if number else {} for number in numbers]
    titles = zip(section.head, styles, strict=True)
    table = _element("table", _element("caption", section.title))
    table.append(_element("thead", _element("tr", *(_element("th", text, scope="col", **one) for text, one in titles))))
    body = _element("tbody")
    for first, *cells in section.rows:
        row = _element("tr", _element("th", str(first), scope="row"))
        texts = (f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
        row.extend(_element("td", text, **one) for text, one in zip(texts, styles[1:], strict=True))
        body.append(row)
    table.append(body)
    return table


def _sums(report: Report) -> Element:
    sums = {
        "Questions": report.questions,
        **{OUTCOMES[outcome]: count for outcome, count in report.outcomes},
        "Thumbs up": report.votes.good,
        "Thumbs down": report.votes.bad,
    }
    tiles = (_element("div", _element("dt", name), _element("dd", f"{count:,}")) for name, count in sums.items())
    return _element("dl", *tiles, **{"class": "sums"})


def _period(report: Report) -> str:
    if not report.days:
        return f"Nothing was asked, as of {_day(report.today)}."
    return f"From {_day(report.days[0].day)} to {_day(report.days[-1].day)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """What is text is escaped when the page is written."""
    one = Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            one.text = (one.text or "") + child
        else:
            one.append(child)
    return one
