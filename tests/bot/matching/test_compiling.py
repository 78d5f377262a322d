"""Any knowledge base can be compiled and asked: the smallest, the largest, the strangest."""

from __future__ import annotations

import warnings
from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shops import HOURS, OAT, RYE, asked, base, bot_of, entry, index_of

from bot import Bot
from bot.evaluation.leaveout import left_out
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.matching.learning.folds import FOLDS, OF_EVERYDAY
from bot.model import Knowledge, Outcome

CHINESE = (
    entry("rye-price", "黑麦面包多少钱？", "黑麦面包的价格", "黑麦面包贵吗"),
    entry("opening-hours", "面包店几点开门？", "营业时间", "什么时候开门"),
)
ONE_WORD = tuple(entry(word, word, f"{word}s") for word in ("rye", "oat", "bun", "cake", "roll", "tart"))
STRANGE: dict[str, Knowledge] = {
    "one entry": base(RYE),
    "one entry without phrasings": base(replace(RYE, phrasings=())),
    "one entry in a language that is not known": base(RYE, language="xx"),
    "two entries of the same phrasing": base(entry("rye", "bread price"), entry("oat", "bread price"), language="xx"),
    "only small talk": base(entry("hello", "Hello!", "hi", topic="smalltalk"), language="xx"),
    "no entries": base(language="xx"),
    "no words": base(entry("signs", "???", "🍞🍞"), entry("halves", "\ud800"), language="xx"),
    "one word each": base(*ONE_WORD, language="xx"),
    "one word each, in English": base(*ONE_WORD),
    "Chinese in English": base(*CHINESE, language="xx"),
    "Chinese": base(*CHINESE, language="zh"),
    "Japanese": base(*CHINESE, language="ja"),
    "an out of scope line that is a phrasing": base(RYE, OAT, language="xx", out_of_scope=(RYE.question,)),
    "one word of 20,000 letters": base(entry("long", "x" * 20_000), RYE, language="xx"),
    "phrasings of 5,000 words": base(entry("long", "rye and oat " * 1_700), RYE, language="xx"),
    "the same phrasing a thousand times": base(replace(RYE, phrasings=("price of rye",) * 1_000), OAT, language="xx"),
    "one large entry and a small one": base(
        replace(RYE, phrasings=tuple(f"rye bread number {number}" for number in range(500))), OAT, language="xx"
    ),
    "any precision, low": base(RYE, OAT, HOURS, language="xx", precision=0.01),
    "any precision, high": base(RYE, OAT, HOURS, language="xx", precision=0.999),
    "names without entries": base(RYE, names={"company": {"veloce": ()}, "model": {"heron": ("🐦",)}}, language="xx"),
    "synonyms of no words": base(RYE, synonyms=(("?",), ()), language="xx"),
}
QUESTIONS = (
    *(
        "",
        "rye",
        "what does rye bread cost",
        "banana helicopter",
        "2025",
        "the of and",
        "🍞",
        "\ud800",
        "hi",
        "tell me more",
    ),
    *("黑麦面包多少钱", "面包", "x" * 20_000, "rye " * 1_000, "https://bakery.example/rye", "bread price", "veloce"),
)


@pytest.fixture(scope="module", params=STRANGE.values(), ids=STRANGE.keys())
def strange(request: pytest.FixtureRequest) -> Bot:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Bot(compile_index(request.param))


