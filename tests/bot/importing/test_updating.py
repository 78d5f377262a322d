"""A second import updates what the first brought, and touches nothing that somebody wrote or changed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing import Imported, Status, import_file
from bot.knowledge import inspect_knowledge, load_knowledge
from bot.model import BotError, Entry

FAQ = """
question,answer,alternative
When can I arrive?,From 14:00 on.,check-in time
Are dogs allowed?,"Yes, on a lead.",
"""
Bring = Callable[[str, str], Imported]
ENTRIES = "topics/faq.yaml"
ARRIVE, DOGS = "when-can-i-arrive", "are-dogs-allowed"


def entries_of(folder: Path) -> dict[str, Entry]:
    return {entry.id: entry for entry in load_knowledge(folder).entries}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert text.count(old) == 1
    file.write_bytes(text.replace(old, new).encode())


def files_of(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def outcomes(imported: Imported) -> dict[str, Status]:
    return dict(imported.entries)


def test_the_same_file_changes_nothing(bring: Bring, folder: Path) -> None:
    first = bring("faq.csv", FAQ)
    before = files_of(folder)

    again = bring("faq.csv", FAQ)

    assert set(outcomes(first).values()) == {Status.NEW}
    assert set(outcomes(again).values()) == {Status.SAME}
    assert again.left == ()
    assert files_of(folder) == before


def test_what_changed_there_changes_here(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)

    again = bring("faq.csv", FAQ.replace("From 14:00 on.", "From 15:00 on."))

    assert outcomes(again) == {ARRIVE: Status.CHANGED, DOGS: Status.SAME}
    assert entries_of(folder)[ARRIVE].answer == "From 15:00 on."


def test_what_was_added_here_stays_beside_what_changed_there(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    ours = "      - check-in time\n      # heard at the desk\n      - 'how early may I come'\n"
    change(folder / ENTRIES, "      - check-in time\n", ours)
    change(folder / ENTRIES, f"  - id: {DOGS}", f"  # Ask Ann about cats.\n  - id: {DOGS}")

    new = FAQ.replace("From 14:00 on.,check-in time", "From 15:00 on.,check-in time|arrival")
    again = bring("faq.csv", new)

    text = (folder / ENTRIES).read_text()
    assert again.left == ()
    assert ours + "      - arrival\n    answer: From 15:00 on.\n" in text
    assert "\n  # Ask Ann about cats.\n" in text
    assert entries_of(folder)[ARRIVE].phrasings == ("check-in time", "how early may I come", "arrival")


def test_an_item_that_is_gone_there_goes_here(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    change(folder / ENTRIES, "      - check-in time\n", "      - check-in time\n      - how early may I come\n")

    bring("faq.csv", FAQ.replace(",check-in time", ","))

    assert entries_of(folder)[ARRIVE].phrasings == ("how early may I come",)


def test_what_was_changed_in_both_places_stays_and_is_listed(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    change(folder / ENTRIES, "answer: From 14:00 on.", "answer: From **14:00** on. # checked")
    before = (folder / ENTRIES).read_bytes()

    again = bring("faq.csv", FAQ.replace("From 14:00 on.", "From 15:00 on."))

    assert (folder / ENTRIES).read_bytes() == before
    assert outcomes(again) == {ARRIVE: Status.KEPT, DOGS: Status.SAME}
    assert [str(one) for one in again.left] == [
        f"faq.csv:2: {ARRIVE}: `answer` is yours in {ENTRIES}:7 and stays; here it is now: answer: From 15:00 on."
    ]


def test_a_conflict_is_listed_once(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    change(folder / ENTRIES, "answer: From 14:00 on.", "answer: At two.")
    new = FAQ.replace("From 14:00 on.", "From 15:00 on.")
    bring("faq.csv", new)

    assert bring("faq.csv", new).left == ()
    assert entries_of(folder)[ARRIVE].answer == "At two."


def test_a_line_of_ones_own_stays_wherever_it_stands(bring: Bring, folder: Path) -> None:
    rich = FAQ + 'How do I pay?,"In cash,\nor by card.",can I pay by card|with which coins\n'
    poor = "question,answer,alternative\nHow do I pay?,By card.,can I pay with a card\n"
    bring("faq.csv", rich)
    brought = files_of(folder)
    lines = (folder / ENTRIES).read_text().split("\n")
    for at, line in enumerate(lines):
        for file, content in brought.items():
            file.write_bytes(content)
        own = f"{' ' * (len(line) - len(line.lstrip()))}# our own"
        (folder / ENTRIES).write_text("\n".join((*lines[:at], own, *lines[at:])))

        bring("faq.csv", poor)

        assert own in (folder / ENTRIES).read_text().split("\n")
        assert "how-do-i-pay" in entries_of(folder)


def test_keys_that_were_added_here_stay(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    change(folder / ENTRIES, f"  - id: {ARRIVE}\n", f"  - id: {ARRIVE}\n    tags: [headline]\n    changes: true\n")

    bring("faq.csv", FAQ.replace("From 14:00 on.", "From 15:00 on."))

    entry = entries_of(folder)[ARRIVE]
    assert (entry.tags, entry.changes, entry.answer) == (("headline",), True, "From 15:00 on.")


def test_an_entry_that_is_gone_there_goes_here_unless_it_was_changed(bring: Bring, folder: Path) -> None:
    more = FAQ + "Is there a shop?,Yes.,\n"
    bring("faq.csv", more)
    change(folder / ENTRIES, "answer: Yes, on a lead.", "answer: Yes.  # Ann says so")

    again = bring("faq.csv", FAQ.split("Are dogs")[0])

    assert outcomes(again) == {ARRIVE: Status.SAME, DOGS: Status.KEPT, "is-there-a-shop": Status.REMOVED}
    assert set(entries_of(folder)) == {ARRIVE, DOGS}
    assert "no longer in faq.csv" in again.left[0].what


def test_an_entry_that_was_moved_is_updated_where_it_stands(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    whole = (folder / ENTRIES).read_text()
    head, moved = whole.split(f"\n  - id: {DOGS}")
    (folder / ENTRIES).write_text(head)
    (folder / "animals.yaml").write_text(f"topic: animals\nentries:\n  - id: {DOGS}{moved}")

    bring("faq.csv", FAQ.replace("Yes, on a lead.", "No."))

    assert entries_of(folder)[DOGS].answer == "No."
    assert entries_of(folder)[DOGS].topic == "animals"


def move_ways_of_asking(folder: Path) -> Path:
    ways = "    phrasings:\n      - check-in time\n"
    change(folder / ENTRIES, ways, "")
    file = folder / "asking.yaml"
    file.write_text(f"asking:\n  {ARRIVE}:\n{ways}      - how early\n\n# The end.\n")
    return file


def test_ways_of_asking_that_were_moved_are_updated_where_they_stand(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    asking = move_ways_of_asking(folder)

    again = bring("faq.csv", FAQ.replace("From 14:00 on.,check-in time", "From 15:00 on.,check-in time|arrival"))

    assert (outcomes(again)[ARRIVE], again.left) == (Status.CHANGED, ())
    assert entries_of(folder)[ARRIVE].answer == "From 15:00 on."
    assert entries_of(folder)[ARRIVE].phrasings == ("check-in time", "how early", "arrival")
    assert asking.read_text().endswith("      - how early\n      - arrival\n\n# The end.\n")

    bring("faq.csv", FAQ.replace(",check-in time", ","))

    assert entries_of(folder)[ARRIVE].phrasings == ("how early",)


def test_an_entry_that_is_asked_for_elsewhere_stays(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    (folder / "asking.yaml").write_text(f"asking: {{{DOGS}: {{phrasings: [may I bring Rex]}}}}\n")

    again = bring("faq.csv", FAQ.split("Are dogs")[0])

    assert outcomes(again)[DOGS] is Status.KEPT
    assert "no longer in faq.csv" in again.left[0].what
    assert entries_of(folder)[DOGS].phrasings == ("may I bring Rex",)


def test_an_entry_that_was_removed_here_does_not_come_back(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    (folder / ENTRIES).write_text((folder / ENTRIES).read_text().split(f"\n  - id: {DOGS}")[0])

    again = bring("faq.csv", FAQ)

    assert set(entries_of(folder)) == {ARRIVE}
    assert outcomes(again)[DOGS] is Status.KEPT
    assert "was removed" in again.left[0].what


def test_a_question_in_other_words_keeps_its_id(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)

    again = bring("faq.csv", FAQ.replace("When can I arrive?", "When may I arrive?"))

    assert outcomes(again)[ARRIVE] is Status.CHANGED
    assert entries_of(folder)[ARRIVE].question == "When may I arrive?"


def test_what_was_written_here_is_never_taken_over(bring: Bring, folder: Path) -> None:
    folder.mkdir()
    own = f"entries: [{{id: {ARRIVE}, question: When may we come?, answer: At two.}}]\n"
    (folder / "own.yaml").write_text(own)

    imported = bring("faq.csv", FAQ)

    assert (folder / "own.yaml").read_text() == own
    assert outcomes(imported) == {ARRIVE: Status.KEPT, DOGS: Status.NEW}
    assert f"{ARRIVE} stands in own.yaml:1" in imported.left[0].what
    assert entries_of(folder)[ARRIVE].answer == "At two."


def test_new_entries_are_added_below_those_of_their_topic(bring: Bring, folder: Path) -> None:
    (folder / "topics").mkdir(parents=True)
    own = "topic: faq\nentries:\n- id: own\n  question: Is it quiet?\n  answer: |\n    Yes.\n    # 1\n\n# The end.\n"
    (folder / ENTRIES).write_text(own)

    bring("faq.csv", FAQ)

    text = (folder / ENTRIES).read_text()
    assert text.startswith(own.removesuffix("\n# The end.\n"))
    assert text.endswith("\n# The end.\n")
    assert list(entries_of(folder)) == ["own", ARRIVE, DOGS]


def test_two_files_do_not_disturb_each_other(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    bring("shop.csv", "question,answer\nIs there a shop?,Yes.\n")

    bring("faq.csv", FAQ.split("Are dogs")[0])

    assert set(entries_of(folder)) == {ARRIVE, "is-there-a-shop"}


@pytest.mark.parametrize("line_end", ["\r\n", "\n\r\n", "\u2028\n"], ids=["Windows", "mixed", "of Unicode"])
def test_line_ends_stay_as_they_are(line_end: str, bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    text = (folder / ENTRIES).read_text()
    for old, new in (("phrasings:\n", f"phrasings:{line_end}"), ("check-in time\n", "check-in time\r\n")):
        text = text.replace(old, new)
    (folder / ENTRIES).write_bytes(text.encode())

    bring("faq.csv", FAQ.replace("From 14:00 on.", "From 15:00 on."))

    assert (folder / ENTRIES).read_bytes() == text.replace("14:00", "15:00").encode()


def test_a_topic_that_was_emptied_is_filled_again(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    bring("faq.csv", "question,answer\nIs there a shop?,Yes.\n")

    assert set(entries_of(folder)) == {"is-there-a-shop"}
    assert [file.name for file in (folder / "topics").iterdir()] == ["faq.yaml"]


def test_a_topic_that_somebody_emptied_is_filled(bring: Bring, folder: Path) -> None:
    (folder / "topics").mkdir(parents=True)
    (folder / ENTRIES).write_text("topic: faq\nentries:\n# The end.\n")

    bring("faq.csv", FAQ)

    assert set(entries_of(folder)) == {ARRIVE, DOGS}
    assert (folder / ENTRIES).read_text().endswith("\n# The end.\n")


def test_the_id_of_a_series_is_not_taken(bring: Bring, folder: Path) -> None:
    folder.mkdir()
    series = f"series: [{{id: {ARRIVE}, title: Guests, unit: guests, points: [{{label: '2025', value: 3}}]}}]\n"
    (folder / "guests.yaml").write_text(series)

    imported = bring("faq.csv", FAQ)

    assert outcomes(imported) == {ARRIVE: Status.KEPT, DOGS: Status.NEW}
    assert "as a series" in imported.left[0].what


def test_the_manifest_is_made_where_there_is_none(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    manifest = load_knowledge(folder).manifest

    assert (manifest.name, manifest.slash_command, manifest.precision) == ("Camp", "camp", 0.9)


def test_a_manifest_that_is_there_stays(bring: Bring, folder: Path) -> None:
    folder.mkdir()
    (folder / "knowledge.yml").write_text("name: Lakeside\n")

    bring("faq.csv", FAQ)

    assert not (folder / "knowledge.yaml").exists()
    assert load_knowledge(folder).manifest.name == "Lakeside"


@pytest.mark.parametrize("file", [ENTRIES, "imported.txt"])
def test_a_broken_folder_is_left_alone(file: str, bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    with (folder / file).open("a") as stream:
        stream.write("]\n")
    before = files_of(folder)

    with pytest.raises(BotError, match=rf"{file}:\d+: this is not YAML"):
        bring("faq.csv", FAQ.replace("14:00", "15:00"))

    assert files_of(folder) == before


@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80), st.text(max_size=40)), max_size=6),
    st.text(max_size=80),
)
def test_any_text_is_carried_over_and_updated(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], answer: str
) -> None:
    place = tmp_path_factory.mktemp("any")
    source, folder = place / "faq.csv", place / "camp"
    for last in ("First.", f"Then: {answer}"):
        with source.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerows([("question", "answer", "alternative"), *rows, ("What comes last?", last, "")])
        import_file(source, folder)

    knowledge, found = inspect_knowledge(folder)
    assert knowledge is not None, found
    told = next(entry.answer for entry in knowledge.entries if entry.id == "what-comes-last")
    assert told.startswith("Then:")


def test_topics_that_differ_in_a_sign_have_files_of_their_own(bring: Bring, folder: Path) -> None:
    faq = "# Orders & payment\n\n## How do I pay?\n\nBy card.\n\n# Orders, payment\n\n## Can I phone?\n\nYes.\n"
    bring("faq.md", faq)
    bring("faq.md", f"{faq}\n## Can I fax?\n\nNo.\n")

    topics = {id: entry.topic for id, entry in entries_of(folder).items()}
    assert topics == {
        "how-do-i-pay": "Orders & payment",
        "can-i-phone": "Orders, payment",
        "can-i-fax": "Orders, payment",
    }


def test_a_file_that_takes_no_more_entries_gets_one_beside_it(bring: Bring, folder: Path) -> None:
    bring("faq.csv", FAQ)
    ours = "topic: faq\nentries: [{id: shop, question: Is there a shop?, answer: 'Yes.'}]\n"
    (folder / ENTRIES).write_text(ours)

    again = bring("faq.csv", f"{FAQ}Is there a pool?,No.,\n")

    assert (folder / ENTRIES).read_text() == ours
    assert again.written == ("topics/faq-2.yaml",)
    assert entries_of(folder)["is-there-a-pool"].answer == "No."
