"""Curating in chat, without any platform: pages and decisions."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shops import HOURS, NOON, OAT, RYE, asked, bot_of

from bot.bot import Bot
from bot.curating import in_force
from bot.desk import Desk
from bot.memory import Decision, Memory, MemorySettings, Verdict, open_memory
from bot.pages import Form, Front, Page, PlatformTraits, Visit

CURATOR = Visit("x:curator", "x:home/room", "room")
MODERATOR = Visit("x:moderator", "x:home/room", "room", may_moderate=True)
SOMEBODY = Visit("x:1", "x:home/room", "room")
PLACES = itertools.count()


@pytest.fixture(scope="session")
def shop() -> Bot:
    return bot_of(RYE, OAT, HOURS)


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Memory]:
    memory = await open_memory(MemorySettings(f"sqlite:///{tmp_path / 'evbot.db'}"))
    yield memory
    await memory.close()


@pytest.fixture
def front(shop: Bot, memory: Memory) -> Front:
    desk = Desk(shop, memory, now=lambda: NOON)
    return Front(desk, PlatformTraits("x", "/{}".format, text=1_000), admins=[CURATOR.asker])


async def miss(front: Front, *texts: str, asker: str = "x:1") -> None:
    """Ask, and have none of it."""
    for text in texts:
        await front.desk.reply(asked(text, asker=asker, place=f"x:home/{next(PLACES)}"))


async def press(front: Front, page: Page, label: str, visit: Visit = CURATOR) -> Page:
    found = await front.pressing.press(identifier(page, label), visit)
    assert isinstance(found, Page)
    return found


async def write(front: Front, page: Page, visit: Visit = CURATOR, **typed: str) -> Page:
    """Open the form, and send it with what is typed."""
    opening = identifier(page, "Accept with")
    form = await front.pressing.press(opening, visit)
    assert front.opens_form(opening)
    assert isinstance(form, Form)
    return await front.pressing.submit(
        form.identifier, {one.name: typed.get(one.name, "") for one in form.fields}, visit
    )


async def decisions(front: Front) -> Sequence[Decision]:
    return await front.desk.memory.consult(lambda store: store.decisions())


async def take_over(front: Front) -> None:
    """As what follows the decisions does a second later."""
    base = front.desk.base
    front.desk.take_over(base.with_accepted(in_force(await decisions(front)).accepted(base.knowledge)), base)


def identifier(page: Page, label: str) -> str:
    return next(one.identifier for row in page.rows for one in row if one.label.startswith(label))


def labels(page: Page) -> list[str]:
    return [one.label for row in page.rows for one in row]


async def test_it_is_for_curators_whatever_is_pressed(front: Front) -> None:
    await miss(front, "do you sell goat cheese")
    listed = await front.curating.show(CURATOR)
    shown = await press(front, listed, "1")

    refused = [await front.curating.show(SOMEBODY)]
    refused += [await press(front, listed, "1", SOMEBODY)]
    refused += [await press(front, shown, label, SOMEBODY) for label in ("Reject", "Accept with")]
    form = await front.pressing.press(identifier(shown, "Accept with"), CURATOR)
    assert isinstance(form, Form)
    refused += [await front.pressing.submit(form.identifier, {"text": "goat cheese", "entry": "rye-price"}, SOMEBODY)]

    assert {page.lead for page in refused} == {"That is for curators only."}
    assert all(page.private and not page.code and not page.rows for page in refused)
    assert await decisions(front) == ()


async def test_there_is_nothing_to_decide_at_first(front: Front) -> None:
    page = await front.curating.show(CURATOR)

    assert (page.lead, page.rows, page.private) == ("There is nothing to decide.", (), True)


async def test_what_most_people_want_stands_first_a_few_a_page_each_with_its_reason(front: Front) -> None:
    matters = ("zebra crossings", "violin lessons", "umbrella stands", "tulip bulbs", "sofa cushions", "quilt covers")
    for wanted, matter in enumerate(matters):
        for asker in range(wanted + 1):
            await miss(front, f"where are the {matter}", asker=f"x:{asker}")

    first = await front.curating.show(CURATOR)
    second = await press(front, first, "More")

    assert first.code[:2] == ("1  where are the quilt covers", first.code[1])
    assert first.code[1].startswith("   a new entry: asked 6 times by 6 people; ")
    assert labels(first) == ["1", "2", "3", "4", "5", "More"]
    assert second.code[0] == "6  where are the zebra crossings"
    assert labels(second) == ["6", "All suggestions"]


async def test_an_answer_that_is_written_answers_the_wordings_that_were_shown(front: Front) -> None:
    await miss(front, *["do you sell goat cheese"] * 2, "is there goat cheese?")
    shown = await press(front, await front.curating.show(CURATOR), "1")
    answer = "answer: - {not: yaml}\n# on *Saturdays*"

    done = await write(front, shown, answer=answer, source="The Dairy, https://dairy.example/goat")
    await take_over(front)
    reply = await front.desk.reply(asked("Is there goat cheese"))

    assert {"+ do you sell goat cheese", "+ is there goat cheese?"} <= set(shown.code)
    assert done.lead == "Accepted: from now on do-you-sell-goat-cheese answers this, word for word."
    assert set(done.code) == {"do you sell goat cheese", "is there goat cheese?"}
    assert reply.answer is not None
    assert (reply.answer.text, reply.answer.as_of) == (answer, "2026-03-05")
    assert [(one.publisher, one.url) for one in reply.answer.sources] == [("The Dairy", "https://dairy.example/goat")]


async def test_who_decided_and_when_is_recorded_without_the_name(front: Front) -> None:
    await miss(front, "do you sell goat cheese")

    await press(front, await press(front, await front.curating.show(CURATOR), "1"), "Reject")
    (decision,) = await decisions(front)

    assert decision.verdict is Verdict.REJECTED
    assert decision.curator == front.desk.memory.hashed(CURATOR.asker)
    assert CURATOR.asker not in decision.curator
    assert decision.at == NOON.timestamp()
    assert (await front.curating.show(CURATOR)).lead == "There is nothing to decide."


async def test_what_was_decided_can_be_undone_and_pressed_twice_undoes_no_other(front: Front) -> None:
    await miss(front, "where are the zebra crossings", "do you sell goat cheese", "do you sell goat cheese")
    for _ in range(2):
        await press(front, await press(front, await front.curating.show(CURATOR), "1"), "Reject")
    listed = await front.curating.show(CURATOR)

    undone = await press(front, listed, "Undo the last")
    again = await press(front, listed, "Undo the last")

    assert undone.lead.endswith("is open again.")
    assert again.lead.startswith("nothing was decided about")
    assert (await press(front, undone, "Show")).code[0] == "where are the zebra crossings"
    assert len((await front.curating.show(CURATOR)).code) == 2


async def test_what_would_turn_another_answer_is_refused_with_the_question_and_both_answers(front: Front) -> None:
    await miss(front, "do you sell goat cheese")
    shown = await press(front, await front.curating.show(CURATOR), "1")

    refused = await write(front, shown, text="Opening hours?", entry="rye-price")

    assert refused.lead.startswith("Refused, and nothing was changed.")
    assert refused.code[0] == "Opening hours?"
    assert "opening-hours (When does the bakery open?)" in refused.code[1]
    assert "rye-price (What does rye bread cost?)" in refused.code[2]
    assert await decisions(front) == ()


async def test_what_somebody_asks_after_the_preview_does_not_go_in_unseen(front: Front) -> None:
    await miss(front, "do you sell goat cheese", "do you sell goat cheese")
    shown = await press(front, await front.curating.show(CURATOR), "1")
    await miss(front, "do you sell any goat cheese ```||", asker="x:2")

    again = await write(front, shown, entry="rye-price")
    answered = await write(front, shown, text="rye with goat cheese", answer="Yes.")
    assert await decisions(front) == ()
    done = await write(front, again, entry="rye-price", text="rye with goat cheese")

    assert again.lead.startswith("It was asked in other words meanwhile.")
    assert answered == again
    assert "+ do you sell any goat cheese ```||" in again.code
    assert done.code == ("rye with goat cheese",)


async def test_what_is_too_long_to_be_shown_whole_can_only_be_written_anew(front: Front) -> None:
    flood = [f"do you sell goat cheese {'and more ' * 20} of kind{number}" for number in range(12)]
    await miss(front, *flood)
    shown = await press(front, await front.curating.show(CURATOR), "1")

    again = await write(front, shown, entry="rye-price")

    assert shown == again
    assert shown.lead.startswith("There are more wordings than I can show.")
    assert not any(label.startswith(("Accept", "It asks")) and label != "Accept with …" for label in labels(shown))
    assert sum(map(len, shown.code)) <= 1_000
    assert await decisions(front) == ()


async def test_an_error_is_told_and_changes_nothing(front: Front) -> None:
    await miss(front, "do you sell goat cheese")
    shown = await press(front, await front.curating.show(CURATOR), "1")

    told = await write(front, shown, entry="rye-prise")
    personal = await write(front, shown, entry="rye-price", text="mail me at ann@example.org")

    assert "did you mean rye-price?" in told.lead
    assert "[email]" in personal.lead
    assert labels(told) == ["All suggestions"]
    assert await decisions(front) == ()


async def test_without_a_database_there_is_nothing_to_curate(shop: Bot) -> None:
    front = Front(
        Desk(shop, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)), PlatformTraits("x", str), admins=[CURATOR.asker]
    )

    assert (await front.curating.show(CURATOR)).lead.startswith("I can't reach my memory")


async def propose(front: Front, question: str, answer: str, source: str = "", visit: Visit = MODERATOR) -> Page:
    form = await front.proposing.form(answer, visit, question)
    assert isinstance(form, Form)
    typed = {"question": question, "answer": answer, "source": source}
    assert front.asks_for_rights(form.identifier)
    return await front.pressing.submit(form.identifier, typed, visit)


async def test_a_proposed_answer_goes_with_what_was_asked_in_its_words(front: Front) -> None:
    await miss(front, "do you sell goat cheese", "do you sell goat cheese")
    await propose(front, "Do you sell goat cheese?", "On *Saturdays*.", "The Dairy")
    listed = await front.curating.show(CURATOR)

    done = await press(front, await press(front, listed, "1"), "Accept")
    await take_over(front)
    reply = await front.desk.reply(asked("do you sell goat cheese"))

    assert len(listed.code) == 2
    assert listed.code[1].endswith("a person has answered it")
    assert done.lead == "Accepted: from now on do-you-sell-goat-cheese answers this, word for word."
    assert reply.answer is not None
    assert (reply.answer.text, reply.answer.sources[0].publisher) == ("On *Saturdays*.", "The Dairy")
    assert (await front.curating.show(CURATOR)).lead == "There is nothing to decide."


async def test_a_rejected_answer_is_not_listed_again_and_a_new_one_is(front: Front) -> None:
    await propose(front, "do you sell goat cheese", "No.")
    await press(front, await press(front, await front.curating.show(CURATOR), "1"), "Reject")
    rejected = await front.curating.show(CURATOR)

    await propose(front, "do you sell goat cheese", "Since today.")

    assert rejected.lead == "There is nothing to decide."
    assert labels(rejected) == ["Undo the last"]
    assert "Since today." in (await press(front, await front.curating.show(CURATOR), "1")).code


async def test_a_flood_of_proposals_ends_at_twenty_a_person(front: Front) -> None:
    told = [await propose(front, f"what is cake number {number}", "Cake.") for number in range(21)]

    assert [page.lead for page in told[:20]] == ["Thank you. A curator will look at it."] * 20
    assert told[20].lead.startswith("20 answers that you proposed wait for a curator")


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        pytest.param(
            "See **[the list](https://a.example/list)**.", "See **[the list](https://a.example/list)**.", id="none"
        ),
        pytest.param("See **[the list](https://a.example/x?user=ann)**.", "See **the list**.", id="in an address"),
        pytest.param("See [me](mailto:ann@a.example).", "See me.", id="in a mail address"),
        pytest.param("**password:** hunter2", "password [secret]", id="behind a mark"),
        pytest.param("Ask `ann@a.example`, **now**!", "Ask `[email]`, **now**!", id="within marks"),
    ],
)
async def test_a_proposed_answer_keeps_its_markdown_but_nothing_personal(front: Front, posted: str, kept: str) -> None:
    form = await front.proposing.form(posted, MODERATOR)

    assert isinstance(form, Form)
    assert form.fields[1].value == kept


async def test_what_is_personal_is_taken_out_of_the_form_and_kept_out_of_the_question(front: Front) -> None:
    form = await front.proposing.form("Call\n+44 20 7946 0958", MODERATOR, "mail ann@example.org?")
    assert isinstance(form, Form)

    refused = await propose(front, "mail ann@example.org?", "Yes.")

    assert [one.value for one in form.fields] == ["mail [email]?", "Call\n[phone]", ""]
    assert "[email]" in refused.lead
    assert await decisions(front) == ()
