"""Brings the words of unanswered questions to stems. Misspellings, synonyms and derived words ("rental") count as the
word that they stand for ("rent")."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from bot.curating.spelling import spelt, stood_for, with_compounds
from bot.curating.stem_weights import StemWeights
from bot.matching import RARE, Index, Lexicon, besides
from bot.model import QUANTITY, base_language

_Words = Sequence[tuple[str, str]]  # The stems of a question in their order, each with its word.


def stems_of(
    questions: Sequence[Sequence[str]], repairs: Mapping[str, str], index: Index
) -> tuple[list[set[str]], StemWeights]:
    """Return the stems of each question, and what a stem weighs: of all the questions at once, since each form that a
    stem has in them can make it lighter. `repairs`: what misspelt words were taken for.

    1. Spelling is corrected, and "dash cams" gets "dashcams" beside it where another question has that.
    2. Names go, since a matter that is not held is so by whatever name.
    3. A question that tells nothing without its names gets them back. The weights then need the forms of these, too.
    4. In a language without spaces, pairs of signs stand among the stems.
    5. A stem becomes the one that it stands for: "rental" becomes "rent" where others ask for that.
    """
    lexicon = _lexicon(index)
    spelt_words = with_compounds(spelt(questions, repairs, index.common.zipf), lexicon.stem)
    nameless = [_with_stems(_without_names(words, lexicon), lexicon) for words in spelt_words]
    weights_of_nameless = _weights(nameless, lexicon, index)
    telling = [
        rest if _tells(rest, weights_of_nameless) else _with_stems(words, lexicon)
        for words, rest in zip(spelt_words, nameless, strict=True)
    ]
    weights = replace(weights_of_nameless, forms=_forms([*nameless, *telling]))
    paired = [weights.paired([stem for stem, _ in words]) for words in telling]
    meant = _meant(paired, weights, index)
    return [{meant.get(stem, stem) for stem in stems} for stems in paired], weights


def counted(questions: Sequence[set[str]]) -> Counter[str]:
    """In how many questions each stem stands."""
    return Counter(stem for stems in questions for stem in stems)


def _lexicon(index: Index) -> Lexicon:
    """That of the base, with everyday synonyms."""
    manifest, vocabulary = index.texts.knowledge.manifest, index.texts.knowledge.vocabulary
    synonyms = (*vocabulary.synonyms, *_everyday_synonyms(manifest.language))
    return Lexicon(replace(vocabulary, synonyms=synonyms), manifest.language, index.texts.stems)


def _everyday_synonyms(language: str) -> tuple[tuple[str, ...], ...]:
    """None where there is no list for the language."""
    file = files("bot.curating") / f"same.{base_language(language)}.txt"
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))


def _without_names(words: Sequence[str], lexicon: Lexicon) -> Sequence[str]:
    return besides(words, (name for name in lexicon.names(words) if name.kind != QUANTITY))


def _with_stems(words: Sequence[str], lexicon: Lexicon) -> _Words:
    """A synonym counts as the first of its group."""
    found = {at: one for one in lexicon.synonyms(words) for at in range(one.start, one.end)}
    heads = (lexicon.head(found[at]) if at in found else word for at, word in enumerate(words))
    return [(lexicon.stem(word), word) for word in heads]


def _tells(words: _Words, weights: StemWeights) -> bool:
    """Whether any stem, or pair of signs, weighs something."""
    return any(map(weights.weight, weights.paired([stem for stem, _ in words])))


def _meant(questions: Sequence[set[str]], weights: StemWeights, index: Index) -> Mapping[str, str]:
    """What counts in the place of a stem, as `stood_for` finds it."""

    def is_rare(stem: str) -> bool:
        """By its commonest form; a pair of signs is its own."""
        return max(map(index.common.zipf, weights.forms.get(stem, (stem,)))) <= RARE

    return stood_for(counted(questions), weights.held.keys(), is_rare)


def _weights(questions: Sequence[_Words], lexicon: Lexicon, index: Index) -> StemWeights:
    held: Counter[str] = Counter()
    for word, count in index.texts.word_counts.items():
        held[lexicon.stem(word)] += count
    times = {lexicon.stem(word) for word in lexicon.native.words["times"]}
    return StemWeights(_forms(questions), index.common.weight, times, held, index.texts.phrasing_count)


def _forms(questions: Iterable[_Words]) -> Mapping[str, set[str]]:
    forms: dict[str, set[str]] = {}
    for words in questions:
        for stem, word in words:
            forms.setdefault(stem, set()).add(word)
    return forms
