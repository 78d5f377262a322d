"""The types that the groups of the bot share: frozen values, whose behaviour needs no other group."""

from bot.model.entries import BOTS_OWN, SMALL_TALK, Entry, Place, Source
from bot.model.facet_kinds import (
    BUILT_IN,
    DECLARABLE,
    NO_YEAR,
    QUANTITY,
    RANK,
    SPAN,
    TIME_KINDS,
    Being,
    FacetKind,
    Kinds,
    Matching,
    Within,
)
from bot.model.findings import BotError, Finding, KnowledgeError, SettingsError, Severity
from bot.model.journey import (
    Answer,
    Calculation,
    Candidate,
    Choice,
    Context,
    Figure,
    FigureOperand,
    Match,
    Outcome,
    Question,
    Refusal,
    Reply,
    Subject,
    Told,
    Turn,
    Why,
)
from bot.model.knowledge import Accepted, Case, Decline, Knowledge, Manifest, Operation
from bot.model.series import Ask, CellValue, Column, Kind, Point, Series, Superlative
from bot.model.vocabulary import AMOUNTS, Amount, Cue, Name, Rate, Unit, Vocabulary
from bot.model.words import Words, base_language
