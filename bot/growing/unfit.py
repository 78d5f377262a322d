"""Finds the reasons why a written line cannot be a way of asking of any entry."""

from bot.bot import Bot
from bot.evaluation import main_words
from bot.matching import RARE, WORD_LENGTH, Matcher
from bot.model import Question


class Unfit:
    def __init__(self, bot: Bot) -> None:
        self._bot, self._matcher = bot, Matcher(bot.index)
        self._outside = {line: self._stems(line) for line in bot.knowledge.out_of_scope}

    def reason(self, text: str) -> str:
        """Empty where there is none."""
        if not self._can_be_read(text):
            return "hardly a word of it is known; write a question, in the language of the answers"
        near = self._near_outside(text)
        return f"it asks what “{near}” asks, which must not be answered" if near else ""

    def _can_be_read(self, text: str) -> bool:
        """Whether half of its words, at least, are known to the base or in the language at large; a single one may be a
        term that neither knows."""
        words, said = self._bot.words, self._matcher.repaired(text)
        if self._bot.answer(Question(text)).line in (words.noise, words.other_language):
            return False
        if len(said) == 1:
            return len(said[0]) < WORD_LENGTH
        common, known = self._bot.index.common, self._bot.index.texts.word_counts
        return 2 * sum(word in known or common.zipf(word) > RARE for word in said) >= len(said)

    def _near_outside(self, text: str) -> str:
        """A line out of scope with the same main words, or all of them and more, where no entry comes nearer than
        "nothing" does; or empty."""
        ranking, own = self._matcher.ranking_of(text), self._stems(text)
        if not own or (ranking.candidates and ranking.candidates[0].score > ranking.nothing):
            return ""
        alike = (line for line, stems in self._outside.items() if stems and (stems <= own or own <= stems))
        return next(alike, "")

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(map(self._matcher.lexicon.stem, main_words(text, self._bot)))
