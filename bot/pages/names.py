"""Names and descriptions of commands in each language, once for all platforms: a key and a language in, words out."""

from __future__ import annotations

LANGUAGES = ("en", "de")
"""A column more is a language more."""

_WORDS = {
    "ask": ("ask", "fragen"),
    "ask.about": ("Ask in your own words", "Frage in deinen eigenen Worten"),
    "ask.question": ("question", "frage"),
    "ask.question.about": ("What would you like to know?", "Was möchtest du wissen?"),
    "ask.private": ("private", "privat"),
    "ask.private.about": ("Show the answer to you alone", "Die Antwort nur dir zeigen"),
    "help": ("help", "hilfe"),
    "help.about": ("What I can do", "Was ich kann"),
    "topics": ("topics", "themen"),
    "topics.about": ("What can be asked", "Wonach man fragen kann"),
    "chart": ("chart", "diagramm"),
    "chart.about": ("Show a picture of the figures", "Ein Bild der Zahlen zeigen"),
    "chart.name": ("name", "name"),
    "chart.name.about": ("Which picture?", "Welches Bild?"),
    "why": ("why", "warum"),
    "why.about": ("How the last answer here was found", "Wie die letzte Antwort hier gefunden wurde"),
    "about": ("about", "info"),
    "about.about": ("What I am, how much I know, and how new it is", "Was ich bin, was ich weiß und wie neu es ist"),
    "privacy": ("privacy", "datenschutz"),
    "privacy.about": ("What I keep of you", "Was ich von dir aufbewahre"),
    "privacy.export": ("export", "exportieren"),
    "privacy.export.about": ("Get all that I keep of you as a file", "Alles, was ich von dir aufbewahre, als Datei"),
    "privacy.delete": ("delete", "löschen"),
    "privacy.delete.about": ("Delete all that I keep of you", "Alles löschen, was ich von dir aufbewahre"),
    "settings": ("settings", "einstellungen"),
    "settings.about": (
        "Where I answer mentions, to whom, and whether votes are shown",
        "Wo ich auf Erwähnungen antworte, wem, und ob Stimmen gezeigt werden",
    ),
    "answer_this": ("Answer this", "Das beantworten"),
}


KEYS = tuple(_WORDS)


def word(key: str, language: str = "en") -> str:
    """English where the language has no column; `language` may have a region, as "de-DE"."""
    column = language.split("-")[0].casefold()
    return _WORDS[key][LANGUAGES.index(column) if column in LANGUAGES else 0]


def is_known(language: str) -> bool:
    return language.split("-")[0].casefold() in LANGUAGES
