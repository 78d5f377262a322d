"""Bytes on a socket, as anybody may send them: what Slack has not signed is a 401, and nothing of it in the log."""

from __future__ import annotations

import asyncio
import itertools
import json
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fake_slack import signed_headers
from fake_slack.talking import EVENT, Talk, shown, to_body

pytestmark = pytest.mark.asyncio(loop_scope="module")

MODES = ("http",)

Headers = list[tuple[bytes, bytes]]
NUMBERS = itertools.count()

SIGNATURE, TIMESTAMP = b"X-Slack-Signature", b"X-Slack-Request-Timestamp"
EITHER = pytest.mark.parametrize("name", [SIGNATURE, TIMESTAMP], ids=["signature", "timestamp"])
fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


async def send(talk: Talk, body: bytes, headers: Headers) -> int:
    """Return the status of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", talk.bot.port)
    lines = [(b"Host", b"x"), (b"Content-Length", b"%d" % len(body)), (b"Connection", b"close"), *headers]
    head = b"".join(name + b": " + value + b"\r\n" for name, value in lines)
    writer.write(b"POST /slack/events HTTP/1.1\r\n" + head + b"\r\n" + body)
    try:
        async with asyncio.timeout(10):
            return int((await reader.read()).split(b" ", 2)[1])
    finally:
        writer.close()


def signed(body: bytes) -> Headers:
    return [(name.encode(), value.encode()) for name, value in signed_headers(body).items()]


def without(headers: Headers, name: bytes) -> Headers:
    return [header for header in headers if header[0] != name]


def event(talk: Talk) -> bytes:
    return to_body(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))[0]


async def refuses(talk: Talk, body: bytes, headers: Headers) -> None:
    before, logged = len(talk.slack.messages), len(talk.bot.lines)

    assert await send(talk, body, headers) == 401
    assert await talk.nothing_but(before) == []
    # Nothing but the answer to what `nothing_but` asks, and what the start does beside it.
    beside = ("turn platform=slack", "bot.memory.background")
    assert [line for line in talk.bot.lines[logged:] if not any(one in line for one in beside)] == []


@EITHER
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"v0=", id="half"),
        pytest.param("v0=ünsigned".encode(), id="not-ascii"),
        pytest.param(b"v0=\xff\xfe", id="not-utf-8"),
        pytest.param("١٧٠٠٠٠٠٠٠٠".encode(), id="digits-of-another-script"),
        pytest.param(b"v0=\0", id="nul"),
        pytest.param(b"1e9", id="power"),
        pytest.param(b"-1", id="negative"),
        pytest.param(b"nan", id="no-number"),
        pytest.param(b"9" * 8_000, id="8,000-digits"),
        pytest.param(b"9" * 60_000, id="60,000-digits"),
        pytest.param(b"v0=" + b"a" * 60_000, id="60,000-letters"),
    ],
)
async def test_a_header_that_slack_never_sends_is_refused(talk: Talk, name: bytes, value: bytes) -> None:
    body = event(talk)

    await refuses(talk, body, [*without(signed(body), name), (name, value)])


@EITHER
async def test_a_header_that_is_missing_is_refused(talk: Talk, name: bytes) -> None:
    body = event(talk)

    await refuses(talk, body, without(signed(body), name))


@EITHER
@pytest.mark.parametrize("first", [True, False], ids=["the right one first", "the right one last"])
@pytest.mark.parametrize("other", [b"", b"0", b"same"], ids=["nothing", "another", "the same"])
async def test_a_header_that_comes_twice_is_refused(talk: Talk, name: bytes, first: bool, other: bytes) -> None:
    body = event(talk)
    headers = signed(body)
    second = (name, dict(headers)[name] if other == b"same" else other)

    await refuses(talk, body, [*headers, second] if first else [second, *headers])


@pytest.mark.parametrize(
    "spelt",
    [
        pytest.param(lambda value: b" +" + value, id="with a sign"),
        pytest.param(lambda value: value[:3] + b"_" + value[3:], id="with an underscore"),
        pytest.param(lambda value: value + b".0", id="with a point"),
    ],
)
async def test_a_number_that_only_python_reads_is_refused(talk: Talk, spelt: object) -> None:
    assert callable(spelt)
    body = event(talk)
    headers = signed(body)

    await refuses(talk, body, [*without(headers, TIMESTAMP), (TIMESTAMP, spelt(dict(headers)[TIMESTAMP]))])


in_a_line = st.binary(max_size=200).filter(lambda value: b"\r" not in value and b"\n" not in value)
near = st.one_of(
    in_a_line,
    st.text(max_size=80).map(lambda value: " ".join(value.split()).encode("utf-8", "surrogatepass")),
    st.integers().map(lambda value: b"%d" % value),
    st.integers(-400, 400).map(lambda seconds: b"%d" % (time.time() + seconds)),
    st.text("0123456789abcdef", min_size=64, max_size=64).map(lambda value: b"v0=" + value.encode()),
)
names = st.sampled_from((SIGNATURE, TIMESTAMP, SIGNATURE.lower(), b"X-Slack-Retry-Num", b"X-Slack-No-Retry"))
bodies = st.one_of(
    st.binary(max_size=400),
    st.sampled_from((b"{}", b'{"type": "url_verification", "challenge": "x"}', b"ssl_check=1&token=x", b"payload={}")),
)


@fuzzed
@given(body=bodies, headers=st.lists(st.tuples(names, near), max_size=6))
async def test_whatever_the_headers_hold_nothing_unsigned_is_let_in(talk: Talk, body: bytes, headers: Headers) -> None:
    assert await send(talk, body, headers) == 401
    assert not talk.bot.says("Traceback")
    assert not talk.bot.says("Error handling")


@fuzzed
@given(number=st.integers(), changed=st.binary(max_size=400), value=near, name=names)
async def test_what_was_changed_on_the_way_is_not_let_in(
    talk: Talk, number: int, changed: bytes, value: bytes, name: bytes
) -> None:
    body = b'{"number": %d}' % number
    assume(changed != body)
    headers = signed(body)

    assert await send(talk, changed, headers) == 401
    assert await send(talk, body, [*headers, (SIGNATURE, value)]) == 401
    assert await send(talk, body, [(TIMESTAMP, value), *headers]) == 401


keys = st.sampled_from(
    "type event team team_id view user user_id channel actions authorizations enterprise container message payload"
    " event_id trigger_id view_id challenge command text ts id subtype tab tokens callback_id".split()
)
words = st.sampled_from(
    "event_callback block_actions view_submission url_verification message app_mention app_home_opened home".split()
)
trees = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=6)),
    max_leaves=30,
)


@fuzzed
@given(content=st.dictionaries(keys, trees, max_size=8), form=st.booleans())
async def test_whatever_is_signed_is_taken_or_refused_and_the_next_is_answered(
    talk: Talk, content: dict[str, object], form: bool
) -> None:
    text = json.dumps(content | {"api_app_id": f"A{next(NUMBERS)}"}).encode()
    body = b"payload=" + text.replace(b"%", b"%25").replace(b"&", b"%26").replace(b"+", b"%2B") if form else text
    headers = signed(body)

    assert await send(talk, body, headers) in (200, 400)
    assert await send(talk, body, headers) == 401
    assert talk.bot.process.returncode is None


async def test_after_all_that_a_question_is_answered(talk: Talk) -> None:
    assert "*six*" in shown(await talk.mention("opening hours"))
