"""Uploads files in Slack's two steps."""

from __future__ import annotations

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.sending import Refused, checked

log = logging.getLogger(__name__)


async def upload(client: AsyncWebClient, content: bytes, name: str, alt: str | None, **where: str | None) -> str | None:
    """`where` are `channel` and `thread_ts`; left out, only a message of ours can show it. None where it fails."""
    call = client.files_upload_v2(filename=name, title=name, file=content, alt_txt=alt, **where)  # type: ignore[arg-type]
    try:
        answer = await checked(call)
    except Refused as refused:
        log.warning("slack file not uploaded reason=%s", refused)
        return None
    files = answer.get("files") or ()
    return str(files[0]["id"]) if files else None
