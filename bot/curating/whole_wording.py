"""Decides how much of a recorded message stands for itself, and words the rest with what it leans on."""

from datetime import date

from bot.conversation import points_back, resolve_dates, says_hardly_anything, says_that_it_leans
from bot.knowledge import one_line
from bot.matching import Lexicon, normalise
from bot.model import Context
from bot.replies import Understood


def own_wording(typed: str, before: Context, whole: Understood, lexicon: Lexicon) -> str:
    """The message, in a wording that can be read without what was said before; empty where there is none.

    `whole`: how the message was understood.
    """
    plain = lexicon.native.plain(typed)
    leans = _says_that_it_leans(whole, lexicon.language)
    is_first = not (before.entry or before.question)
    # "Last year" is another year when it is read later.
    holds_later = resolve_dates(plain, date.min, lexicon.language) == plain
    if holds_later and (is_first or (_is_within(whole, plain) and not leans)):
        return one_line(typed)  # "i want to print in 3d", of which "to print in 3d" was read.
    if leans:
        return ""  # "and what does it cost?"
    # "how many last year?": with the year in it.
    # "in 2025?" after "how many bicycles in 2024?": "how many bicycles 2025".
    return one_line(whole.text)


def with_question_before(typed: str, whole: Understood, lexicon: Lexicon) -> str:
    """What was read, behind the question before unless that was taken into it: "how fast is the Lark / and the
    price?"."""
    before = whole.context.question
    is_read_alone = whole.ranking.following and normalise(whole.text) == normalise(lexicon.native.plain(typed))
    return one_line(f"{before} / {whole.text}" if before and is_read_alone else whole.text)


def _says_that_it_leans(whole: Understood, language: str) -> bool:
    """Whether its words ask for what was said before; that they may is not enough: most that is not held may."""
    words = normalise(whole.text)
    return (
        says_that_it_leans(words, whole.text, language)
        or points_back(words, language)
        or (whole.ranking.following and says_hardly_anything(words))
    )


def _is_within(whole: Understood, typed: str) -> bool:
    """Whether what was read stands in the message, word for word, and does not follow up."""
    words, of = (f" {' '.join(normalise(text))} " for text in (whole.text, typed))
    return not whole.ranking.following and words in of
