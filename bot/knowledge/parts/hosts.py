"""Reads `poor_hosts:`, the sites that are no good sources."""

from __future__ import annotations

import re

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.fields import Fields, text_of

HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def read_hosts(fields: Fields) -> tuple[str, ...]:
    hosts = []
    for node in fields.items("poor_hosts"):
        text = text_of(node, "poor_hosts", fields.report)
        if text and HOST.fullmatch(text):
            hosts.append(text.lower().removeprefix("www."))
        elif text is not None:
            message = f"`poor_hosts` holds {shown(text)}, which is no host"
            fields.report.add(Code.BAD_HOST, node.line, message, "write it as: example.org")
    return tuple(hosts)
