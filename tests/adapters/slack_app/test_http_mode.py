"""The door of HTTP mode, through the real process: what is not Slack's is refused, and the next honest one answered."""

from __future__ import annotations

import asyncio
import json
import time

import pytest

from adapters.slack_app import http_mode
from conftest_slack import Stage
from fake_slack import AGAIN, signed_headers
from fake_slack.talking import COMMAND, EVENT, Talk, shown, to_body

pytestmark = pytest.mark.asyncio(loop_scope="module")


MODES = ("http",)


def forged(talk: Talk, kind: str) -> tuple[bytes, dict[str, str]]:
    body, _ = to_body(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
    headers = {
        "forged": lambda: signed_headers(body, secret="another"),
        "stale": lambda: signed_headers(body, at=time.time() - 360),
        "early": lambda: signed_headers(body, at=time.time() + 360),
        "unsigned": lambda: {"Content-Type": "application/json"},
        "no-time": lambda: {**signed_headers(body), "X-Slack-Request-Timestamp": "soon"},
        "no-number": lambda: {**signed_headers(body), "X-Slack-Request-Timestamp": "9" * 400},
        "another's-body": lambda: signed_headers(body + b" "),
    }[kind]()
    return body, headers


@pytest.mark.parametrize("kind", ["forged", "stale", "early", "unsigned", "no-time", "no-number", "another's-body"])
async def test_what_slack_has_not_signed_is_refused_and_nothing_done(talk: Talk, kind: str, times: int) -> None:
    for _ in talk.rounds(times):
        before = len(talk.slack.messages)
        status, _ = await talk.post(*forged(talk, kind))

        assert status in (401, 403)
        assert await talk.nothing_but(before) == []


async def test_an_unsigned_check_of_the_certificate_is_refused_too(talk: Talk) -> None:
    status, _ = await talk.post(b"ssl_check=1&token=x", {"Content-Type": "application/x-www-form-urlencoded"})

    assert status == 401


async def test_a_signed_check_of_the_certificate_is_acknowledged(talk: Talk) -> None:
    body = b"ssl_check=1&token=x"
    status, _ = await talk.post(body, signed_headers(body, form=True))

    assert status == 200


async def test_a_replayed_request_is_refused_and_nothing_done(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        body, form = to_body(COMMAND, talk.payloads.command("opening hours", talk.user, talk.channel))
        headers = signed_headers(body, form=form)
        before = len(talk.slack.messages)
        statuses = [(await talk.post(body, headers))[0] for _ in range(3)]

        assert statuses == [200, 401, 401]
        assert len(await talk.nothing_but(before)) == 1


@pytest.mark.parametrize(
    "unsigned",
    [
        pytest.param(AGAIN, id="again"),
        pytest.param(AGAIN | {"X-Slack-Retry-Num": "2"}, id="a third time"),
        pytest.param({"X-Slack-Retry-Num": ""}, id="again, without a number"),
        pytest.param({"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "hear"}, id="an order to bolt"),
    ],
)
async def test_no_header_that_is_unsigned_lets_a_replay_in(talk: Talk, unsigned: dict[str, str], times: int) -> None:
    for _ in talk.rounds(times):
        body, _ = to_body(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
        headers = signed_headers(body)
        before = len(talk.slack.messages)
        statuses = [(await talk.post(body, headers | beside))[0] for beside in (unsigned, {}, unsigned)]

        assert statuses == [200, 401, 401]
        assert len(await talk.nothing_but(before)) == 1


async def test_what_slack_delivers_again_is_taken_at_once_and_answered_once(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        body, _ = to_body(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
        before = len(talk.slack.messages)
        statuses = [
            (await talk.post(body, signed_headers(body, at=time.time() + later) | beside))[0]
            for later, beside in ((0, {}), (1, AGAIN), (60, AGAIN))
        ]

        assert statuses == [200, 200, 200]
        assert len(await talk.nothing_but(before)) == 1


async def test_what_cannot_be_read_need_not_be_delivered_again(talk: Talk) -> None:
    body = b"{broken otherwise"
    async with talk.session.post(talk.bot.url, data=body, headers=signed_headers(body)) as answer:
        assert answer.headers["X-Slack-No-Retry"] == "1"


async def test_the_url_is_verified(talk: Talk) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"}).encode()
    status, text = await talk.post(body, signed_headers(body))

    assert status == 200
    assert "3eZbrw1a" in text


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        pytest.param(b"{broken", (400,), id="broken-json"),
        pytest.param(b'{"event": ' + b"[" * 5_000, (400,), id="deep-json"),
        pytest.param(b"\xff\xfe\x00", (400, 401), id="no-utf-8"),
        pytest.param(b"[1, 2]", (200, 400, 404), id="a-list"),
        pytest.param(b"null", (200, 400, 404), id="null"),
        pytest.param(b"", (200, 400, 404), id="nothing"),
        pytest.param(b'{"type": "event_callback"}', (200, 400, 404), id="no-event"),
        pytest.param(b'{"type": "event_callback", "event": 5}', (200, 400, 404), id="event-5"),
    ],
)
async def test_signed_nonsense_is_refused_and_the_next_is_answered(
    talk: Talk, body: bytes, statuses: tuple[int, ...], times: int
) -> None:
    for number in talk.rounds(times):
        status, _ = await talk.post(body, signed_headers(body, at=time.time() - 100 + 5 * number))

        assert status in statuses
        assert "*six*" in shown(await talk.mention("opening hours"))


async def test_twenty_megabytes_are_refused_and_the_next_is_answered(talk: Talk, times: int) -> None:
    for number in talk.rounds(times):
        body = b'{"x": "' + b"x" * 20_000_000 + b'"}'
        try:
            status, _ = await talk.post(body, signed_headers(body, at=time.time() - 100 + 5 * number))
        except OSError:
            status = 413  # Cut off while it was still coming.

        assert status == 413
        assert "*six*" in shown(await talk.mention("opening hours"))


TRICKLES = {
    "body": (b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{", b" "),
    "head": (b"POST /slack/events HTTP/1.1\r\nX-Slow: ", b"y"),
    "nothing": (b"", b""),
}


async def test_who_sends_in_a_trickle_is_cut_off(talk: Talk, times: int) -> None:
    started = time.monotonic()
    clients = [trickle(talk.bot.port, *sent) for sent in TRICKLES.values() for _ in range(times)]
    await asyncio.gather(*clients)

    assert time.monotonic() - started < http_mode.PATIENCE + 2
    assert "*six*" in shown(await talk.mention("opening hours"))


async def trickle(port: int, begun: bytes, more: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(begun)
    started = time.monotonic()
    while time.monotonic() - started < http_mode.PATIENCE + 5 and not await _ended(reader):
        writer.write(more)
    writer.close()


async def test_the_health_is_told(talk: Talk) -> None:
    async with talk.session.get(f"http://127.0.0.1:{talk.bot.port}/health") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")


@pytest.mark.parametrize("path", ["/", "/slack/install", "/slack/oauth_redirect", "/metrics"])
async def test_there_is_nothing_else(talk: Talk, path: str) -> None:
    async with talk.session.get(f"http://127.0.0.1:{talk.bot.port}{path}") as answer:
        assert answer.status == 404


async def test_a_port_that_is_taken_is_one_line(talk: Talk, stage: Stage) -> None:
    async with stage.bot(talk.slack, "http", ready="", EVBOT_HTTP_PORT=str(talk.bot.port)) as second:
        status = await asyncio.wait_for(second.process.wait(), 30)
        await asyncio.sleep(0.1)

    assert status == 2
    assert f"127.0.0.1:{talk.bot.port}" in second.lines[-1]
    assert "EVBOT_HTTP_PORT" in second.lines[-1]


@pytest.mark.soak
async def test_ten_thousand_forged_requests_are_refused_and_the_next_honest_one_answered(talk: Talk) -> None:
    async def forge(number: int) -> int:
        return (await talk.post(*forged(talk, ("forged", "stale", "unsigned")[number % 3])))[0]

    for start in range(0, 10_000, 50):
        assert set(await asyncio.gather(*(forge(start + n) for n in range(50)))) == {401}
    assert "*six*" in shown(await talk.mention("opening hours"))


async def _ended(reader: asyncio.StreamReader) -> bool:
    """Whether the other side has closed, or answered and closed."""
    try:
        return await asyncio.wait_for(reader.read(4096), 0.3) is not None
    except TimeoutError:
        return False
    except OSError:
        return True
