"""Makes the pages of topics, questions and pictures, and completes names."""

from bot.desk import Action, Button, Desk, to_identifier
from bot.matching import Suggester
from bot.model import Choice, Question
from bot.pages import buttons
from bot.pages.page import Option, Page, PlatformTraits
from bot.pages.pictures import Pictures
from bot.replies import topic_title

_ALIKE = 85.0  # Of 100: how alike a title must be to what was typed, to be drawn without asking.


class Browsing:
    def __init__(self, desk: Desk, traits: PlatformTraits, pictures: Pictures) -> None:
        self._desk, self._words = desk, desk.words
        self._traits, self._pictures = traits, pictures

    @property
    def _charts(self) -> tuple[Choice, ...]:
        return tuple(Choice(series.id, series.title) for series in self._desk.bot.knowledge.series)

    async def topics(self) -> Page:
        menus = buttons.topic_menus(self._desk, self._traits.options, self._traits.menus)
        return Page(lead=self._words.topics_lead, menus=menus, private=True)

    def topic(self, key: str, skipped: int = 0) -> Page | None:
        """The questions of a topic, without the first `skipped`; None if there is no such topic."""
        found = next((one for one in self._desk.bot.catalogue.topics if buttons.topic_key(one[0]) == key), None)
        if found is None:
            return None
        topic, questions = found
        most = self._traits.options * self._traits.menus
        left = questions[skipped:]
        shown = left if len(left) <= most else left[: most - 1]
        options = [Option(one.question, to_identifier(Button(Action.ASK, "", one.id))) for one in shown]
        if len(shown) < len(left):
            later = to_identifier(Button(Action.TOPIC, str(skipped + len(shown)), key))
            options.append(Option(self._words.questions_later, later))
        name = topic_title(topic, self._desk.bot.knowledge.manifest)
        first, more = self._words.question_menu.format(topic=name), self._words.question_menu_later.format(topic=name)
        return Page(
            lead=self._words.topic_lead.format(topic=name),
            menus=buttons.menus(first, more, options, self._traits.options),
            private=True,
            replaces=True,
        )

    async def chart(self, name: str, *, private: bool) -> Page:
        """`name` is an id, a title, or words that lead to an entry with a picture."""
        series = self._named(name.strip())
        picture = await self._pictures.draw(series) if series else None
        if series is None or picture is None:
            offered = self.chart_names(name, 3)
            charts = tuple((buttons.button(one.question, Action.CHART, "", one.id),) for one in offered)
            return Page(lead=self._words.no_chart if charts else self._words.no_charts, rows=charts, private=True)
        shown = self._desk.show(series)
        title = next(one.question for one in self._charts if one.id == series)
        rows = buttons.questions((Choice(shown.id, shown.question),)) if shown else ()
        return Page(title, rows=rows, picture=picture, private=private)

    def chart_names(self, begun: str, limit: int = 25) -> tuple[Choice, ...]:
        """Pictures whose titles fit what was typed so far, best first; if none fits, the first ones."""
        return Suggester(self._charts).suggest(begun, limit) or self._charts[:limit]

    def _named(self, name: str) -> str | None:
        if self._pictures.has(name):
            return name
        titled = [one.id for one in self._charts if one.question.casefold() == name.casefold()]
        if titled or not name:
            return titled[0] if titled else None
        answer = self._desk.bot.answer(Question(name)).answer
        if answer is not None and answer.chart:
            return answer.chart
        near = Suggester(self._charts).suggest(name, 1, alike=_ALIKE)
        return near[0].id if near else None
