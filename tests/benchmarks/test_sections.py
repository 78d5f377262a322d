"""The sections about public data, over small data of the same format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.contestants.matcher import NAME
from benchmarks.published import BANKING, CLINC
from benchmarks.sections import clinc, few_shot, honesty, judges, parts, typos
from benchmarks.setting import Setting
from benchmarks.splits import final, trial
from bot.matching.ranking.candidates import PARTS
from bot.matching.ranking.confidence import SIGNALS

OTHERS = {
    *(
        f"{scorer}, {way}"
        for scorer in (
            "rapidfuzz WRatio",
            "rapidfuzz token_sort_ratio",
            "rapidfuzz token_set_ratio",
            "BM25",
            "TF-IDF, characters 2-5",
        )
        for way in ("best phrase", "mean of three")
    ),
    "linear, words and characters",
}
Row = list[str]


@pytest.fixture(scope="module")
def setting(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return Setting(data, tmp_path_factory.mktemp("page") / "page.md", quick=True)


@pytest.fixture(scope="module")
def told_of_clinc(setting: Setting) -> str:
    return clinc.measure(setting)


@pytest.fixture(scope="module")
def told_of_banking(setting: Setting) -> str:
    return few_shot.measure(setting)


def tables_of(markdown: str) -> list[dict[str, Row]]:
    """Each as its rows by their first cell, without the marks of bold letters."""
    blocks = re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE)
    rows = [[line.strip("| \n").replace("**", "").split(" | ") for line in block.splitlines()[2:]] for block in blocks]
    return [{name: cells for name, *cells in block} for block in rows]


def test_everybody_is_given_the_same_lines_out_of_scope_and_nobody_the_test(setting: Setting) -> None:
    tests = {one.text for one in setting.clinc.test}

    assert trial(setting).outside == setting.clinc.outside_train
    assert final(setting).outside == setting.clinc.outside_train + setting.clinc.outside_validation
    for split in (trial(setting), final(setting)):
        assert tests.isdisjoint(split.outside)
        assert tests.isdisjoint(text for texts in split.examples.texts for text in texts)
    assert tests.isdisjoint(trial(setting).texts)


def test_each_contestant_stands_in_the_first_table_with_what_the_lines_weigh(told_of_clinc: str) -> None:
    shown, _, _ = tables_of(told_of_clinc)

    assert shown.keys() == OTHERS | {NAME}
    assert all(0 <= float(shown[name][3]) <= 2 for name in OTHERS)
    assert shown[NAME][3] == "–"


def test_lines_out_of_scope_are_told_from_questions_that_share_no_word_with_them(told_of_clinc: str) -> None:
    shown, _, _ = tables_of(told_of_clinc)

    for name in ("BM25, mean of three", "linear, words and characters", NAME):
        assert float(shown[name][2]) > 0.95


def test_published_figures_stand_in_tables_of_their_own(told_of_banking: str, told_of_clinc: str) -> None:
    _, tuned, published = tables_of(told_of_clinc)
    measured, of_banking = tables_of(told_of_banking)

    assert NAME in tuned
    assert [name.partition(" (")[0] for name in published] == [row.name for row in CLINC]
    assert measured.keys() == OTHERS | {NAME}
    assert {name.partition(" (")[0] for name in of_banking} <= {row.name for row in BANKING}


def test_without_typing_errors_the_figures_are_those_of_ten_phrasings(setting: Setting, told_of_banking: str) -> None:
    ten = {name: cells[-1] for name, cells in tables_of(told_of_banking)[0].items()}
    clean = {name: cells[0] for name, cells in tables_of(typos.measure(setting))[0].items()}

    assert clean == ten


def test_each_question_has_its_place_among_the_confidences_and_the_pictures_are_drawn(setting: Setting) -> None:
    precision, reliability = tables_of(honesty.measure(setting))

    assert len(precision) == 2 * len(setting.wished)
    assert sum(int(cells[0]) for cells in reliability.values()) == len(setting.clinc.test)
    for name in ("reliability.png", "precision.png"):
        assert (setting.pictures / name).read_bytes().startswith(b"\x89PNG")


@pytest.mark.soak
def test_each_part_and_each_signal_is_left_out_once(setting: Setting) -> None:
    of_parts, of_signals = tables_of(parts.measure(setting))

    assert [*of_parts] == ["all parts", *(f"without {name}" for name in PARTS)]
    assert [*of_signals] == ["all signals", *(f"without {name}" for name in SIGNALS)]


@pytest.mark.soak
def test_without_a_judge_the_others_are_fitted_anew(setting: Setting) -> None:
    (shown,) = tables_of(judges.measure(setting))

    assert [*shown] == ["all judges", "without margin"]
