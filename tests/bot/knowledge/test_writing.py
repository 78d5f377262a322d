"""What is added to a file changes nothing else in it, whatever its layout and whatever the text."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from bot.knowledge.writing import with_entry, with_keys, with_lines, with_ways
from bot.model import BotError, Entry, Source

SHIPPED = Path(__file__).parents[3] / "knowledge"
HELMETS = Entry(
    "helmets",
    "Do you sell helmets?",
    "Yes:\n\n- from **30 euros**\n- up to 90",
    "shop",
    ("helmets: which?",),
    as_of="2025-06",
    changes=True,
    sources=(Source("Two Wheels", "Prices", "https://x.example/a#b", "2025-06-01"),),
    related=("parking",),
    about=(("model", "comet"), ("model", "lark"), ("place", "porto")),
)
BLOCK = "entries:\n  - id: a\n    question: A?\n    phrasings:\n      - one\n"
JSON = '{"entries": [{"id": "a", "question": "A?", "phrasings": ["one"]}]}'


def changed(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("entry", "added"),
    [
        pytest.param(
            """\
            # first
            entries:
              - id: a   # the first
                question: A?
                phrasings:
                  - one
                  - "two"   # kept

                # what it says
                answer: |
                  Text.
            """,
            ['+      - "three"\n'],
            id="block",
        ),
        pytest.param(
            """\
            entries:
            - question: A?
              phrasings:
              - one
              - >
                a long
                way
              id: a
            """,
            ['+  - "three"\n'],
            id="no-indentation-and-a-folded-item",
        ),
        pytest.param(
            """\
            entries:
              - id: a
                phrasings: [one, 'two']  # kept
                question: Ä? 日本
            """,
            ["-    phrasings: [one, 'two']  # kept\n", "+    phrasings: [one, 'two', \"three\"]  # kept\n"],
            id="brackets",
        ),
        pytest.param(
            """\
            entries:
              - {id: b, question: "日本 Ä?"}
              - {id: a, question: A?, answer: Text.}
            """,
            [
                "-  - {id: a, question: A?, answer: Text.}\n",
                '+  - {id: a, question: A?, "phrasings": ["three"], answer: Text.}\n',
            ],
            id="braces",
        ),
        pytest.param(
            """\
            entries:
              - id: a
                question: A?  # asks
                answer: Text.
            """,
            ['+    phrasings: ["three"]\n'],
            id="none-yet",
        ),
        pytest.param(
            """\
            entries:
              - id: a
                question: A?
                phrasings:
                answer: Text.
            """,
            ["-    phrasings:\n", '+    phrasings: ["three"]\n'],
            id="empty",
        ),
        pytest.param(
            """\
            series:
              - id: a
                title: A
                phrasings:
                  - one""",
            ["-      - one", "+      - one\n", '+      - "three"\n'],
            id="series-without-a-last-line-end",
        ),
        pytest.param(
            '{"entries": [{"id": "a", "question": "A?", "phrasings": ["one"]}]}\n',
            [
                '-{"entries": [{"id": "a", "question": "A?", "phrasings": ["one"]}]}\n',
                '+{"entries": [{"id": "a", "question": "A?", "phrasings": ["one", "three"]}]}\n',
            ],
            id="json",
        ),
        pytest.param(
            """\
            asking:
              b:
                phrasings:
                  - other
              a:
                phrasings:
                  - one   # kept

                # what comes next
                follow_ups:
                  null: [two]
            """,
            ['+      - "three"\n'],
            id="apart",
        ),
        pytest.param(
            """\
            asking:
              a:
                follow_ups:
                  b:
                    - two
              b:
                phrasings: [other]
            """,
            ['+    phrasings: ["three"]\n'],
            id="apart-none-yet",
        ),
        pytest.param(
            """\
            asking:
              a:   # nothing yet
              b: {}
            """,
            ["-  a:   # nothing yet\n", '+  a: {"phrasings": ["three"]}   # nothing yet\n'],
            id="apart-nothing",
        ),
        pytest.param(
            """\
            entries:
              - {id: a, question: A?, answer: Text., phrasings: [one]}
            asking: {a: {follow_ups: {a: [two]}}}
            """,
            [
                "-asking: {a: {follow_ups: {a: [two]}}}\n",
                '+asking: {a: {follow_ups: {a: [two]}, "phrasings": ["three"]}}\n',
            ],
            id="apart-braces",
        ),
    ],
)
def test_a_way_of_asking_is_one_line(entry: str, added: list[str]) -> None:
    before = dedent(entry)

    after = with_ways(before, "x.yaml", "a", ["three"])

    assert changed(before, after) == added
    assert changed(before.replace("\n", "\r\n"), with_ways(before.replace("\n", "\r\n"), "x.yaml", "a", ["three"])) == [
        line.replace("\n", "\r\n") for line in added
    ]


@pytest.mark.parametrize("file", sorted((SHIPPED / "asking").glob("*.yaml")), ids=lambda file: file.stem)
def test_a_way_of_asking_is_one_line_of_each_shipped_topic(file: Path) -> None:
    before = file.read_text("utf-8")
    asking = yaml.load(before, yaml.CSafeLoader)["asking"]
    for id in (next(iter(asking)), next(reversed(asking))):
        after = with_ways(before, file.name, id, ["one more"])

        (line,) = changed(before, after)
        assert line.strip("+\n ") == '- "one more"'
        asking[id]["phrasings"].append("one more")
        assert yaml.load(after, yaml.CSafeLoader)["asking"] == asking
        asking[id]["phrasings"].pop()


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c, \"quoted\" \\ and 'single'",
        "- *x &y !z | > % @ ` {a} [b]",
        "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} ja\u2028nein\x85",
        "entries: [{id: evil}]",
        "null",
        "\n  - id: evil\n",
    ],
)
def test_no_text_becomes_anything_but_a_text(text: str) -> None:
    for before in (
        "entries:\n  - id: a\n    question: A?\n    phrasings:\n      - one\n",
        '{"entries": [{"id": "a", "question": "A?", "phrasings": ["one"]}]}',
    ):
        (entry,) = yaml.safe_load(with_ways(before, "x", "a", [text]))["entries"]
        assert entry == {"id": "a", "question": "A?", "phrasings": ["one", text]}
        told = Entry("b", text, f"{text}\n{text}", "t", (text,), sources=(Source(text),))
        _, added = yaml.safe_load(with_entry(before, "x", told))["entries"]
        assert (added["question"], added["phrasings"], added["sources"]) == (text, [text], [{"publisher": text}])
        assert added["answer"].strip() == f"{text}\n{text}".strip()


def test_an_entry_stands_behind_the_others_as_they_stand() -> None:
    before = "topic: shop\nentries:\n\n  - id: a\n    question: A?\n    answer: |\n      Text.\n\n# the end\n"

    after = with_entry(before, "x", HELMETS)

    kept = before.removesuffix("\n# the end\n")
    assert after.removeprefix(kept).removesuffix("\n# the end\n") == "".join(
        f"{line}\n"
        for line in (
            "",
            "  - id: helmets",
            '    question: "Do you sell helmets?"',
            "    phrasings:",
            '      - "helmets: which?"',
            "    answer: |",
            "      Yes:",
            "",
            "      - from **30 euros**",
            "      - up to 90",
            "    as_of: 2025-06",
            "    changes: true",
            "    sources:",
            '      - {publisher: "Two Wheels", title: "Prices", url: "https://x.example/a#b", published: "2025-06-01"}',
            '    related: ["parking"]',
            '    about: {"model": ["comet", "lark"], "place": ["porto"]}',
        )
    )


def test_a_renewed_answer_changes_the_lines_of_its_keys_alone() -> None:
    before = dedent("""\
        entries:
          - answer: |
              Old
              text.
            # of when
            as_of: 2024   # a year
            id: helmets
            question: Do you sell helmets?
          - {id: b, question: B, answer: Text.}
        """)

    after = with_keys(before, "x", HELMETS, ["answer", "as_of", "sources"])

    assert yaml.safe_load(after)["entries"][1:] == yaml.safe_load(before)["entries"][1:]
    entry = yaml.safe_load(after)["entries"][0]
    assert list(entry) == ["answer", "sources", "as_of", "id", "question"]
    assert (entry["answer"].strip(), entry["as_of"]) == (HELMETS.answer, "2025-06")
    assert "    # of when\n" in after
    flow = with_keys('{"entries": [{"id": "helmets", "answer": "x"}]}', "x", HELMETS, ["answer", "changes"])
    assert yaml.safe_load(flow) == {"entries": [{"id": "helmets", "answer": HELMETS.answer, "changes": True}]}


def test_a_line_out_of_scope_joins_the_others() -> None:
    before = "# far\nquestions:\n  - the weather  # here\n\n# near\n"

    assert changed(before, with_lines(before, "x", ["who: am i"])) == ['+  - "who: am i"\n']
    assert yaml.safe_load(with_lines("", "x", ["a"])) == {"questions": ["a"]}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param(
            "w: &w [one]\nentries:\n  - {id: a, question: A?, phrasings: *w}\n",
            "x:3: phrasings is an alias",
            id="alias",
        ),
        pytest.param("b: &b {question: A?}\nentries:\n  - {<<: *b, id: a}\n", 'x:3: "<<" stands there', id="merge"),
        pytest.param("entries: [{id: b, question: B?}]\n", "does not hold a any more", id="gone"),
        pytest.param("asking: {b: {phrasings: [one]}}\n", "does not hold a any more", id="gone-apart"),
        pytest.param("w: &w {}\nasking:\n  a: *w\n", "x:3: a is an alias", id="alias-apart"),
        pytest.param("series:\n  - id: a\n    title: A\n", "x:2: has no question, .*write it there", id="no-question"),
    ],
)
def test_where_nothing_can_be_added_the_place_is_named(text: str, remedy: str) -> None:
    with pytest.raises(BotError, match=remedy):
        with_ways(text, "x", "a", ["three"])


@pytest.mark.parametrize("held", ["", " []", " null", " {}"], ids=["nothing", "empty-list", "null", "mapping"])
def test_where_no_entry_can_be_added_the_place_is_named(held: str) -> None:
    with pytest.raises(BotError, match=r"x:2: entries holds no entry, .*write helmets there"):
        with_entry(f"topic: shop\nentries:{held}\n", "x", HELMETS)


@pytest.mark.parametrize("end", ["\n", ""], ids=["with-its-end", "cut-off"])
def test_what_is_noted_below_the_last_entry_stays_with_it(end: str) -> None:
    before = f"entries:\n  - id: a\n    question: A?\n    answer: A.\n    # more on a{end}"

    after = with_entry(before, "x", HELMETS)

    assert after.startswith(f"{before.rstrip()}\n")
    assert [one["id"] for one in yaml.safe_load(after)["entries"]] == ["a", "helmets"]
