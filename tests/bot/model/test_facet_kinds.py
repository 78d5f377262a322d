"""The table of facet kinds, with what a knowledge base adds to it."""

from __future__ import annotations

import pytest

from bot.model import TIME_KINDS, Being, FacetKind, Kinds, Matching, Within

ALBUM = FacetKind("album", Matching.EXACT, Being.THING)
TRACK = FacetKind("track", Matching.EXACT, Being.THING, "album", may_stay_open=True)
TAKE = FacetKind("take", Matching.EXACT, Being.THING, "track", may_stay_open=True)
BAND = FacetKind("band", Matching.MENTIONED, Being.GROUP)
SINGER = FacetKind("singer", Matching.MENTIONED, Being.PERSON)
TOWN = FacetKind("town", Matching.MENTIONED, Being.PLACE)
LABEL = FacetKind("label", Matching.ANY)
MUSIC = Kinds((ALBUM, TRACK, TAKE, BAND, SINGER, TOWN, LABEL))


def test_times_lead_from_coarse_to_fine() -> None:
    assert TIME_KINDS == ("year", "half", "quarter", "month", "day")


def test_a_kind_that_nobody_declared_only_tells_entries_apart() -> None:
    assert MUSIC.of("scope") == FacetKind("scope", Matching.NEVER)
    assert MUSIC.of("track") is TRACK


def test_what_lies_around_a_value_is_what_it_lies_within_and_what_lies_within_it() -> None:
    kinds = Kinds(within=(Within("town", "siena", "tuscany"), Within("town", "tuscany", "italy")))

    assert kinds.around("town", "tuscany") == {"siena", "italy"}
    assert kinds.around("town", "siena") == {"tuscany"}
    assert not kinds.around("label", "tuscany")


@pytest.mark.parametrize(
    ("found", "names"),
    [
        pytest.param(MUSIC.exact, {"model", "album", "track", "take"}, id="exact"),
        pytest.param(MUSIC.leading, {"model", "album"}, id="leading"),
        pytest.param(MUSIC.persons, {"person", "singer"}, id="persons"),
        pytest.param(MUSIC.groups, {"company", "band"}, id="groups"),
        pytest.param(
            MUSIC.mentioned, {"span", "company", "place", "standard", "band", "singer", "town"}, id="mentioned"
        ),
        pytest.param(MUSIC.may_stay_open, {"track", "take"}, id="may stay open"),
        pytest.param(
            MUSIC.impersonal,
            {"model", "album", "track", "take", "company", "place", "band", "town"},
            id="named without persons",
        ),
        pytest.param(
            MUSIC.subjects,
            {"model", "album", "track", "take", "company", "person", "band", "singer"},
            id="subjects without places",
        ),
        pytest.param(
            MUSIC.impersonal_subjects, {"model", "album", "track", "take", "company", "band"}, id="things and groups"
        ),
        pytest.param(MUSIC.labelling, {*MUSIC.named, "part", "label"}, id="named, or part of a whole"),
    ],
)
def test_declared_kinds_stand_beside_those_that_are_built_in(found: tuple[str, ...], names: set[str]) -> None:
    assert set(found) == names
    assert len(found) == len(names)


def test_exact_kinds_come_first() -> None:
    assert MUSIC.named[:4] == MUSIC.exact == ("model", "album", "track", "take")


@pytest.mark.parametrize(
    ("named", "gone"),
    [
        pytest.param((), set(), id="nothing"),
        pytest.param(("album",), {"album", "track", "take"}, id="all that belongs to it"),
        pytest.param(("track", "band"), {"track", "take", "band"}, id="not what it belongs to"),
        pytest.param(("model",), {"model"}, id="nothing of another"),
    ],
)
def test_what_belongs_to_a_kind_goes_with_it(named: tuple[str, ...], gone: set[str]) -> None:
    assert MUSIC.replaced_by(named) == gone
