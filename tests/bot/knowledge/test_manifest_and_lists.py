"""The manifest, the vocabulary, cases and lines out of scope are read into values, or become findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import inspect_knowledge, load_knowledge
from bot.model import Being, Case, Decline, FacetKind, Finding, Manifest, Matching, Name, Place, Rate, Source, Unit

Inspect = Callable[..., tuple[Finding, ...]]
Write = Callable[[dict[str, str]], Path]

ENTRY = "entries: [{id: rye, question: What does rye cost?, answer: Four euros.}]\n"


def test_reads_the_manifest(write: Write) -> None:
    manifest = """
    version: 1
    name: Corner Bakery
    language: no
    slash_command: bakery
    disclaimer: Made up.
    subject: our bread
    about: |
      I know bread.
    project_url: https://example.org
    require_sources: false
    stale_after_days: 180
    precision: 0.97
    min_phrasings: 2
    starters: [rye]
    topics: {bread: "Bread & rolls"}
    """
    folder = write({"bread.yaml": ENTRY.replace("}", ", phrasings: [a b, c d]}"), "knowledge.yaml": manifest})

    assert load_knowledge(folder).manifest == Manifest(
        name="Corner Bakery",
        language="no",
        slash_command="bakery",
        disclaimer="Made up.",
        subject="our bread",
        about="I know bread.",
        project_url="https://example.org",
        stale_after_days=180,
        precision=0.97,
        min_phrasings=2,
        starters=("rye",),
        topics=(("bread", "Bread & rolls"),),
    )


def test_without_a_manifest_there_are_defaults(write: Write) -> None:
    assert load_knowledge(write({"bread.yaml": ENTRY})).manifest == Manifest()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("version: 2", "KB301", id="unknown version"),
        pytest.param("version: '1'", "KB012", id="version as a text"),
        pytest.param("precision: 97", "KB302", id="precision in per cent"),
        pytest.param("precision: 1", "KB302", id="perfect precision"),
        pytest.param("precision: high", "KB012", id="precision in words"),
        pytest.param("precision: .nan", "KB302", id="precision that is no number"),
        pytest.param("stale_after_days: 0", "KB302", id="stale at once"),
        pytest.param("min_phrasings: 2.5", "KB302", id="half a phrasing"),
        pytest.param("slash_command: /bakery", "KB304", id="command with its slash"),
        pytest.param("project_url: example.org", "KB108", id="no url"),
        pytest.param("nmae: Bakery", "KB011", id="unknown key"),
        pytest.param("starters: [rye-bread]", "KB404", id="unknown starter"),
        pytest.param("topics: {bred: Bread}", "KB305", id="unknown topic"),
        pytest.param("topics: {bakery: ''}", "KB109", id="topic without a title"),
        pytest.param("topics: [bakery]", "KB012", id="topics as a list"),
    ],
)
def test_names_what_is_wrong_with_the_manifest(inspect: Inspect, line: str, code: str) -> None:
    (found,) = inspect(ENTRY, knowledge=line)

    assert (found.code, found.place.file, found.place.line) == (code, "knowledge.yaml", 1)


def test_a_second_manifest_is_an_error(write: Write) -> None:
    folder = write({"bread.yaml": ENTRY, "knowledge.yaml": "name: A", "knowledge.yml": "name: B"})

    assert [one.code for one in inspect_knowledge(folder)[1]] == ["KB303"]


def test_a_key_of_the_manifest_elsewhere_would_have_no_effect(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY + "require_sources: true\n")

    assert found.code == "KB011"
    assert "knowledge.yaml" in found.remedy


def test_reads_vocabulary_cases_and_lines_wherever_they_stand(write: Write) -> None:
    lists = """
    synonyms: [[loaf, bread], [cost, price]]
    names: {person: {lei-jun: [Lei Jun, 雷军], no: [no one]}}
    questions: [what is the weather, on]
    """
    cases = "cases: [{text: price of rye, expect: rye}, {text: is it raining, expect: null}]\n"
    knowledge = load_knowledge(write({"a/bread.yaml": ENTRY + cases, "b/lists.yaml": lists}))

    assert knowledge.vocabulary.synonyms == (("loaf", "bread"), ("cost", "price"))
    assert knowledge.vocabulary.names == (
        Name("person", "lei-jun", ("Lei Jun", "雷军")),
        Name("person", "no", ("no one",)),
    )
    assert knowledge.out_of_scope == ("what is the weather", "on")
    assert knowledge.cases == (
        Case("price of rye", "rye", Place("a/bread.yaml", 2)),
        Case("is it raining", None, Place("a/bread.yaml", 2)),
    )


@pytest.mark.parametrize(
    ("lists", "code"),
    [
        pytest.param("synonyms: [[bread]]", "KB311", id="lone synonym"),
        pytest.param("synonyms: [bread]", "KB012", id="synonyms without groups"),
        pytest.param("names: {bread: {Rye Loaf: [rye]}}", "KB312", id="value not in kebab-case"),
        pytest.param("names: {Breads: {rye: [rye]}}", "KB312", id="kind not in kebab-case"),
        pytest.param("names: {bread: [rye]}", "KB012", id="names as a list"),
        pytest.param("names: {bread: {rye: [dark loaf], spelt: [Dark Loaf]}}", "KB314", id="spelling twice"),
        pytest.param("names: {bread: {rye: [a]}, bread: {oat: [b]}}", "KB010", id="kind twice in a file"),
        pytest.param("cases: [{text: rye?, expect: wheat}]", "KB321", id="unknown expectation"),
        pytest.param("cases: [{expect: rye}]", "KB322", id="no text"),
        pytest.param("cases: [{text: how much}]", "KB322", id="no expectation"),
        pytest.param("questions: ['']", "KB109", id="empty line"),
        pytest.param("questions: [~]", "KB109", id="nothing in the place of a line"),
        pytest.param("poor_hosts: ['https://example.org/']", "KB315", id="url for a host"),
        pytest.param("poor_hosts: [localhost]", "KB315", id="host without a dot"),
        pytest.param("rates: [{from: yuan, to: USD, rate: 0.14}]", "KB316", id="rate without a date"),
        pytest.param(
            "rates: [{from: km, to: miles, rate: 0.6, fixed: true, as_of: 2025}]", "KB316", id="fixed rate of a date"
        ),
        pytest.param("units: {USD: dollar}", "KB012", id="unit that is no mapping"),
        pytest.param("cases: [{text: how much, expect: rye, operation: add}]", "KB322", id="unknown operation"),
        pytest.param("cases: [{text: how much, expect: null, result: 5}]", "KB322", id="figure of nothing"),
        pytest.param("rates: [{to: USD, rate: 0.14, as_of: 2025}]", "KB316", id="rate from no unit"),
        pytest.param("rates: [{from: yuan, to: USD, as_of: 2025}]", "KB316", id="rate without its size"),
        pytest.param("rates: [{from: yuan, to: USD, rate: -1, as_of: 2025}]", "KB316", id="rate below 0"),
        pytest.param("rates: [{from: yuan, to: USD, rate: .inf, as_of: 2025}]", "KB316", id="endless rate"),
        pytest.param("rates: [{from: yuan, to: Yuan, rate: 1, as_of: 2025}]", "KB316", id="rate to the same unit"),
        pytest.param("rates: [{from: yuan, to: USD, rate: much, as_of: 2025}]", "KB012", id="rate in words"),
        pytest.param("rates: [{from: yuan, to: USD, rate: 1, as_of: spring}]", "KB106", id="rate of no date"),
        pytest.param("rates: [{from: yuan, to: USD, rate: 1, as_of: 2025, of: x}]", "KB011", id="strange key"),
        pytest.param("rates: [{from: a, to: b, rate: 1, as_of: 2025, source: {title: x}}]", "KB108", id="no publisher"),
        pytest.param("rates: {yuan: 0.14}", "KB012", id="rates as a mapping"),
        pytest.param("cues: [flour]", "KB012", id="cues as a list"),
        pytest.param("cues: {compair: [bakes than]}", "KB011", id="strange key of cues"),
        pytest.param("kinds: [flour]", "KB012", id="kinds as a list"),
        pytest.param("kinds: {flour: exact}", "KB012", id="kind as a word"),
        pytest.param("kinds: {flour: {match: exact, mach: any}}", "KB011", id="strange key of a kind"),
        pytest.param("kinds: {Flour: {match: exact}}", "KB312", id="declared kind not in kebab-case"),
        pytest.param("kinds: {flour: {match: exactly}}", "KB341", id="unknown match"),
        pytest.param("kinds: {flour: {match: time}}", "KB341", id="match of built-in kinds alone"),
        pytest.param("kinds: {flour: {being: animal}}", "KB341", id="unknown being"),
        pytest.param("kinds: {flour: {match: exact, may_stay_open: often}}", "KB012", id="neither true nor false"),
        pytest.param("kinds: {model: {match: any}}", "KB342", id="kind that is built in"),
        pytest.param("kinds: {month: {match: any}}", "KB342", id="time that is built in"),
        pytest.param("kinds: {flour: {parent: modle}}", "KB343", id="unknown parent"),
        pytest.param("kinds: {flour: {parent: flour}}", "KB343", id="parent of itself"),
        pytest.param("within: {place: [italy]}", "KB012", id="within as a list"),
        pytest.param("names: {place: {italy: []}}\nwithin: {place: {italy: [rome]}}", "KB344", id="unknown part"),
        pytest.param("names: {place: {rome: []}}\nwithin: {place: {italy: [rome]}}", "KB344", id="unknown whole"),
        pytest.param("declines: [{line: No., says: [a b]}]", "KB101", id="decline without an id"),
        pytest.param("declines: [{id: A b, line: No., says: [a b]}]", "KB102", id="decline with a bad id"),
        pytest.param("declines: [{id: a, says: [a b]}]", "KB331", id="decline without a line"),
        pytest.param("declines: [{id: a, line: '', says: [a b]}]", "KB331", id="decline with an empty line"),
        pytest.param("declines: [{id: a, line: No.}]", "KB331", id="decline that nothing asks for"),
        pytest.param("declines: [{id: a, line: No., says: a b}]", "KB012", id="ways of asking as a text"),
        pytest.param("declines: [{id: a, line: No., says: ['']}]", "KB332", id="empty way of asking"),
        pytest.param("declines: [{id: a, line: No., says: [~]}]", "KB332", id="no way of asking"),
        pytest.param("declines: [{id: a, line: No., says: ['* buy']}]", "KB332", id="gap at the beginning"),
        pytest.param("declines: [{id: a, line: No., says: [buy *]}]", "KB332", id="gap at the end"),
        pytest.param("declines: [{id: a, line: No., says: [i * * buy]}]", "KB332", id="two gaps"),
        pytest.param("declines: [{id: a, line: No., says: [i/ we]}]", "KB332", id="missing alternative"),
        pytest.param("declines: [{id: a, line: No., says: ['should (i|we)']}]", "KB332", id="regular expression"),
        pytest.param("declines: [{id: a, line: No., says: [a], unless: ['?']}]", "KB332", id="no word at all"),
        pytest.param("declines: [{id: a, line: 'No {x}.', says: [a b]}]", "KB211", id="unknown placeholder"),
        pytest.param("declines: [{id: a, line: No., says: [a b], needs: person}]", "KB334", id="kind without names"),
        pytest.param("declines: [{id: a, line: No., says: [a b], need: x}]", "KB011", id="misspelt key"),
        pytest.param("declines: {a: No.}", "KB012", id="declines as a mapping"),
    ],
)
def test_names_what_is_wrong_with_the_lists(inspect: Inspect, lists: str, code: str) -> None:
    (found,) = inspect(ENTRY, lists=lists)

    assert (found.code, found.place.file) == (code, "lists.yaml")


def test_reads_rates_wherever_they_stand(write: Write) -> None:
    bank = "{from: yuan, to: USD, rate: 0.1391, as_of: 2025-12-31, source: {publisher: Central Bank}}"
    knowledge = load_knowledge(
        write(
            {
                "bread.yaml": ENTRY,
                "a.yaml": f"rates: [{bank}]",
                "b.yaml": "rates: [{from: HKD, to: USD, rate: 1, as_of: 2024}]",
            }
        )
    )

    assert knowledge.vocabulary.rates == (
        Rate("yuan", "USD", 0.1391, "2025-12-31", Source("Central Bank")),
        Rate("HKD", "USD", 1.0, "2024"),
    )


def test_reads_what_is_declined_wherever_it_stands(write: Write) -> None:
    advice = "{id: advice, line: 'No advice.  {disclaimer}', says: [should i/we * buy, worth buying], unless: [a loaf]}"
    folder = write(
        {
            "bread.yaml": ENTRY,
            "declines.yaml": f"declines: [{advice}]",
            "more.yaml": "names: {person: {ann: []}}\ndeclines: [{id: kin, line: No., says: [wife], needs: person}]",
        }
    )

    assert load_knowledge(folder).declines == (
        Decline("advice", "No advice. {disclaimer}", ("should i/we * buy", "worth buying"), ("a loaf",)),
        Decline("kin", "No.", ("wife",), needs="person"),
    )


def test_the_same_is_declined_in_one_place(inspect: Inspect) -> None:
    (found,) = inspect(
        ENTRY,
        a="declines: [{id: advice, line: No., says: [buy it]}]",
        b="declines: [{id: advice, line: Never., says: [sell it]}]",
    )

    assert (found.code, found.place.file) == ("KB333", "b.yaml")


def test_a_misspelt_kind_of_names_is_corrected(inspect: Inspect) -> None:
    (found,) = inspect(
        ENTRY, a="names: {person: {ann: []}}\ndeclines: [{id: kin, line: No., says: [wife], needs: persn}]"
    )

    assert (found.code, found.place.file, found.remedy) == ("KB334", "a.yaml", "did you mean person?")


def test_reads_units_and_fixed_rates(write: Write) -> None:
    units = "units: {mi: {one: mile, many: miles, words: [land mile]}, km: {}}"
    rates = "rates: [{from: mi, to: km, rate: 1.6, fixed: true}]"
    knowledge = load_knowledge(write({"bread.yaml": ENTRY, "a.yaml": units, "b.yaml": rates}))

    assert knowledge.vocabulary.units == (Unit("mi", "mile", "miles", ("land mile",)), Unit("km", "km", "km"))
    assert knowledge.vocabulary.rates == (Rate("mi", "km", 1.6),)


def test_a_unit_is_named_in_one_place(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY, a="units: {USD: {one: dollar}}", b="units: {usd: {one: buck}}")

    assert (found.code, found.place.file) == ("KB318", "b.yaml")


def test_two_units_have_one_rate_a_day(inspect: Inspect) -> None:
    (found,) = inspect(
        ENTRY,
        a="rates: [{from: yuan, to: USD, rate: 0.14, as_of: 2025}, {from: yuan, to: USD, rate: 0.13, as_of: 2024}]",
        b="rates: [{from: usd, to: yuan, rate: 7, as_of: 2025}]",
    )

    assert (found.code, found.place.file) == ("KB317", "b.yaml")


def test_reads_kinds_wherever_they_stand(write: Write) -> None:
    knowledge = load_knowledge(
        write(
            {
                "bread.yaml": ENTRY,
                "a.yaml": "kinds: {flour: {match: exact, parent: loaf, may_stay_open: true, may_be_missing: true}}",
                "b.yaml": "kinds: {loaf: {match: exact}, town: {match: mentioned, being: place}, oven: {}}",
            }
        )
    )

    assert knowledge.vocabulary.kinds == (
        FacetKind("flour", Matching.EXACT, Being.THING, "loaf", may_stay_open=True, may_be_missing=True),
        FacetKind("loaf", Matching.EXACT, Being.THING),
        FacetKind("town", Matching.MENTIONED, Being.PLACE),
        FacetKind("oven"),
    )


def test_a_kind_is_declared_once(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY, a="kinds: {flour: {match: any}}", b="kinds: {flour: {match: exact}}")

    assert (found.code, found.place.file) == ("KB342", "b.yaml")
    assert "a.yaml:1" in found.message


def test_kinds_that_belong_to_each_other_are_named_with_their_circle(inspect: Inspect) -> None:
    circle = "kinds:\n  flour: {parent: loaf}\n  loaf: {parent: mill}\n  mill: {parent: flour}\n  sack: {parent: flour}"

    found = inspect(ENTRY, lists=circle)

    assert [(one.code, one.place.line) for one in found] == [("KB343", 2), ("KB343", 3), ("KB343", 4)]
    assert "flour in loaf in mill in flour" in found[0].message


def test_a_kind_with_another_mistake_is_known_as_a_parent(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY, lists="kinds: {loaf: {match: exactly}, flour: {parent: loaf}}")

    assert (found.code, found.remedy) == ("KB341", "did you mean exact?")


def test_a_name_stands_in_one_place(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY, a="names: {bread: {rye: [dark]}}", b="names: {bread: {rye: [black]}}")

    assert (found.code, found.place.file) == ("KB313", "b.yaml")


def test_the_same_spelling_may_stand_under_two_kinds(inspect: Inspect) -> None:
    assert inspect(ENTRY, a="names: {bread: {rye: [rye]}, place: {rye: [rye]}}") == ()


def test_topics_have_titles(write: Write) -> None:
    manifest = "topics: {bread: Bread & rolls, 2026: The year 2026}"
    folder = write({"bread.yaml": ENTRY, "2026.yaml": ENTRY.replace("rye", "spelt"), "knowledge.yaml": manifest})

    assert load_knowledge(folder).manifest.topics == (("bread", "Bread & rolls"), ("2026", "The year 2026"))


def test_a_title_that_is_no_text_is_named(inspect: Inspect) -> None:
    (found,) = inspect(ENTRY, knowledge="topics: {bread: [Bread]}")

    assert (found.code, found.place.file, found.place.line) == ("KB012", "knowledge.yaml", 1)
    assert "bread" in found.message
