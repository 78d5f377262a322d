"""`evbot slack --manifest`: prints the app manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from adapters.slack_app.manifest import app_manifest
from bot.knowledge import load_knowledge, words_of

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.terminal.session import Session


def print_manifest(session: Session) -> int:
    """Raises BotError."""
    settings = session.settings()
    oauth = settings.slack_client_id is not None
    knowledge = load_knowledge(session.knowledge)
    content = app_manifest(knowledge.manifest, words_of(knowledge), _mode(settings), oauth=oauth)
    if session.as_json:
        session.world.write_line(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        import yaml

        session.world.write_line(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120).rstrip())
    return 0


def _mode(settings: Settings) -> Literal["socket", "http"]:
    """Whoever has nothing yet begins with Socket Mode."""
    has_http = settings.slack_signing_secret is not None or settings.slack_client_id is not None
    return settings.slack_mode or ("http" if has_http and settings.slack_app_token is None else "socket")
