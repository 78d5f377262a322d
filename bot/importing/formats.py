"""The table of formats; the first that recognises a document reads it."""

from collections.abc import Callable, Iterable

from bot.importing import botpress, dialogflow, markdown_page, qna_maker, qnabot, rasa, tables, web_page, zendesk
from bot.importing.brought import Found
from bot.importing.documents import Document

Recognise = Callable[[Document], bool]
Read = Callable[[tuple[Document, ...]], Iterable[Found]]
"""Takes all documents of one archive or folder that the format recognises."""


def _each(read: Callable[[Document], Iterable[Found]]) -> Read:
    return lambda documents: (found for document in documents for found in read(document))


FORMATS: tuple[tuple[Recognise, Read], ...] = (
    (markdown_page.recognises, _each(markdown_page.read)),
    (web_page.recognises, _each(web_page.read)),
    (dialogflow.recognises, dialogflow.read),
    (rasa.recognises, rasa.read),
    (qna_maker.recognises, _each(qna_maker.read)),
    (qnabot.recognises, _each(qnabot.read)),
    (zendesk.recognises, _each(zendesk.read)),
    (botpress.recognises, _each(botpress.read)),
    (tables.recognises, _each(tables.read)),
)
