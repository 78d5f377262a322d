"""`evbot init` fills an empty folder with a clean knowledge base."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from shops import asked

from bot.bot import Bot
from bot.knowledge import digest, init_knowledge, inspect_knowledge
from bot.knowledge.parts.cases import CASE_KEYS
from bot.knowledge.parts.data import COLUMN_KEYS, POINT_KEYS
from bot.knowledge.parts.entries import ENTRY_KEYS, SOURCE_KEYS
from bot.knowledge.parts.manifest import MANIFEST_KEYS
from bot.knowledge.parts.series import SERIES_KEYS
from bot.knowledge.parts.templates import ASK_KEYS, SUPERLATIVE_KEYS
from bot.model import BotError, Knowledge
from bot.opening import open_bot

OF_A_TABLE = ("columns", "rows", "key", "short", "changes")
OF_POINTS = tuple(key for key in SERIES_KEYS if key not in OF_A_TABLE)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("library")
    init_knowledge(folder)
    return open_bot(folder)


def test_the_result_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "base"

    files = init_knowledge(folder)
    knowledge, found = inspect_knowledge(folder, today=date(2030, 1, 1))

    assert all(file.is_file() for file in files)
    assert found == ()
    assert knowledge is not None
    assert len([entry for entry in knowledge.entries if entry.topic == "library" and not entry.series]) == 5
    assert len(knowledge.out_of_scope) >= 20
    assert knowledge.cases
    assert len(digest(folder)) == 64


@pytest.mark.parametrize(
    ("folder", "name", "command"),
    [
        pytest.param("bakery", "Bakery", "bakery", id="a word"),
        pytest.param("corner-bakery_2", "Corner Bakery 2", "corner-bakery-2", id="words"),
        pytest.param("no", "No", "no", id="a word of YAML"),
        pytest.param("2026", "2026", "2026", id="a number"),
        pytest.param('say "rye"', 'Say "rye"', "say-rye", id="quotes"),
        pytest.param("面包店", "面包店", "elm-street-library", id="no Latin letter"),
        pytest.param("very-" * 9 + "long", "Very " * 9 + "Long", "very-very-very-very-very-very-ve", id="long"),
    ],
)
def test_the_bot_is_called_as_the_folder(tmp_path: Path, folder: str, name: str, command: str) -> None:
    init_knowledge(tmp_path / folder)
    knowledge, found = inspect_knowledge(tmp_path / folder)

    assert found == ()
    assert knowledge is not None
    assert (knowledge.manifest.name, knowledge.manifest.slash_command) == (name, command)


def test_the_bot_is_what_was_wished_for(tmp_path: Path) -> None:
    init_knowledge(tmp_path / "base", name='The "River" Club', subject="rowing: boats", language="de")
    knowledge, found = inspect_knowledge(tmp_path / "base")

    assert found == ()
    assert knowledge is not None
    manifest = knowledge.manifest
    assert (manifest.name, manifest.language, manifest.slash_command) == ('The "River" Club', "de", "the-river-club")
    assert manifest.about.startswith("Hier geht es um rowing: boats.")
    assert "library" not in manifest.about + manifest.disclaimer
    (hello,) = [entry.answer for entry in knowledge.entries if entry.topic == "smalltalk"]
    assert "rowing: boats" in hello


def test_a_name_may_look_like_a_line_of_the_manifest(tmp_path: Path) -> None:
    init_knowledge(tmp_path / "base", name="language: de", language="fr")

    manifest = inspect_knowledge(tmp_path / "base")[0].manifest

    assert (manifest.name, manifest.language) == ("language: de", "fr")


def test_the_bot_speaks_of_its_subject_wherever_it_says_what_it_answers(tmp_path: Path) -> None:
    init_knowledge(tmp_path / "base", name="River Club", subject="our rowing club")
    bot = open_bot(tmp_path / "base")

    said = [
        bot.greeting(),
        bot.about(),
        *(bot.answer(asked(text)).message for text in ("hello", "who are you", "help")),
    ]

    assert all("our rowing club" in text for text in said)
    assert not any("River Club" in text for text in said)


@pytest.mark.parametrize(
    ("language", "asked_for"),
    [
        pytest.param("de", ("Hallo", "Wann hat die Bücherei geöffnet?"), id="de"),
        pytest.param("en", ("Hello, are you there?", "When is the library open?"), id="en"),
    ],
)
def test_a_base_without_a_subject_speaks_of_its_name(tmp_path: Path, language: str, asked_for: tuple[str, ...]) -> None:
    init_knowledge(tmp_path / "bakery", language=language)
    bot = open_bot(tmp_path / "bakery")

    said = [bot.about(), *(bot.answer(asked(text)).message for text in asked_for)]

    assert all("Bakery" in text for text in said)
    assert not any("Elm" in text for text in said)


@pytest.mark.parametrize(
    ("language", "question", "line"),
    [
        pytest.param("de-AT", "Wann hat die Bücherei geöffnet?", "Was dieser Bot weiß", id="de"),
        pytest.param("es", "¿Cuándo abre la biblioteca?", "Lo que este bot sabe", id="es"),
        pytest.param("fr", "Quand la bibliothèque est-elle ouverte ?", "Ce que sait ce bot", id="fr"),
        pytest.param("zh", "图书馆几点开门？", "这个机器人所知道的一切", id="zh"),
    ],
)
def test_the_example_is_in_the_language(tmp_path: Path, language: str, question: str, line: str) -> None:
    init_knowledge(tmp_path / "base", language=language)
    knowledge, found = inspect_knowledge(tmp_path / "base", today=date(2030, 1, 1))

    assert found == ()
    assert knowledge is not None
    assert knowledge.manifest.language == language
    assert question in [entry.question for entry in knowledge.entries]
    assert len(knowledge.out_of_scope) >= 20
    readme = (tmp_path / "base" / "README.md").read_text("utf-8")
    assert line in readme
    assert "{" not in readme


def test_in_a_language_without_an_example_it_is_english(tmp_path: Path) -> None:
    init_knowledge(tmp_path / "base", language="it")
    knowledge, _ = inspect_knowledge(tmp_path / "base")

    assert knowledge is not None
    assert knowledge.manifest.language == "it"
    assert "When is the library open?" in [entry.question for entry in knowledge.entries]


def test_a_readme_tells_how_to_go_on_by_the_names_of_this_base(tmp_path: Path) -> None:
    init_knowledge(tmp_path / "club", name="River Club", subject="rowing")
    text = (tmp_path / "club" / "README.md").read_text("utf-8")

    assert text.startswith("# River Club\n\nWhat this bot knows about rowing ")
    assert "EVBOT_KNOWLEDGE=club\n" in text
    for wanted in ("evbot check", "evbot grow", "Discord", "Slack"):
        assert wanted in text
    assert "{" not in text


def test_a_language_is_named_by_its_code(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="'German' is no code of a language; write one such as en"):
        init_knowledge(tmp_path / "base", language="German")

    assert not (tmp_path / "base").exists()


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        pytest.param("knowledge.yaml", MANIFEST_KEYS, id="manifest"),
        pytest.param("topics/library.yaml", ("topic", "entries", *ENTRY_KEYS, *SOURCE_KEYS), id="entry"),
        pytest.param("series/visitors.yaml", ("series", *OF_POINTS), id="series"),
        pytest.param("series/visitors.yaml", POINT_KEYS, id="points"),
        pytest.param("series/branches.yaml", (*OF_A_TABLE, *COLUMN_KEYS, *ASK_KEYS, *SUPERLATIVE_KEYS), id="table"),
        pytest.param("vocabulary.yaml", ("synonyms", "names"), id="vocabulary"),
        pytest.param("out_of_scope.yaml", ("questions",), id="lines out of scope"),
        pytest.param("cases/library.yaml", ("cases", *CASE_KEYS), id="case"),
    ],
)
def test_every_key_is_shown_and_explained_by_example(tmp_path: Path, file: str, keys: tuple[str, ...]) -> None:
    init_knowledge(tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")

    assert [key for key in keys if f"{key}:" not in text] == []


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        pytest.param("when do you open on a saturday", "opening-hours", id="entry"),
        pytest.param("how many visitors in 2024", "visitors:2024", id="point"),
        pytest.param("the record year for attendance", "visitors:max", id="superlative"),
        pytest.param("books at the harbour branch", "branches:harbour-branch:books", id="cell"),
    ],
)
def test_the_bot_answers_from_it(library: Bot, question: str, entry: str) -> None:
    reply = library.answer(asked(question))

    assert reply.answer is not None
    assert reply.answer.id == entry


def test_the_bot_answers_nothing_else_from_it(library: Bot) -> None:
    assert library.answer(asked("will the sun shine at the weekend")).answer is None


def test_knowledge_survives_being_written_as_json(tmp_path: Path) -> None:
    init_knowledge(tmp_path)
    knowledge, _ = inspect_knowledge(tmp_path)

    assert msgspec.json.decode(msgspec.json.encode(knowledge), type=Knowledge) == knowledge


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")

    with pytest.raises(BotError, match="not empty"):
        init_knowledge(tmp_path)
    with pytest.raises(BotError, match="is a file"):
        init_knowledge(tmp_path / "thesis.txt")
    with pytest.raises(BotError, match="cannot be written"):
        init_knowledge(tmp_path / "thesis.txt" / "base")

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
