"""Judges a reply by what a right answer must hold."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.talks import holds, plain
from bot.evaluation.tally import Verdict
from bot.model import SMALL_TALK, Outcome, Reply


def judge(case: Mapping[str, Any], reply: Reply, text_of: Callable[[str], str]) -> Verdict:
    """`case` has `must` and `must_not` (patterns), or `expect` (small talk), `kind` (out of scope), `series` (a chart).

    `text_of` gives the text of an entry by its id.
    """
    if "expect" in case:
        return _judge_small_talk(reply)
    if "kind" in case:
        return _judge_outside(case["kind"], reply)
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
    must, must_not = (
        [re.compile(pattern, re.IGNORECASE) for pattern in case.get(key, ())] for key in ("must", "must_not")
    )
    return holds(plain(text), must, must_not)


def _judge_small_talk(reply: Reply) -> Verdict:
    if reply.answer is None:
        return Verdict.MISSED
    return Verdict.RIGHT if reply.answer.topic == SMALL_TALK else Verdict.WRONG


def _judge_outside(kind: str, reply: Reply) -> Verdict:
    if reply.answer and reply.answer.topic != SMALL_TALK:
        return Verdict.WRONG
    return Verdict.ASKED if kind == "far" and reply.outcome is Outcome.CLARIFY else Verdict.RIGHT


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
