"""Writes a context as JSON and reads it back."""

import json
from datetime import datetime

from bot.model import Choice, Context, Subject, Told


def to_json(context: Context) -> str:
    return json.dumps(
        {
            "entry": context.entry,
            "question": context.question,
            "facets": context.facets,
            "offered": [(choice.id, choice.question) for choice in context.offered],
            "at": context.at.isoformat() if context.at else None,
            "earlier": [(one.entry, one.question, one.facets) for one in context.earlier],
            "told": [(one.ids, one.question) for one in context.told],
            "operation": context.operation,
        },
        separators=(",", ":"),
    )


def to_context(text: str) -> Context:
    """An unreadable one counts as none."""
    try:
        form = json.loads(text)
        return Context(
            entry=form["entry"],
            question=form["question"],
            facets=tuple((kind, value) for kind, value in form["facets"]),
            offered=tuple(Choice(id, question) for id, question in form["offered"]),
            at=datetime.fromisoformat(form["at"]) if form["at"] else None,
            earlier=tuple(
                Subject(entry, question, tuple((kind, value) for kind, value in facets))
                for entry, question, facets in form.get("earlier", ())
            ),
            told=tuple(Told(tuple(ids), question) for ids, question in form.get("told", ())),
            operation=form.get("operation", ""),
        )
    except (ValueError, KeyError, TypeError):
        return Context()  # Of a newer or broken writer: the question then stands for itself.
