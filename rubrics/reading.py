"""How easily a text is read: its words, sentences and syllables, and the index made of them.

A word is what stands between two spaces, so that "don’t" and "pair-aidant" are one word each; both
indices were made so. Syllables are counted as they are spoken, by rules that are right for most
words and never look anything up: an index belongs to a whole set of texts, not to one sentence.
"""

import re
from collections.abc import Callable, Iterable

from rubrics.text import Language

# From here up, a text is fairly easy: people of about twelve years read it well.
FAIRLY_EASY = 70

_END = re.compile(r"[.!?…]+(?=\s|$)")
_LETTERS = re.compile(r"[^\W\d_]+")


def words(text: str) -> list[str]:
    """Return the words of a text, as spaces part them."""
    return [word for word in text.split() if any(mark.isalnum() for mark in word)]


def sentences(text: str) -> int:
    """Return how many sentences a text has; words without a full stop make one, too."""
    return sum(bool(words(part)) for part in _END.split(text))


def syllables(word: str, language: Language) -> int:
    """Return how many syllables a word is spoken with, at least one."""
    plain = word.lower().replace("’", "'")
    return max(1, _COUNTERS[language](plain))


def flesch(texts: Iterable[str]) -> float:
    """Return the reading ease of English texts (R. Flesch, Journal of Applied Psychology, 1948)."""
    length, weight = _averages(texts, "en")
    return 206.835 - 1.015 * length - 84.6 * weight


def kandel_moles(texts: Iterable[str]) -> float:
    """Return the reading ease of French texts (L. Kandel and A. Moles, after Flesch, 1958)."""
    length, weight = _averages(texts, "fr")
    return 207 - 1.015 * length - 73.6 * weight


def reading_ease(texts: Iterable[str], language: Language) -> float:
    """Return the reading ease of texts by the index of their language."""
    return flesch(texts) if language == "en" else kandel_moles(texts)


def _averages(texts: Iterable[str], language: Language) -> tuple[float, float]:
    texts = tuple(texts)
    found = [word for text in texts for word in words(text)]
    if not found:
        raise ValueError("no words to measure")
    spoken = sum(syllables(word, language) for word in found)
    return len(found) / sum(map(sentences, texts)), spoken / len(found)


# English. An "e" is mute at the end, and in "-ed", "-es", "-ely", unless the word needs it.
_NEEDS_E = r"(?<![^aeiouylr][lr])"
_MUTE_ENGLISH = re.compile(
    rf"(?<=[^aeiouy]){_NEEDS_E}e$"
    rf"|(?<=[^aeioutd]){_NEEDS_E}e(?=d$)"
    rf"|(?<=[^aeiousxzcg])(?<![cs]h){_NEEDS_E}e(?=s$)"
    rf"|(?<=[^aeiouy]){_NEEDS_E}e(?=(?:ments?|ful|fully|less|ly|ness)$)"
    r"|(?<=eag)ue(?=s?$)|(?<=^som)e|(?<=^ev)e(?=ry)|(?<=^wher)e(?=[a-u])|(?<=^ther)e(?=f)"
)
_GROUP_ENGLISH = re.compile(r"[aeiouy]+")
# Two vowels side by side that are spoken apart.
_APART_ENGLISH = re.compile(
    r"(?<![cstgx])i(?=a|o(?!ur)|en[ct])|i(?=et)|(?<![cg])i(?=ers?$|est$)|(?<![qg])u(?=a)"
    r"|[eouy](?=ing)|(?<=cr)e(?=at)|(?<=r)e(?=ali)|(?<=id)e(?=a)|(?<=ar)e(?=a)|(?<=c)o(?=op)"
)
_ODD_ENGLISH = {"people": 2, "anyone": 3, "everyone": 3, "business": 2, "science": 2, "element": 3}


def _english(word: str) -> int:
    if (bare := word.strip("'\".,;:?!()“”")) in _ODD_ENGLISH:
        return _ODD_ENGLISH[bare]
    # "didn’t" has a syllable without a vowel.
    spoken = len(re.findall(r"[^aeiouy]n't\b", word))
    return spoken + sum(map(_english_part, _LETTERS.findall(word)))


def _english_part(part: str) -> int:
    part = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "j", part.replace("qu", "q"))
    part = _MUTE_ENGLISH.sub("", part)
    return len(_GROUP_ENGLISH.findall(part)) + len(_APART_ENGLISH.findall(part))


# French. Vowels that are spoken together, a glide before them included: "ieu", "ui", "oi".
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_GROUP_FRENCH = re.compile(
    r"(?:(?:ou|[iu])(?=[aeiouéèêàâôœ]))?"
    rf"(?:eau|eui|œ[iu]?|ou|où|oû|oi|oî|ai|aî|au|eu|eû|ei|eî|[{_VOWELS}])"
)
# After "bl", "tr" and their like, a glide is a syllable of its own: "cli-ent", "ouvri-er".
_APART_FRENCH = re.compile(r"(?<=[bcdfgptv][lr])(i|ou|u)(?=[aeoéèê])")
_MUTE_FRENCH = re.compile(rf"es?$|(?<=[{_VOWELS}])e(?=ments?$)|(?<=g)e(?=[aoâô])")
# A verb keeps "-ent" mute; these are no verbs, or it is spoken in them.
_SPOKEN_ENT = re.compile(
    r"(?<!\bai)(?<!\bfor)(?<!\bdor)(?<!expri)(?<!confir)ment$|(?<![aeo])ient$"
    r"|^(?:[cdlv]|souv|cont|prés|abs|accid|présid|évid|réc|arg|ag|urg|excell|viol|tal|par|différ"
    r"|cohér|perman|pertin|fréqu|équival|compét|appar|résid|adolesc|précéd)ent$"
)
_ODD_FRENCH = {"pays": 2, "août": 1}


def _french(word: str) -> int:
    return sum(map(_french_part, _LETTERS.findall(word)))


def _french_part(part: str) -> int:
    if part in _ODD_FRENCH:
        return _ODD_FRENCH[part]
    if part.endswith("ent") and not _SPOKEN_ENT.search(part):
        part = part.removesuffix("ent")
    part = re.sub(r"qu|gu(?=[eiéèêy])", lambda found: found[0][0], part)
    part = re.sub(rf"(?<=[{_VOWELS}])y(?=[{_VOWELS}])", "j", _MUTE_FRENCH.sub("", part))
    return len(_GROUP_FRENCH.findall(_APART_FRENCH.sub(r"\1-", part)))


_COUNTERS: dict[Language, Callable[[str], int]] = {"en": _english, "fr": _french}
