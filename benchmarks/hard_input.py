"""Makes texts that are hard to read, of many kinds and lengths, out of a few real words."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

_Piece = Callable[[], str]
LENGTHS = (1, 40, 400, 4_000, 20_000)
"""In characters."""
FILLED_LENGTHS = (1_000, 4_000, 16_000)
FILLERS = {
    "spaces": " ",
    "tabs": "\t",
    "line ends": "\n",
    "Windows line ends": "\r\n",
    "spaces and line ends in turn": " \n",
    "no-break spaces": "\u00a0",
    "ideographic spaces": "\u3000",
    "zero-width spaces": "\u200b",
    "zero-width joiners": "\u200d",
    "emoji": "😀",
    "a family of emoji": "👨\u200d👩\u200d👧 ",
    "dots": ".",
    "dots and spaces": ". ",
    "commas": ", ",
    "question marks": "?",
    "dashes": "-",
    "dashes and spaces": " – ",
    "underscores": "_",
    "digits": "7",
    "grouped digits": "1,234,",
    "letters": "a",
    "combining marks of two kinds": "\u0301\u0316",
    "quotes": "\"'",
    "lines that quote": "\n> so",
    "round brackets": "(",
    "square brackets": "[",
    "angle brackets": "<",
    "links": " https://a.example/b?c=d@e ",
    "links in Markdown": "[a](",
    "addresses": "a.b@",
    "mentions": " <@U024BE7LH|",
    "asterisks and ticks": "*`",
    "slashes and colons": "a://:",
    "cues": "and, ",
    "dates": "and in 2021 ",
}
"""What stands between the words of a question, or before or behind them."""
PLACES = ("before", "between", "behind")


def hard_inputs(words: Sequence[str], seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield pairs of a kind and a text; `words` are such as the knowledge base has."""
    draw = Random(seed)
    for length in LENGTHS:
        for kind, piece in _pieces(words, draw):
            text = ""
            while len(text) < length:
                text += piece()
            yield kind, text[:length]


def filled_inputs(question: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of a kind and a text that holds the words of one question and nothing else but a filler."""
    for length in FILLED_LENGTHS:
        for kind, filler in FILLERS.items():
            for place in PLACES:
                yield f"{kind} {place}", filled(question, filler, place, length)


def filled(question: str, filler: str, place: str, length: int) -> str:
    """Put so much of the filler at a place of the question that the text has at least `length` characters."""
    words = question.split()
    gaps = len(words) - 1 if place == "between" else 1
    run = filler * -(-(length - len(question)) // (len(filler) * gaps))
    return {"before": f"{run} {question}", "between": f" {run} ".join(words), "behind": f"{question} {run}"}[place]


def _pieces(words: Sequence[str], draw: Random) -> list[tuple[str, _Piece]]:
    one = draw.choice(words)
    return [
        ("one known word again and again", lambda: one + " "),
        ("known words", lambda: draw.choice(words) + " "),
        ("known words run together", lambda: draw.choice(words)),
        ("known words mistyped", lambda: _mistyped(draw.choice(words), draw) + " "),
        ("random letters", lambda: "".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=7)) + " "),
        ("one long word", lambda: draw.choice("abcdefghijklmnopqrstuvwxyz")),
        ("digits", lambda: draw.choice("0123456789")),
        ("numbers", lambda: f"{draw.randrange(10**6)} "),
        ("years and quarters", lambda: f"Q{draw.randrange(1, 5)} {draw.randrange(1990, 2040)}, "),
        ("spaces and line ends", lambda: draw.choice(" \t\n\r")),
        ("signs", lambda: draw.choice("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")),
        ("question marks", lambda: "?"),
        ("addresses", lambda: f"https://example.org/{draw.choice(words)}?q={draw.randrange(999)} "),
        ("code", lambda: f"if ({draw.choice(words)} == {draw.randrange(99)}) {{ return; }}\n"),
        ("Chinese", lambda: chr(draw.randrange(0x4E00, 0x9FFF))),
        ("any character", lambda: chr(draw.randrange(0x20, 0x10FFFF))),
        ("combining marks", lambda: "e" + chr(draw.randrange(0x300, 0x36F)) * 20),
        ("emoji", lambda: chr(draw.randrange(0x1F300, 0x1F64F))),
        ("full width", lambda: chr(draw.randrange(0xFF01, 0xFF5E))),
        ("stop words", lambda: draw.choice(("the ", "and ", "of ", "to ", "is ", "what "))),
        ("quoted lines", lambda: f"> {draw.choice(words)} {draw.choice(words)}\n"),
        ("short questions", lambda: f"what about {draw.choice(words)}? "),
    ]


def _mistyped(word: str, draw: Random) -> str:
    at = draw.randrange(len(word))
    return word[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
