"""Removes addresses, numbers and secrets from a text before it is stored."""

import re
import unicodedata
from itertools import groupby, islice
from typing import NamedTuple

_KEPT = 2_000
"""Characters that are kept of a text."""
_READ = 6_000
"""Characters that are looked at, so that a megabyte costs no time."""
_MARKS_READ = 30
"""Accents upon one letter that are read, as many as the "stream-safe text" of Unicode's annex 15 has."""
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode's categories: control, format, surrogate, private, unassigned."""


class _Rule(NamedTuple):
    needed: str
    """A text without it cannot match and is not searched: that is far quicker, and most questions hold none."""
    pattern: str
    instead: str
    flags: re.RegexFlag = re.NOFLAG


_URL = r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/@]"
_DOMAIN = r"\s?[\w-]{1,63}(?:\.[\w-]{1,63})++"
_SECRET_WORD = r"pass(?:word|wort|phrase|code)?|pwd|pin|secret|token|api[ _-]?key|access[ _-]?key|bearer|authorization"
_KEY_PREFIX = "xox[a-z]|xapp|gh[a-z]|github_pat|glpat|sk|pk|rk|AKIA|ASIA|AIza|ya29|npm|dop_v1"
"""What the keys of Slack, GitHub, GitLab, Stripe, Amazon, Google, npm and DigitalOcean begin with."""
_INTRODUCTION = "my name is|i am called|call me|regards,?|cheers,|sincerely,?|signed,?"

# In this order: what holds others goes first.
_RULES = (
    _Rule("<", r"<[@#!&][^<>\n]{1,100}>", "[mention]"),
    _Rule("-----BEGIN", r"-----BEGIN(?:(?!-----END[^-]{0,40}-----).)*+(?:-----END[^-]{0,40}-----)?", "[secret]"),
    # Links with a password, a user or a query, and web hooks.
    _Rule("://", _URL + r"{0,200}:[^\s@]{0,200}@\S*", "[link]", re.I),
    _Rule("://", _URL + r"{1,200}@\S*", "[link]", re.I),
    _Rule("://", r"\bhttps?://[^\s?#]{1,500}[?#]\S*", "[link]", re.I),
    _Rule("://", r"\bhttps?://hooks\.\S+|\bhttps?://\S{0,500}/(?:webhooks?|hooks?)/\S*", "[link]", re.I),
    _Rule("@", r"[\w.%+'-]{1,64}\s?@" + _DOMAIN, "[email]"),
    _Rule("at", r"[\w.%+'-]{1,64}\s?(?:\(at\)|\[at\])" + _DOMAIN, "[email]"),
    _Rule(":", r"(?:\bmailto:)\S+", "[email]", re.I),
    _Rule("", rf"\b({_SECRET_WORD})(\s?(?:is|=|:)\s?|\s(?=\S*\d))[\"']?[^\s\"',;]{{3,}}", r"\1 [secret]", re.I),
    _Rule("", rf"\b(?:{_KEY_PREFIX})[-_.]?[\w./+=-]{{10,}}", "[secret]"),
    # A JSON web token, a token of Discord, then whatever is long and mixes letters and digits, but is no date.
    _Rule("eyJ", r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}", "[secret]"),
    _Rule(".", r"(?<![\w-])[\w-]{20,}+\.[\w-]{5,}+\.[\w-]{20,}+", "[secret]"),
    _Rule("", r"\b(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[A-Za-z])(?!\d{4}-\d\d)[\w+/=-]{20,}", "[secret]"),
    _Rule("", r"\b[0-9a-f]{16,}\b", "[secret]", re.I),
    _Rule("@", r"(?<![\w@])@[\w][\w.-]{1,60}(?:#\d{4})?", "[mention]"),
    _Rule("#", r"\b[\w.]{2,32}#\d{4}\b", "[mention]"),
    # An id of Slack, an IBAN, a credit card.
    _Rule("", r"\b[UWBTCDGE](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b", "[id]"),
    _Rule("", r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b", "[account]"),
    _Rule("", r"(?<![\w.,])(?:\d[ -]?){12,18}\d(?![\w])", "[number]"),
    # Phones with a country's code, with an area's, and as they are written in America.
    _Rule("+", r"(?<!\w)\+\d[\d \t()./-]{5,22}\d", "[phone]"),
    _Rule("0", r"(?<![\w.,])\(?0\d{1,5}\)?[ \t/.-]?\d[\d \t/.-]{4,14}\d", "[phone]"),
    _Rule("", r"(?<![\w.,-])\(?\d{3}\)?[ \t.-]?\d{3}[ \t.-]\d{4}(?!\w)", "[phone]"),
    _Rule("", r"(?<![\w.,])\d{9,}(?!\w)", "[number]"),
    _Rule("", rf"\b({_INTRODUCTION})\s[^\W\d_][\w'’-]*(?:\s[A-Z][\w'’-]*+){{0,3}}", r"\1 [name]", re.I),
    _Rule("", r"\b((?:[Ii] am|[Ii]['’]m|[Tt]his is|[Ii]t['’]s)\s)[A-Z][\w'’-]++\s[A-Z][\w'’-]++", r"\1[name]"),
)
_COMPILED = tuple((rule.needed, re.compile(rule.pattern, rule.flags), rule.instead) for rule in _RULES)


def redacted(text: str) -> str:
    """Return at most 2,000 characters, on one line, without what can be recognised as personal or secret."""
    text = text[:_READ]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_visible(letter) for letter in unicodedata.normalize("NFKC", _with_few_marks(text)))
    text = " ".join(text.split())  # So that no rule meets more than one space.
    for needed, pattern, instead in _COMPILED:
        if needed in text:
            text = pattern.sub(instead, text)
    return text[:_KEPT]


def _with_few_marks(text: str) -> str:
    """With no more upon one letter than any language puts there: to put thousands in order takes long."""
    runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(sign for are_marks, run in runs for sign in islice(run, _MARKS_READ if are_marks else None))


def _visible(letter: str) -> str:
    """Nothing for what is not seen, a space for what ends a line, 0 to 9 for the digits of all scripts."""
    if letter in "\n\t\r":
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) in _INVISIBLE else letter
