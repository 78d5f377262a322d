"""Each format on a sample after its documents: what is carried over, and that the rest is listed with its line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from zipfile import ZipFile

import pytest

from bot.importing import Imported, import_file
from bot.knowledge import inspect_knowledge, load_knowledge
from bot.model import Entry

Bring = Callable[[str, str], Imported]

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "imports"
ARRIVE, NIGHT = "When can I arrive?", "What if I come late at night?"
PAGE = "https://camp.example/faq"


@dataclass(frozen=True, slots=True)
class Sample:
    answers: dict[str, str]
    left: tuple[tuple[str, int, str], ...] = ()
    """File, line, and a part of what is said."""
    asked: tuple[str, ...] = ()
    """The other ways of asking the first question."""
    topics: dict[str, str] = field(default_factory=dict)


FOUND = {
    "faq.md": Sample(
        {
            ARRIVE: "From **14:00** on, until 22:00. Later than that, call the desk at +49 30 1234 before you start.",
            "How do I get there by train?": "1. Take the S7 to *Lakeside*.\n"
            "2. Walk ten minutes along the shore, or take bus 12.\n\n**On Sundays**\n\n"
            "The bus does not run; see [the timetable](https://rail.example/s7) and our map.",
            "What does a night cost?": "- tent: summer 18 euros, winter 12 euros\n"
            "- caravan: summer 30 euros, winter 22 euros",
            "Dogs": "Dogs are welcome on a lead.",
            "Is there a shop?": "Yes, from 7 to 19; bread rolls come at 7:30.",
        },
        (
            ("faq.md", 5, "Everything that guests keep asking us."),
            ("faq.md", 16, "way.png"),
            ("faq.md", 16, "map.md"),
            ("faq.md", 29, "table"),
            ("faq.md", 43, "Can I pay by card?: there is no answer"),
        ),
        topics={ARRIVE: "Arriving", "Dogs": "Staying"},
    ),
    "faq.html": Sample(
        {
            ARRIVE: "From **14:00** on.\n\nLater than 22:00, [call us](https://camp.example/contact).",
            "What must I bring?": "- an identity card\n- a lead, *if you have a dog*",
            "Can I hire a canoe?": "Yes, for 8 euros an hour.",
            "How deep is the lake?": "Twelve metres.",
        },
        (
            ("faq.html", 6, "<script>, which no chat runs"),
            ("faq.html", 9, "Home"),
            ("faq.html", 11, "What guests keep asking us."),
            ("faq.html", 19, "/tent.jpg"),
            ("faq.html", 26, "Is there a jetty?: there is no answer"),
            ("faq.html", 32, "Camp site, 2026"),
        ),
        topics={"Can I hire a canoe?": "Boats"},
    ),
    "faq.csv": Sample(
        {
            ARRIVE: "From 14:00 on.\nLater than 22:00, call the desk.",
            "What does a night cost?": '18 euros for a "small" tent.',
        },
        (
            ("faq.csv", 2, 'the column "Owner"'),
            ("faq.csv", 5, "Are dogs allowed?: there is no answer"),
            ("faq.csv", 6, "it is asked in faq.csv:2 too, with another answer"),
        ),
        ("check-in time", "from when on can I pitch my tent"),
        {ARRIVE: "Arriving", "What does a night cost?": "Staying"},
    ),
    "plain.tsv": Sample({ARRIVE: "From 14:00 on.", "Are dogs allowed?": '"Yes", on a lead.'}),
    "qna-maker.tsv": Sample(
        {ARRIVE: "From 14:00 on.\n\nLater than 22:00, call the desk.", NIGHT: "The key lies in the box at the gate."},
        (
            ("qna-maker.tsv", 2, "season: summer"),
            ("qna-maker.tsv", 5, "Yes, with a caravan: it is an answer only after another one"),
        ),
        ("check-in time",),
        {ARRIVE: "Arriving"},
    ),
    "qna-maker.json": Sample(
        {ARRIVE: "From 14:00 on.", NIGHT: "The key lies in the box at the gate."},
        (("qna-maker.json", 3, "gate.png"), ("qna-maker.json", 3, "season: summer")),
        ("check-in time",),
        {ARRIVE: "Arriving"},
    ),
    "question-answering.json": Sample(
        {ARRIVE: "From 14:00 on.", NIGHT: "The key lies in the box at the gate."},
        (("question-answering.json", 4, "tent, yurt"),),
        ("check-in time",),
        {ARRIVE: "Arriving"},
    ),
    "qnabot.json": Sample(
        {ARRIVE: "From **14:00** on.", NIGHT: "The key lies in the box."},
        (
            ("qnabot.json", 3, "the button Call us"),
            ("qnabot.json", 3, "imageUrl"),
            ("qnabot.json", 3, "ssml of alt"),
            ("qnabot.json", 17, "template"),
            ("qnabot.json", 18, "Quiet hours last from 22:00 to 7:00."),
            ("qnabot.json", 19, "QNA:Recent"),
        ),
        ("check-in time",),
        {ARRIVE: "Arriving"},
    ),
    "botpress.csv": Sample(
        {ARRIVE: "From 14:00 on.", "Are dogs allowed?": "Yes, on a lead."},
        (("botpress.csv", 3, "booking.flow.json#entry"), ("botpress.csv", 4, "dogs.flow.json")),
        ("check-in time",),
    ),
    "botpress.json": Sample(
        {ARRIVE: "From 14:00 on."},
        (
            ("botpress.json", 5, "At two or later."),
            ("botpress.json", 5, "de"),
            ("botpress.json", 17, "booking.flow.json#entry"),
            ("botpress.json", 28, "Is the sauna open?: it is switched off"),
        ),
        ("check-in time",),
    ),
    "zendesk.json": Sample(
        {
            ARRIVE: "From **14:00** on.\n\nSee [the map](https://camp.zendesk.example/hc/en-us/articles/2).",
            "Where is the camp site?": "By the lake.",
        },
        (
            ("zendesk.json", 1, "articles.json?page=2"),
            ("zendesk.json", 6, "arrival, time"),
            ("zendesk.json", 17, "Winter: it is a draft"),
        ),
        topics={ARRIVE: "Arriving"},
    ),
    "zendesk.csv": Sample(
        {ARRIVE: "From **14:00** on.\n\n- tents: at the gate"}, (("zendesk.csv", 3, "Winter: it is a draft"),)
    ),
    "rasa": Sample(
        {ARRIVE: "From 14:00 on.", "Are dogs allowed?": "Yes, on a lead.", "hello": "Hello!"},
        (
            ("domain.yml", 8, "gate.png"),
            ("domain.yml", 8, "At two or later."),
            ("domain.yml", 16, "utter_booked"),
            ("nlu.yml", 15, "the intent book"),
            ("nlu.yml", 18, "synonym tent"),
            ("rules.yml", 12, "start the form"),
        ),
        ("from when on may I come on Sunday",),
    ),
    "agent": Sample(
        {ARRIVE: "From 14:00 on.\n\nLater than 22:00, call the desk; it costs $5."},
        (
            ("entities/day.json", 1, "day"),
            ("intents/arrival.json", 1, "At two or later."),
            ("intents/arrival.json", 1, "de"),
            ("intents/arrival.json", 1, "an image"),
            ("intents/fallback.json", 1, "it answers what is not understood"),
            ("intents/weather.json", 1, "$day"),
        ),
        ("may I come on Sunday",),
    ),
}
every_sample = pytest.mark.parametrize(("name", "sample"), FOUND.items(), ids=FOUND)


def brought(name: str, folder: Path) -> dict[str, Entry]:
    """By question, as the loader reads them, without a finding."""
    import_file(SAMPLES / name, folder)
    knowledge, found = inspect_knowledge(folder)
    assert found == ()
    assert knowledge is not None
    return {entry.question: entry for entry in knowledge.entries}


@every_sample
def test_questions_and_answers_are_carried_over(name: str, sample: Sample, folder: Path) -> None:
    entries = brought(name, folder)

    assert {question: entry.answer for question, entry in entries.items()} == sample.answers
    assert entries[ARRIVE].phrasings == sample.asked
    assert entries[ARRIVE].id == "when-can-i-arrive"


@every_sample
def test_what_groups_questions_becomes_their_topic(name: str, sample: Sample, folder: Path) -> None:
    entries = brought(name, folder)

    assert {question: entries[question].topic for question in sample.topics} == sample.topics


@every_sample
def test_everything_else_is_listed_with_its_place(name: str, sample: Sample, folder: Path) -> None:
    left = import_file(SAMPLES / name, folder).left

    assert [(one.place.file, one.place.line) for one in left] == [(file, line) for file, line, _ in sample.left]
    assert [words for (_, _, words), one in zip(sample.left, left, strict=True) if words not in one.what] == []


@pytest.mark.parametrize("name", ["qna-maker.tsv", "qna-maker.json", "question-answering.json", "qnabot.json"])
def test_prompts_and_buttons_become_related_entries(name: str, folder: Path) -> None:
    assert brought(name, folder)[ARRIVE].related == ("what-if-i-come-late-at-night",)


@pytest.mark.parametrize("name", ["faq.html", "faq.csv", "qna-maker.tsv", "qna-maker.json", "question-answering.json"])
def test_an_address_becomes_a_source(name: str, folder: Path) -> None:
    source = brought(name, folder)[ARRIVE].sources[0]

    assert (source.publisher, source.url) == ("camp.example", PAGE)


def test_dates_are_carried_over(folder: Path) -> None:
    assert brought("faq.csv", folder)[ARRIVE].as_of == "2026-05-01"
    assert brought("zendesk.json", folder / "other")[ARRIVE].sources[0].published == "2026-03-02"


def test_a_picture_without_words_is_lost_as_itself(tmp_path: Path, folder: Path) -> None:
    whole = """\
        nlu:
        - intent: hi
          examples: |
            - hello
        rules:
        - rule: greet
          steps: [{intent: hi}, {action: utter_hi}]
        responses:
          utter_hi: [{text: Hello!}, {image: hat.png}]
        """
    (tmp_path / "one.yml").write_text(dedent(whole))

    left = import_file(tmp_path / "one.yml", folder).left

    assert [one.what for one in left] == ["utter_hi: image hat.png"]


def test_a_rasa_project_may_be_one_file_or_many(tmp_path: Path, folder: Path) -> None:
    project = tmp_path / "bot"
    (project / "data").mkdir(parents=True)
    (project / "data" / "more.yml").write_text("nlu:\n- intent: hi\n  examples: |\n    - hello there\n")
    (project / "data" / "test_nlu.yml").write_text("nlu:\n- intent: hi\n  examples: |\n    - a test\n")
    whole = """\
        nlu:
        - intent: hi
          examples: |
            - hello [Ann]{"entity": "name"}
        stories:
        - story: greet
          steps: [{intent: hi}, {action: utter_hi}, {action: utter_help}]
        - story: greet again
          steps: [{intent: hi}, {action: utter_help}]
        responses:
          utter_hi: [{text: Hello!}]
          utter_help: [{text: What can I do?}]
        """
    (project / "one.yml").write_text(dedent(whole))

    left = import_file(project, folder).left

    entry = load_knowledge(folder).entries[0]
    assert (entry.question, entry.phrasings, entry.answer) == (
        "hello there",
        ("hello Ann",),
        "Hello!\n\nWhat can I do?",
    )
    assert [str(one) for one in left] == [
        "data/test_nlu.yml: a file of tests",
        "one.yml:8: the story greet again: another answer to hi",
    ]


def test_an_archive_is_read_as_its_members(tmp_path: Path, folder: Path) -> None:
    with ZipFile(tmp_path / "agent.zip", "w") as archive:
        for file in sorted((SAMPLES / "agent").rglob("*.json")):
            archive.write(file, file.relative_to(SAMPLES / "agent"))
        archive.writestr("notes.txt", "Ask Ann.")

    imported = import_file(tmp_path / "agent.zip", folder)

    assert [id for id, _ in imported.entries] == ["when-can-i-arrive"]
    assert "notes.txt: it is in no format that can be read" in map(str, imported.left)


def test_a_question_that_is_asked_twice_is_one_entry(tmp_path: Path, folder: Path) -> None:
    table = "question,answer,alternative,source\nDogs?,Yes.,cats|hounds,House rules\nDOGS,Yes.,Cats|pets,\n"
    (tmp_path / "faq.csv").write_text(table)

    imported = import_file(tmp_path / "faq.csv", folder)

    entry = load_knowledge(folder).entries[0]
    assert imported.left == ()
    assert entry.phrasings == ("Cats", "hounds", "pets")
    assert [(source.publisher, source.url) for source in entry.sources] == [("House rules", None)]


def test_what_is_the_same_in_many_places_is_listed_once(tmp_path: Path, folder: Path) -> None:
    rows = "".join(f"{letter}?\tYes.\tcamp.docx\t\t\t{letter}\n" for letter in "ABC")
    (tmp_path / "faq.tsv").write_text("Question\tAnswer\tSource\tMetadata\tPrompts\tQnaId\n" + rows)

    imported = import_file(tmp_path / "faq.tsv", folder)

    assert [str(one) for one in imported.left] == ["faq.tsv:2: the source camp.docx (3 times)"]


def test_marks_of_html_are_taken_off_a_question(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\n<p>Is it <b>on</b>?</p>,Yes.\nWhat does <br> do?,It breaks.\n")

    import_file(tmp_path / "faq.csv", folder)

    assert [entry.question for entry in load_knowledge(folder).entries] == ["Is it on?", "What does <br> do?"]


@pytest.mark.parametrize(
    ("name", "content", "question", "answer"),
    [
        pytest.param("a.csv", "sep=;\nquestion;answer\nDogs?;Yes, on a lead.\n", "Dogs?", "Yes, on a lead.", id="sep"),
        pytest.param("a.csv", "Frage;Antwort\r\nHunde?;Ja.\r\n", "Hunde?", "Ja.", id="german"),
        pytest.param(
            "a.csv",
            "question,answer\nFish &amp; chips?,&quot;Yes&quot;&#33; R&D\n",
            "Fish & chips?",
            '"Yes"! R&D',
            id="entities",
        ),
        pytest.param(
            "a.json", '{"qnaDocuments": [{"questions": ["Dogs?", null], "answer": "Yes."}]}', "Dogs?", "Yes.", id="null"
        ),
    ],
)
def test_what_spreadsheets_and_exports_add_is_understood(
    name: str, content: str, question: str, answer: str, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / name).write_text(content, "utf-8", newline="")

    assert import_file(tmp_path / name, folder).left == ()

    (entry,) = load_knowledge(folder).entries
    assert (entry.question, entry.phrasings, entry.answer.strip()) == (question, (), answer)


def test_an_answer_is_of_the_language_of_its_question(tmp_path: Path, folder: Path) -> None:
    item = '{"action": "text", "questions": {"en": ["Dogs?"], "de": ["Hunde?"]}, "answers": {"de": ["Ja."]}}'
    (tmp_path / "qna.json").write_text(f'{{"qnas": [{{"data": {item}}}]}}')

    (left,) = import_file(tmp_path / "qna.json", folder).left

    (entry,) = load_knowledge(folder).entries
    assert (entry.question, entry.answer) == ("Hunde?", "Ja.")
    assert "in the language en" in left.what


def test_an_example_without_a_dash_is_listed(tmp_path: Path, folder: Path) -> None:
    nlu = "nlu:\n  - intent: faq/dogs\n    examples: |\n      - Dogs?\n      with a lead?\n"
    (tmp_path / "nlu.yml").write_text(f"{nlu}responses:\n  utter_faq/dogs:\n    - text: Yes.\n")

    (left,) = import_file(tmp_path / "nlu.yml", folder).left

    assert (str(left.place), left.what) == ("nlu.yml:2", "the intent faq/dogs: the line with a lead?, without a dash")


def test_what_stands_beside_the_questions_of_an_archive_is_listed(tmp_path: Path, folder: Path) -> None:
    with ZipFile(tmp_path / "camp.zip", "w") as archive:
        archive.write(SAMPLES / "qna-maker.tsv", "Camp/QnAs.tsv")
        archive.writestr("Camp/Settings.tsv", "Key\tValue\nLanguage\tEnglish\n")

    imported = import_file(tmp_path / "camp.zip", folder)

    assert [id for id, _ in imported.entries] == ["when-can-i-arrive", "what-if-i-come-late-at-night"]
    assert ("Camp/Settings.tsv", 1) in [(one.place.file, one.place.line) for one in imported.left]


LABELLED = """\
## When is the hall open?

