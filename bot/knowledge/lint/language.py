"""Finds a manifest whose language the bot does not speak."""

from collections.abc import Iterator

from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.parts.part import Part
from bot.knowledge.wording import languages, sentences, speaks
from bot.model import Finding


def unspoken_language(whole: Part) -> Iterator[Finding]:
    own = {key for (key, _), _ in whole.wording}
    for manifest, place in whole.manifests[:1]:
        left = len(sentences().keys() - own)
        if not speaks(manifest.language) and left:
            message = f"the bot does not speak {shown(manifest.language)}: {left} of its own sentences are in English"
            remedy = f"write them into wording.yaml, or set `language` to one of: {', '.join(languages())}"
            yield finding(Code.UNSPOKEN_LANGUAGE, place, message, remedy)
