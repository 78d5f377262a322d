"""The table of formats; the format that recognises a document reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.importing import botpress, dialogflow, markdown_page, qna_maker, qnabot, rasa, tables, web_page, zendesk
from bot.importing.brought import Brought, join
from bot.importing.documents import Document

Documents = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    recognises: Callable[[Document], bool]
    read: Callable[[Documents], Brought]
    """All of one archive or folder that it recognises."""


def _each(read: Callable[[Document], Brought]) -> Callable[[Documents], Brought]:
    return lambda documents: join(read(document) for document in documents)


FORMATS = (
    Format("Markdown", markdown_page.recognises, _each(markdown_page.read)),
    Format("HTML", web_page.recognises, _each(web_page.read)),
    Format("Dialogflow ES", dialogflow.recognises, dialogflow.read),
    Format("Rasa", rasa.recognises, rasa.read),
    Format("QnA Maker", qna_maker.recognises, _each(qna_maker.read)),
    Format("QnABot", qnabot.recognises, _each(qnabot.read)),
    Format("Zendesk", zendesk.recognises, _each(zendesk.read)),
    Format("Botpress", botpress.recognises, _each(botpress.read)),
    Format("CSV or TSV", tables.recognises, _each(tables.read)),
)
"""The first that recognises a document reads it."""
