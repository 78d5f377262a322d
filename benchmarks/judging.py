"""Judges a reply: what a right answer holds and a reply in, a verdict out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.evaluation.tally import Verdict
from bot.model import SMALL_TALK, Outcome, Reply

VERDICTS = (Verdict.RIGHT, Verdict.ASKED, Verdict.MISSED, Verdict.WRONG)
_MARKS = re.compile(r"[*_`~\\]")


def judge(case: Mapping[str, Any], reply: Reply, text_of: Callable[[str], str]) -> Verdict:
    """`case` has `must` and `must_not` (patterns), or `expect` (small talk), `kind` (out of scope), `series` (a chart).

    `text_of` gives the text of an entry by its id.
    """
    chatter = reply.answer is not None and reply.answer.topic == SMALL_TALK
    if "expect" in case:
        return Verdict.RIGHT if chatter else Verdict.WRONG if reply.answer else Verdict.MISSED
    if "kind" in case:
        if reply.answer and not chatter:
            return Verdict.WRONG
        offered = reply.outcome is Outcome.CLARIFY and case["kind"] == "far"
        return Verdict.ASKED if offered else Verdict.RIGHT
    if "series" in case:
        return _judge_chart(case["series"], reply)
    if not case.get("must"):
        return Verdict.WRONG if reply.answer and not fits(_said(case, reply), case) else Verdict.RIGHT
    if reply.answer:
        return Verdict.RIGHT if fits(_said(case, reply), case) else Verdict.WRONG
    asked = any(fits(text_of(choice.id), case) for choice in reply.choices[:3])
    return Verdict.ASKED if asked else Verdict.MISSED


def fits(text: str, case: Mapping[str, Any]) -> bool:
    """Whether all of `must` and nothing of `must_not` is found, whatever the case, without the marks of Markdown."""
    plain = " ".join(_MARKS.sub("", text).split())
    must, must_not = (
        [re.search(pattern, plain, re.IGNORECASE) for pattern in case.get(key, ())] for key in ("must", "must_not")
    )
    return all(must) and not any(must_not)


def _judge_chart(series: str | list[str], reply: Reply) -> Verdict:
    wanted = series if isinstance(series, list) else [series]
    if reply.answer is None:
        return Verdict.MISSED
    return Verdict.RIGHT if reply.answer.chart in wanted else Verdict.WRONG


def _said(case: Mapping[str, Any], reply: Reply) -> str:
    """The answer's text; where sources are asked for, also what is shown with it."""
    if reply.answer is None:
        return reply.message
    if case.get("about") != "sources":
        return reply.answer.text
    sources = (
        part for one in reply.answer.sources for part in (one.publisher, one.title, one.url, one.published) if part
    )
    return "\n".join([reply.answer.text, reply.message, *sources])