def test_a_strange_base_answers_every_question_somehow(strange: Bot, caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        replies = [strange.explain(asked(text)) for text in QUESTIONS]

    assert all(reply.message.strip() for reply in replies)
    assert caplog.records == []


def test_a_strange_base_is_asked_exactly(strange: Bot) -> None:
    for one in strange.knowledge.entries:
        for text in dict.fromkeys((one.question, *one.phrasings)):
            if any(sign.isalnum() for sign in text):
                reply = strange.answer(asked(text))
                found = [reply.answer.id] if reply.answer else [choice.id for choice in reply.choices]
                assert one.id in found, text


def test_nonsense_is_answered_by_no_strange_base(strange: Bot) -> None:
    assert strange.answer(asked("banana helicopter marmalade")).outcome is not Outcome.ANSWER


def test_a_strange_base_suggests_and_tells_about_itself(strange: Bot) -> None:
    assert strange.about()
    assert len(strange.suggest("rye")) <= 25
    assert len(strange.entries()) == len(strange.knowledge.entries)


def test_chinese_is_matched_by_its_signs() -> None:
    chinese = bot_of(*CHINESE, language="zh")

    assert chinese.answer(asked("黑麦面包要多少钱")).matches[0].id == "rye-price"
    assert chinese.answer(asked("几点开门")).matches[0].id == "opening-hours"


def test_of_added_everyday_sentences_a_quarter_is_left_out_and_of_own_lines_all() -> None:
    own = ("Do you sell tyres?", "Which film is on tonight?", "How deep is the harbour?", "Can dogs swim?")
    index = index_of(RYE, OAT, HOURS, out_of_scope=own)
    ways = sum(len(one.ways) for one in index.texts.knowledge.entries)
    added = len(index.layout.entry_of_row) - ways - len(own)

    texts = [one.text for one in left_out(index) if one.entry is None]

    assert set(own) <= set(texts)
    assert 0 < len(texts) - len(own) <= added / OF_EVERYDAY + FOLDS


def many(count: int) -> Knowledge:
    syllables = "ba ke li mo nu ra se ti vo zu".split()
    words = [a + b + c for a in syllables for b in syllables for c in syllables]
    phrasings = (
        f"what is the {words[number % 1000]} of {words[(7 * number + number // 1000) % 1000]}"
        for number in range(count)
    )
    return base(*(entry(f"entry-{number}", text) for number, text in enumerate(phrasings)), language="xx")


def test_hundreds_of_entries_of_one_phrasing() -> None:
    knowledge = many(400)

    bot = Bot(compile_index(knowledge))

    assert all(bot.answer(asked(one.question)).answer is not None for one in knowledge.entries[::7])


@pytest.mark.soak
def test_five_thousand_entries_of_one_phrasing_compile_within_minutes() -> None:
    knowledge = many(5_000)

    started = perf_counter()
    bot = Bot(compile_index(knowledge))
    seconds = perf_counter() - started

    assert seconds < 300
    assert all(bot.answer(asked(one.question)).answer is not None for one in knowledge.entries[::50])


def test_a_higher_precision_never_answers_sooner(bicycles: Bot) -> None:
    from_scratch = [
        compile_index(replace(bicycles.knowledge, manifest=replace(bicycles.knowledge.manifest, precision=precision)))
        for precision in (0.7, 0.98)
    ]

    low, high = (index.confidence.answer_from for index in from_scratch)
    assert low <= high
    assert 0 < low <= 1
    assert 0 < high <= 1


def test_cases_do_not_touch_the_index(bicycles: Bot) -> None:
    assert bicycles.knowledge.cases == ()


def test_cells_are_not_learned_and_stand_for_their_series(bicycles: Bot) -> None:
    index, numbers = bicycles.index, Matcher(bicycles.index).entry_of_id
    ids = [one.id for one in bicycles.knowledge.entries]

    assert index.layout.nothing == len(ids)
    assert not {cell.id for cell in bicycles.knowledge.cells} & set(ids)
    assert {ids[numbers[cell.id]] for cell in bicycles.knowledge.cells} == {"bikes-sold", "repairs-by-quarter"}


def test_everything_learned_is_finite(bicycles: Bot) -> None:
    index = bicycles.index

    for array in (
        index.part_weights,
        index.confidence.right,
        index.confidence.among,
        index.linear.projection_scales,
        index.linear.weights,
    ):
        assert np.isfinite(array).all()
    assert ((index.left_out.confidences >= 0) & (index.left_out.confidences <= 1)).all()


TEXTS = st.text(st.characters(), max_size=20) | st.sampled_from(["rye", "rye bread", "2025", "price of rye", "?", ""])


@settings(max_examples=12)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=5), st.lists(TEXTS, max_size=3))
def test_any_phrasings_compile(phrasings: list[list[str]], outside: list[str]) -> None:
    entries = [entry(f"entry-{number}", *texts) for number, texts in enumerate(phrasings)]

    bot = Bot(compile_index(base(*entries, language="xx", out_of_scope=tuple(outside))))

    for texts in phrasings:
        assert bot.answer(asked(texts[0])).message
