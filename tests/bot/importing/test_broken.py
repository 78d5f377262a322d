"""Broken files: the error names the place and the remedy, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.importing import import_file
from bot.importing.documents import BYTE_LIMIT
from bot.model import BotError

QNA = "Question\tAnswer\tSource\tMetadata\tPrompts\tQnaId\n"
BROKEN = {
    "quote.csv": ('question,answer\nA?,Yes.\nB?,"No, never', "quote.csv:3: the quotes of this row do not match"),
    "columns.csv": (
        "who,what\nAnn,camp\n",
        "columns.csv:1: no question with an answer is found: the first row names no columns question and answer",
    ),
    "empty.csv": ("\n\n", "empty.csv:1: no question with an answer is found: the table is empty"),
    "bytes.csv": (b"question,answer\nCaf\xe9?,Yes.\n", "bytes.csv:2: the byte 0xe9 is not UTF-8"),
    "answers.tsv": ("question\tanswer\nA?\t\n", "answers.tsv:2: no question with an answer is found: A?: there is no"),
    "page.md": ("# Camp\n\nWrite to us.\n\n## Dogs?\n", "page.md:5: no question with an answer is found"),
    "page.html": ("<p>Write to us.</p>", "page.html:1: no question with an answer is found"),
    "deep.csv": (f"question,answer\nA?,{'<b>' * 1200}Yes.\n", "deep.csv:2: tags stand too deep in each other"),
    "several.csv": (
        "question,answer\nA?,\nB?,\n",
        "several.csv:2: no question with an answer is found: A?: there is no answer (and 1 more)",
    ),
    "qna.tsv": (QNA + "A?\tYes.\t\t\t[{\t1\n", "qna.tsv:2: this is no JSON: [{"),
    "qna.json": ('{"qnaDocuments": [\n{"answer": "Yes.",}\n]}', "qna.json:2: this is not JSON"),
    "qnabot.json": ('{"qna": [{"qid": "1",\n "q": ["A?"]\n "a": "Yes."}]}', "qnabot.json:3: this is not JSON"),
    "botpress.json": ('[{"questions": ["A?"],\n"action": "text" "answer": "Yes."}]', "botpress.json:2: this is not"),
    "botpress.csv": ('"A?","text","Yes."\n"B?","text,"No."\n', "botpress.csv:2: the quotes of this row do not match"),
    "zendesk.json": ('{"articles": [\n\n{"title": A?}]}', "zendesk.json:3: this is not JSON"),
    "zendesk.csv": ("title,body\nA?,\n", "zendesk.csv:2: no question with an answer is found"),
    "nlu.yml": ("nlu:\n  - intent: faq/a\n   examples: |\n", "nlu.yml:3: this is not YAML"),
    "twice.yml": ("nlu: []\nnlu: []\n", 'twice.yml:2: the key "nlu" stands twice'),
    "camp.zip": (b"PK no archive", "camp.zip: this archive cannot be read"),
    "camp.docx": (b"PK", "camp.docx: no question with an answer is found: it is in no format that can be read"),
}


@pytest.mark.parametrize(("name", "content", "error"), [(name, *rest) for name, rest in BROKEN.items()], ids=BROKEN)
def test_says_what_is_wrong_where(name: str, content: str | bytes, error: str, tmp_path: Path, folder: Path) -> None:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(BotError) as raised:
        import_file(tmp_path / name, folder)

    assert error in str(raised.value)
    assert re.search(r"; \w+", str(raised.value))
    assert not folder.exists()


def test_a_broken_member_of_an_archive_is_named(tmp_path: Path, folder: Path) -> None:
    with ZipFile(tmp_path / "agent.zip", "w") as archive:
        archive.writestr("agent.json", "{}")
        archive.writestr("intents/arrival.json", '{"name": "arrival",\n"responses": [}')

    with pytest.raises(BotError, match=r"intents/arrival\.json:2: this is not JSON"):
        import_file(tmp_path / "agent.zip", folder)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(BotError, match=r"faq\.csv: it cannot be read: No such file"):
        import_file(tmp_path / "faq.csv", folder)


def test_what_stands_in_a_file_tells_more_than_a_whole_file(tmp_path: Path, folder: Path) -> None:
    with ZipFile(tmp_path / "camp.zip", "w") as archive:
        archive.writestr("a.pdf", b"PDF")
        archive.writestr("b.csv", "question,answer\nDogs?,\n")

    with pytest.raises(BotError, match=r"b\.csv:2: .+: Dogs\?: there is no answer \(and 1 more\)"):
        import_file(tmp_path / "camp.zip", folder)


def test_an_archive_that_would_fill_the_memory_is_not_opened(tmp_path: Path, folder: Path) -> None:
    with ZipFile(tmp_path / "bomb.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("faq.csv", b"0" * (BYTE_LIMIT + 1))

    with pytest.raises(BotError, match=r"bomb\.zip: there are 50 MB; at most 50 MB are read; split it"):
        import_file(tmp_path / "bomb.zip", folder)
