"""The bot's own words in one language: sentences by name, and how dates, numbers and lists are written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.facet_kinds import NO_YEAR, RANK, SPAN


@dataclass(frozen=True, kw_only=True)
class Words:
    """Read from a file of bot/knowledge/languages, where comments tell what each sentence is for.

    Each sentence is an attribute: `words.unknown`. A test compares the names in the code with those in the files.
    """

    code: str  # Of the language, as "en".
    sentences: Mapping[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    small_numbers: tuple[str, ...]  # From 0 on: "no", "one", "two".
    ordinals: tuple[str, ...]  # From 2 on: "second", "third".
    extreme_ways: tuple[str, ...]  # Ways of asking for a highest or lowest: "{which} figure: {title}".
    extreme_time_ways: tuple[str, ...]  # More of them where the labels are times.
    highest_names: tuple[str, ...]  # What {which} may be; answers say the first.
    lowest_names: tuple[str, ...]
    commands: Mapping[str, str]  # What commands are called and, under "….about", how they are described.
    suggestions: Mapping[str, str]  # What is suggested to a curator, by its reason.
    periods: Mapping[str, str]  # By the kind of a time: "month".
    scales: Mapping[str, str]
    comparatives: Mapping[str, tuple[str, str]]  # By unit, for more and less: "heavier" and "lighter" of "kg".
    whys: Mapping[str, str]  # Why a figure cannot be worked out, by reason.

    def __getattr__(self, name: str) -> str:
        try:
            sentence: str = self.__dict__["sentences"][name]
        except KeyError:
            raise AttributeError(f"no sentence is called {name}") from None
        return sentence

    def date(self, date: str) -> str:
        """Turn 2025-12-31, 2025-12 or 2025 into "31 December 2025", "December 2025" or "2025"."""
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
        if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
            return date
        year, month, day = found.groups()
        if month is None:
            return self.date_year.format(year=year)
        name = self.months[int(month) - 1]
        if day is None:
            return self.date_month.format(month=name, year=year)
        return self.date_day.format(day=int(day), month=name, year=year)

    def facet(self, kind: str, value: str) -> str:
        """Turn a facet into words: ("month", "2025-05") into "May 2025", ("model", "su-9-pro") into "su 9 pro"."""
        if kind in ("day", "year"):
            return self.date(value)
        if kind == RANK:
            return self.place.format(number=value)
        if kind == SPAN:
            return self._span(*value.rsplit("-", 2))
        found = re.fullmatch(r"(\d{4}|-)-(?:(\d\d)|([QH]\d))", value)
        if found is None:
            return value.replace("-", " ")
        year, month, part = found.groups()
        if month and 1 <= int(month) <= 12:
            return self.months[int(month) - 1] if year == NO_YEAR else self.date(value)
        return (part or value) if year == NO_YEAR else self.date_part.format(part=part or value, year=year)

    def listed(self, items: Sequence[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        first, *others = items or ("",)
        for item in others[:-1]:
            first = self.list_next.format(items=first, item=item)
        return self.list_last.format(items=first, item=others[-1]) if others else first

    def number(self, value: float) -> str:
        """ "1,234" or "0.5"; six digits behind the point at most."""
        if float(value).is_integer() and abs(value) < 1e15:
            text = f"{int(value):,}"
        elif 1e-4 <= abs(value) < 1e15:
            text = f"{value:,.6f}".rstrip("0").rstrip(".")
        else:
            text = f"{value:g}"
        return text.translate({ord(","): self.thousands, ord("."): self.decimal})

    def to_number(self, digits: str) -> float:
        """Read a number with commas and points. The language's sign for thousands parts thousands before three digits,
        else decimals ("103.3" in German)."""
        plain = re.sub(rf"{re.escape(self.thousands)}(?=\d{{3}}(?!\d))", "", digits)
        *whole, last = re.split(r"[.,]", plain)
        return float(f"{''.join(whole)}.{last}" if whole else last)

    def _span(self, year: str, first: str, last: str) -> str:
        names = {"first": self.months[int(first) - 1], "last": self.months[int(last) - 1]}
        return self.span.format(**names) if year == NO_YEAR else self.span_year.format(**names, year=year)


def base_language(code: str) -> str:
    """Without the region: "pt" of "pt-BR"."""
    return code.split("-")[0].casefold()
