"""Reads the manifest, knowledge.yaml."""

import re
from dataclasses import fields as fields_of

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import is_url
from bot.knowledge.parts.fields import Fields, text_of
from bot.knowledge.texts import COMMAND_LIMIT, one_line
from bot.model import Manifest

MANIFEST_KEYS = tuple(field.name for field in fields_of(Manifest))
COMMAND = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{COMMAND_LIMIT - 1}}}")


def read_manifest(fields: Fields) -> Manifest:
    default = Manifest()
    fewest = _count(fields, "min_phrasings", least=0)
    return Manifest(
        name=fields.one_line("name") or default.name,
        version=_version(fields),
        language=fields.text("language") or default.language,
        slash_command=_command(fields) or default.slash_command,
        disclaimer=fields.text("disclaimer") or default.disclaimer,
        subject=fields.one_line("subject") or default.subject,
        about=fields.text("about") or default.about,
        project_url=_url(fields),
        require_sources=fields.truth("require_sources"),
        stale_after_days=_count(fields, "stale_after_days"),
        precision=_precision(fields, default.precision),
        min_phrasings=default.min_phrasings if fewest is None else fewest,
        starters=fields.texts("starters"),
        topics=_topics(fields),
    )


def _topics(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Read {topic: title}."""
    found = []
    for key, node in fields.pairs("topics"):
        title = text_of(node, f"topics: {key.text}", fields.report)
        if title:
            found.append((key.text, one_line(title)))
        elif title is not None:
            message = f"the topic {shown(key.text)} has an empty title"
            fields.report.add(Code.EMPTY_TEXT, node.line, message, "write it, or remove the topic")
    return tuple(found)


def _version(fields: Fields) -> int:
    version = fields.number("version")
    if version is not None and version != 1:
        message = f"version {version} of the format is unknown"
        fields.fault("version", Code.UNKNOWN_VERSION, message, "write `version: 1`")
    return 1


def _precision(fields: Fields, default: float) -> float:
    precision = fields.number("precision")
    if precision is not None and not 0 < precision < 1:
        message = f"the precision {precision} is not between 0 and 1"
        fields.fault("precision", Code.OUT_OF_RANGE, message, "write a share such as 0.95")
    return default if precision is None else precision


def _count(fields: Fields, key: str, least: int = 1) -> int | None:
    number = fields.number(key)
    if number is None or (isinstance(number, int) and number >= least):
        return number
    fields.fault(key, Code.OUT_OF_RANGE, f"`{key}` is {number}", f"write a whole number from {least} up")
    return None


def _command(fields: Fields) -> str | None:
    command = fields.text("slash_command")
    if not command or COMMAND.fullmatch(command):
        return command
    remedy = f"use a-z, 0-9, - and _, at most {COMMAND_LIMIT} characters, without the slash"
    fields.fault("slash_command", Code.BAD_COMMAND, f"{shown(command)} cannot be a slash command", remedy)
    return None


def _url(fields: Fields) -> str | None:
    url = fields.text("project_url")
    if not url or is_url(url):
        return url or None
    fields.fault("project_url", Code.BAD_SOURCE, f"`project_url` is none: {shown(url)}", "begin it with https://")
    return None
