"""Keeps the encrypted tokens of workspaces that installed the bot, and finds the one for an event."""

import hmac
import json
import logging
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from time import monotonic, time
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack_app.credentials import Identity
from bot.desk import Desk

log = logging.getLogger(__name__)

_REMEMBERED = 300.0
"""Seconds that a token is used without looking whether it is still there; Slack refuses it at once if not."""
_STATE_SECONDS = 600


class Installations(AsyncInstallationStore):
    """A note of the desk for each workspace, encrypted with `key`, so that the database alone gives no token away."""

    def __init__(self, desk: Desk, client_id: str, key: bytes) -> None:
        # Imported here: one workspace by token needs none of it.
        from cryptography.fernet import Fernet

        self._desk = desk
        self._client_id = client_id
        self._fernet = Fernet(urlsafe_b64encode(sha256(b"slack tokens\0" + key).digest()))
        self._known: dict[str, tuple[Bot, float]] = {}
        self._unread: set[str] = set()

    async def async_save(self, installation: Installation) -> None:
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Raises BoltError where it cannot be kept: the person who installs is then told so."""
        name = self._name(bot.enterprise_id, None if bot.is_enterprise_install else bot.team_id)
        kept = {"token": bot.bot_token, "bot": bot.bot_id, "user": bot.bot_user_id, "app": bot.app_id}
        sealed = self._sealed(json.dumps(kept | {"scopes": list(bot.bot_scopes or ())}))
        await self._desk.keep_note(name, sealed)
        self._known.pop(name, None)
        self._unread.discard(name)
        if await self._desk.note(name) != sealed:
            raise BoltError("the database does not answer")

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        name = self._name(enterprise_id, None if is_enterprise_install else team_id)
        known = self._known.get(name)
        if known is not None and monotonic() - known[1] < _REMEMBERED:
            return known[0]
        held = await self._desk.note(name)
        if not held:
            return known[0] if known is not None and held is None else None
        content = await self._opened(name, held)
        if content is None:
            return None
        bot = _to_bot(content, enterprise_id, team_id, bool(is_enterprise_install))
        self._known[name] = (bot, monotonic())
        return bot

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        name = self._name(enterprise_id, team_id)
        self._known.pop(name, None)
        await self._desk.keep_note(name, "")

    def _name(self, enterprise: str | None, team: str | None) -> str:
        which = sha256(f"{self._client_id}\0{enterprise or ''}\0{team or ''}".encode()).hexdigest()
        return f"slack:installed:{which}"

    def _sealed(self, content: str) -> str:
        return self._fernet.encrypt(content.encode()).decode()

    async def _opened(self, name: str, held: str) -> str | None:
        """None where it was sealed with another key, which the log says once; the workspace has to install anew."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(held.encode()).decode()
        except InvalidToken:
            pass
        if held.startswith("{"):
            await self._desk.keep_note(name, self._sealed(held))
            return held  # Kept before every token was sealed.
        if name not in self._unread:
            self._unread.add(name)
            log.warning("slack token of a workspace not read reason=another_key")
        return None


def _to_bot(content: str, enterprise: str | None, team: str | None, is_enterprise_install: bool) -> Bot:
    kept: dict[str, Any] = json.loads(content)
    return Bot(
        app_id=kept["app"],
        enterprise_id=enterprise,
        team_id=team,
        bot_token=kept["token"],
        bot_id=kept["bot"],
        bot_user_id=kept["user"],
        bot_scopes=kept["scopes"],
        is_enterprise_install=is_enterprise_install,
        installed_at=time(),
    )


class States(AsyncOAuthStateStore):
    """The `state` of OAuth, with which an installation begins and ends: valid once, for ten minutes, in any process."""

    def __init__(self, desk: Desk, secret: str) -> None:
        self._desk = desk
        self._key = secret.encode()

    async def async_issue(self, *_: Any, **__: Any) -> str:
        state = f"{int(time()) + _STATE_SECONDS}.{secrets.token_urlsafe(18)}"
        return f"{state}.{self._signature(state)}"

    async def async_consume(self, state: str) -> bool:
        signed, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            return False
        if int(signed.partition(".")[0]) < time():
            return False
        key = f"slack:state:{state}"
        return await self._desk.claim(key) and await self._desk.answering(key)

    def _signature(self, state: str) -> str:
        return hmac.new(self._key, f"state\0{state}".encode(), sha256).hexdigest()


class Authorize(AsyncAuthorize):
    """Knows the bot token's workspace and those that installed the app; bolt's own class asks Slack at each event."""

    def __init__(
        self, token: str | None, identity: Identity | None, installed: AsyncInstallationStore | None = None
    ) -> None:
        self._own = _own_bot(token, identity) if token and identity else None
        self._installed = installed

    async def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        bot = await self._bot(enterprise_id, team_id, bool(context.is_enterprise_install))
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=list(bot.bot_scopes),
            user_id=user_id,
        )

    async def token_of(self, enterprise: str | None, team: str) -> str | None:
        """The token for a workspace, without an event from there; None where the app is not installed."""
        bot = await self._bot(enterprise, team, False) or await self._bot(enterprise, team, True)
        return bot.bot_token if bot is not None else None

    async def _bot(self, enterprise: str | None, team: str | None, for_all: bool) -> Bot | None:
        if self._installed is None or (self._own is not None and self._own.team_id == team):
            return self._own
        return await self._installed.async_find_bot(
            enterprise_id=enterprise, team_id=team, is_enterprise_install=for_all
        )


def _own_bot(token: str, own: Identity) -> Bot:
    return Bot(
        bot_token=token,
        enterprise_id=own.enterprise,
        team_id=own.team,
        bot_id=own.bot or "",
        bot_user_id=own.bot_user,
        bot_scopes=own.scopes,
        installed_at=time(),
    )