From 9.

Q: Are you insured?
A: No.

Q1. Is there parking?
A1. Yes, behind
the hall.

More on *parking*.

**Q:** Can I smoke?

**A:** Outside.

**Q: Is it warm?** In summer.

Question: Opening hours
Answer: 9 to 5

Q: Where? A: Here.

- Q: Are there lockers?
  A: Twelve.
- Q: Is that
  free?
  Yes.
"""
OF_THE_LABELLED = {
    "When is the hall open?": "From 9.",
    "Are you insured?": "No.",
    "Is there parking?": "Yes, behind the hall.\n\nMore on *parking*.",
    "Can I smoke?": "Outside.",
    "Is it warm?": "In summer.",
    "Opening hours": "9 to 5",
    "Where?": "Here.",
    "Are there lockers?": "Twelve.",
    "Is that free?": "Yes.",
}


def answers_in(folder: Path) -> dict[str, str]:
    return {entry.question: entry.answer.strip() for entry in load_knowledge(folder).entries}


def test_labels_tell_questions_and_answers_in_markdown(bring: Bring, folder: Path) -> None:
    imported = bring("faq.md", LABELLED)

    assert imported.left == ()
    assert answers_in(folder) == OF_THE_LABELLED


def test_labels_tell_questions_and_answers_in_html(bring: Bring, folder: Path) -> None:
    imported = bring(
        "faq.html",
        "<p>Q: Are you insured?</p><p>A: No.</p><p>Q. Is there <i>parking</i>?<br>A. Yes.</p>"
        "<p><b>Q:</b> Can I smoke?</p><p><b>A:</b> Outside.</p><div>Question: Hours</div><div>Answer: 9 to 5</div>",
    )

    assert imported.left == ()
    assert answers_in(folder) == {
        "Are you insured?": "No.",
        "Is there parking?": "Yes.",
        "Can I smoke?": "Outside.",
        "Hours": "9 to 5",
    }


def test_what_is_commented_out_is_not_read(bring: Bring, folder: Path) -> None:
    bring("faq.html", "<p>Q: Is it<!-- soon --> new?<!-- hidden --><br>A: Yes.<!-- Q: why? --></p><!-- A: No. -->")

    assert answers_in(folder) == {"Is it new?": "Yes."}


def test_a_labelled_question_is_listed_with_its_own_line(bring: Bring) -> None:
    imported = bring("faq.md", "Q: Is it open?\nA: Yes.\nQ: Is it warm?\n")

    assert [str(one) for one in imported.left] == ["faq.md:3: Is it warm?: there is no answer"]


def test_what_only_looks_like_a_label_stays_in_its_answer(bring: Bring, folder: Path) -> None:
    bring("faq.md", "## How many?\n\nA. Smith counted.\n\nQ3: 10 million\n\nQ4: 12 million\n")

    assert answers_in(folder) == {"How many?": "A. Smith counted.\n\nQ3: 10 million\n\nQ4: 12 million"}


def test_scripts_and_headings_without_words_are_listed(bring: Bring) -> None:
    imported = bring("faq.md", "## Is it open?\n\nYes.\n\n<script>go()</script>\n\n## ???\n\nNobody knows.\n")

    assert [str(one) for one in imported.left] == [
        "faq.md:5: <script>, which no chat runs",
        "faq.md:7: ???: it asks nothing in words; the text below it: Nobody knows.",
    ]


def test_links_beside_headings_are_no_part_of_the_question(tmp_path: Path, folder: Path) -> None:
    page = (
        '<h2>What is C#? <a class="anchor" href="#c">#</a></h2>A language.<h2>Why<br>C#?<a href="#w">¶</a></h2>Why not.'
    )
    (tmp_path / "page.html").write_text(page)

    import_file(tmp_path / "page.html", folder)

    assert [entry.question for entry in load_knowledge(folder).entries] == ["What is C#?", "Why C#?"]


def test_a_page_without_headings_is_read_by_what_it_declares(tmp_path: Path, folder: Path) -> None:
    declared = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "FAQPage", "mainEntity": [{"@type": "Question", '
        '"name": "When can I arrive?", "acceptedAnswer": {"text": "<p>From <b>14:00</b> on.</p>"}}]}]}'
    )
    page = f'<body><script type="application/ld+json">{declared}</script><div>When can I arrive?</div></body>'
    (tmp_path / "page.html").write_text(page)

    imported = import_file(tmp_path / "page.html", folder)

    assert load_knowledge(folder).entries[0].answer == "From **14:00** on."
    assert [str(one) for one in imported.left] == [
        "page.html:1: the text before the first heading, which is no question: When can I arrive?"
    ]


def test_what_markdown_means_by_its_marks_is_kept(tmp_path: Path, folder: Path) -> None:
    page = """\
        ## 1. How do I *start* `evbot`? {#start}

        Set `EVBOT_KNOWLEDGE` or a_b_c, see [issue 15],
        then:

            evbot

        > __init__ is bold, \\_x\\_ is not.

        ```sh
        # A comment: `<p>`
        ```

        [issue 15]: https://code.example/15
        """
    (tmp_path / "page.md").write_text(dedent(page))

    import_file(tmp_path / "page.md", folder)

    entry = load_knowledge(folder).entries[0]
    assert entry.question == "How do I start evbot?"
    assert entry.answer == (
        "Set `EVBOT_KNOWLEDGE` or a_b_c, see [issue 15](https://code.example/15), then:\n\n"
        "```\nevbot\n```\n\n> **init** is bold, \\_x\\_ is not.\n\n"
        "```\n# A comment: `<p>`\n```"
    )


def test_an_intent_named_after_agents_leaves_the_language_of_the_agent(tmp_path: Path, folder: Path) -> None:
    says = '[{"data": [{"text": "%s"}]}]'
    reply = '{"name": "find-agent", "responses": [{"messages": [{"type": "0", "speech": "At the desk."}]}]}'
    with ZipFile(tmp_path / "bot.zip", "w") as archive:
        archive.writestr("agent.json", '{"language": "en"}')
        archive.writestr("intents/find-agent.json", reply)
        archive.writestr("intents/find-agent_usersays_de.json", says % "Wo ist jemand?")
        archive.writestr("intents/find-agent_usersays_en.json", says % "Where is somebody?")

    import_file(tmp_path / "bot.zip", folder)

    (entry,) = load_knowledge(folder).entries
    assert entry.question == "Where is somebody?"


def test_an_import_leaves_others_the_length_of_cells_that_they_may_read(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    import_file(SAMPLES / "faq.csv", tmp_path / "base")

    assert csv.field_size_limit() >= before
