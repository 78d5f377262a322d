"""Removes addresses, numbers and secrets from a text before it is stored."""

import re
import unicodedata
from itertools import groupby, islice

LONGEST = 2_000
"""Characters that are kept of a text."""
_READ = 6_000
"""Characters that are looked at, so that a megabyte costs no time."""
_MOST_MARKS = 30
"""Accents upon one letter that are read, as many as the "stream-safe text" of Unicode's annex 15 has."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}

# In this order: what holds others goes first. A text without what stands at the beginning cannot match, and is not
# searched: that is far quicker, and most questions hold nothing of it.
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("<", re.compile(r"<[@#!&][^<>\n]{1,100}>"), "[mention]"),
    ("-----BEGIN", re.compile(r"-----BEGIN(?:(?!-----END[^-]{0,40}-----).)*+(?:-----END[^-]{0,40}-----)?"), "[secret]"),
    ("://", re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/@]{0,200}:[^\s@]{0,200}@\S*", re.I), "[link]"),
    ("://", re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/@]{1,200}@\S*", re.I), "[link]"),
    ("://", re.compile(r"\bhttps?://[^\s?#]{1,500}[?#]\S*", re.I), "[link]"),
    ("://", re.compile(r"\bhttps?://hooks\.\S+|\bhttps?://\S{0,500}/(?:webhooks?|hooks?)/\S*", re.I), "[link]"),
    ("@", re.compile(r"[\w.%+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63})++"), "[email]"),
    ("at", re.compile(r"[\w.%+'-]{1,64}\s?(?:\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63})++"), "[email]"),
    (":", re.compile(r"(?:\bmailto:)\S+", re.I), "[email]"),
    (
        "",
        re.compile(
            r"\b(pass(?:word|wort|phrase|code)?|pwd|pin|secret|token|api[ _-]?key|access[ _-]?key|bearer|authorization)"
            r"(\s?(?:is|=|:)\s?|\s(?=\S*\d))[\"']?[^\s\"',;]{3,}",
            re.I,
        ),
        r"\1 [secret]",
    ),
    (
        "",
        re.compile(
            r"\b(?:xox[a-z]|xapp|gh[a-z]|github_pat|glpat|sk|pk|rk|AKIA|ASIA|AIza|ya29|npm|dop_v1)[-_.]?[\w./+=-]{10,}"
        ),
        "[secret]",
    ),
    ("eyJ", re.compile(r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}"), "[secret]"),
    (".", re.compile(r"(?<![\w-])[\w-]{20,}+\.[\w-]{5,}+\.[\w-]{20,}+"), "[secret]"),
    ("", re.compile(r"\b(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[A-Za-z])(?!\d{4}-\d\d)[\w+/=-]{20,}"), "[secret]"),
    ("", re.compile(r"\b[0-9a-f]{16,}\b", re.I), "[secret]"),
    ("@", re.compile(r"(?<![\w@])@[\w][\w.-]{1,60}(?:#\d{4})?"), "[mention]"),
    ("#", re.compile(r"\b[\w.]{2,32}#\d{4}\b"), "[mention]"),
    ("", re.compile(r"\b[UWBTCDGE](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b"), "[id]"),
    ("", re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b"), "[account]"),
    ("", re.compile(r"(?<![\w.,])(?:\d[ -]?){12,18}\d(?![\w])"), "[number]"),
    ("+", re.compile(r"(?<!\w)\+\d[\d \t()./-]{5,22}\d"), "[phone]"),
    ("0", re.compile(r"(?<![\w.,])\(?0\d{1,5}\)?[ \t/.-]?\d[\d \t/.-]{4,14}\d"), "[phone]"),
    ("", re.compile(r"(?<![\w.,-])\(?\d{3}\)?[ \t.-]?\d{3}[ \t.-]\d{4}(?!\w)"), "[phone]"),
    ("", re.compile(r"(?<![\w.,])\d{9,}(?!\w)"), "[number]"),
    (
        "",
        re.compile(
            r"\b(my name is|i am called|call me|regards,?|cheers,|sincerely,?|signed,?)\s"
            r"[^\W\d_][\w'’-]*(?:\s[A-Z][\w'’-]*+){0,3}",
            re.I,
        ),
        r"\1 [name]",
    ),
    ("", re.compile(r"\b((?:[Ii] am|[Ii]['’]m|[Tt]his is|[Ii]t['’]s)\s)[A-Z][\w'’-]++\s[A-Z][\w'’-]++"), r"\1[name]"),
)


def redacted(text: str) -> str:
    """Return at most `LONGEST` characters, on one line, without what can be recognised as personal or secret."""
    text = text[:_READ]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_visible(letter) for letter in unicodedata.normalize("NFKC", _with_few_marks(text)))
    text = " ".join(text.split())  # So that no rule meets more than one space.
    for needed, pattern, instead in _RULES:
        if needed in text:
            text = pattern.sub(instead, text)
    return text[:LONGEST]


def _with_few_marks(text: str) -> str:
    """With no more upon one letter than any language puts there: to put thousands in order takes long."""
    runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(sign for are_marks, run in runs for sign in islice(run, _MOST_MARKS if are_marks else None))


def _visible(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) in _INVISIBLE else letter
