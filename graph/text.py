# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Folding of names: the keys under which one name in several spellings, languages and scripts meets.

Four keys, from fine to coarse; a name is stored as it is written, keys are only compared:

- `sort_key` orders labels and keeps scripts apart;
- `name_key` decides identity: "Muenster" is "Münster", "Munster" is another town;
- `fold` serves search and text filters: "Muenchen", "München" and "Munchen" are one;
- `sound` gathers transliterations: "Mykolajiw", "Mykolayiv" and "Миколаїв" are one.

Cyrillic is read by the official Ukrainian romanisation of 2010, with the letters that only other alphabets
have added: one letter has one reading, so that the beginning of a name folds to the beginning of its key.
What no rule of letters can know (Nikolaev for Mykolaiv, Lemberg for Lviv) is an alias in the data.
"""
# Longer than 300 lines because every way of folding a name is said here, side by side.

import re
from collections.abc import Iterable
from unicodedata import normalize

from rapidfuzz.distance import OSA

_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіїйклмнопрстуфыэёўјѐѝ", "abvhgdezyiiiklmnoprstufyeeujei", strict=True))
    | {"є": "ie", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    | {"ь": "", "ъ": "", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz"}
)
_INITIALS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Only letters that the code points put elsewhere than the alphabet: each is filed behind its neighbour.
_ALPHABET = str.maketrans({"ґ": "гґ", "є": "еє", "ё": "её", "і": "иі", "ї": "иї"})

_APOSTROPHE = re.compile(r"(?<=\w)['`´’‘ʼʹ](?=\w)")
_INITIAL = re.compile(r"(?<!\w)[єїйюя]")
_MARKS = re.compile("[\u0300-\u036f]+")
_LATIN_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_DIGRAPH = re.compile(r"(?<![aeiouq])([aou])e")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The key for search and text filters: folded words, one blank between them; "" if there is no letter or digit.

    Case, accents, punctuation and script go. An umlaut becomes its base letter, and so does its digraph (ae, oe,
    ue, but not after a vowel or q: neue, Quelle). So one name has one key, whichever way it was typed; the price is
    that "Israel" and "Isral" meet too, and that a part of a compound may lose its e. Never fold a key again.

    Example:
        >>> fold("Muenchen"), fold("München"), fold("MUNCHEN")
        ('munchen', 'munchen', 'munchen')
        >>> fold("Industrie-und  Handelskammer"), fold("Straße"), fold("Poznań")
        ('industrie und handelskammer', 'strasse', 'poznan')
        >>> fold("Миколаїв"), fold("Ганновер"), fold("Кам'янець")
        ('mykolaiv', 'hannover', 'kamianets')
    """
    return " ".join(words(text))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in their order; hyphens and punctuation separate, an inner apostrophe does not.

    Example:
        >>> words("Industrie- und Handelskammer (IHK)")
        ('industrie', 'und', 'handelskammer', 'ihk')
        >>> words("Hannover's e. V.")
        ('hannovers', 'e', 'v')
    """
    return tuple(_WORD.findall(_DIGRAPH.sub(r"\1", _latin(text))))


def name_key(text: str) -> str:
    """The key on which equal names may be one body: as `fold`, but an umlaut is its digraph and stays distinct.

    "" never equals anything: two names without letters are not one body.

    Example:
        >>> name_key("Münster") == name_key("MUENSTER") != name_key("Munster")
        True
    """
    plain = text if text.isascii() else normalize("NFKC", text).casefold().translate(_UMLAUTS)
    return " ".join(_WORD.findall(_latin(plain)))


def _latin(text: str) -> str:
    """Lower-case Latin reading of a text, accents gone, punctuation kept."""
    text = _joined(text)
    if text.isascii():
        return text.lower()
    text = normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _INITIAL.sub(lambda found: _INITIALS[found[0]], text).replace("зг", "zgh")
        text = _MARKS.sub("", normalize("NFD", text.translate(_CYRILLIC).translate(_STROKES)))
    return text


def _joined(text: str) -> str:
    """The text without apostrophes inside words; most texts have none, and a look for two signs is quick."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    return _APOSTROPHE.sub("", text)


_SPELLINGS = {
    **dict.fromkeys(("schtsch", "shch", "stsch", "sch", "sh", "zh", "sz", "ts", "tz"), "s"),
    **dict.fromkeys(("tsch", "tch", "cz", "ch", "kh", "gh"), "h"),
    "ph": "f", "th": "t", "ck": "k", "qu": "kv", "x": "ks", "ce": "se", "ci": "si", "cy": "si",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=lambda spelling: (-len(spelling), spelling))))
_LETTERS = str.maketrans("yjwgcqz", "iivhkks")
_REPEATED = re.compile(r"(.)\1+")
_GLIDE = re.compile(r"i(?=e)")
_OFF_GLIDE = re.compile(r"(?<=[aeio])u")
_UMLAUT = re.compile(r"([aou])e")


def sound(text: str) -> str:
    """The coarse key on which transliterations meet; for search only, never for identity.

    Merged: doubled letters, y/i/j, w/v (and u after a vowel), g/h, k/c/ck, ph/f, s/z/ts/sch/sh/zh, ch/kh/tsch, ie/je/e.

    Example:
        >>> {sound(name) for name in ("Mykolaiv", "Mykolajiw", "Миколаїв", "Mykolayiv", "Mykolaïv")}
        {'mikolaiv'}
        >>> {sound(name) for name in ("Nikolaev", "Николаев", "Nikolajew")}
        {'nikolav'}
        >>> {sound(name) for name in ("Ганновер", "Hannover", "Hanover", "Gannover")}
        {'hanover'}
        >>> {sound(name) for name in ("Запоріжжя", "Zaporizhzhia", "Saporischschja")}
        {'saporisia'}
    """
    return " ".join(sound_of(word) for word in words(text))


def sound_of(word: str) -> str:
    """The sound of one word that is folded already: `sound(text)` without folding twice.

    Example:
        >>> sound_of("charkiw"), sound_of("kharkiv")
        ('harkiv', 'harkiv')
    """
    merged = _SPELLING.sub(lambda found: _SPELLINGS[found[0]], word).translate(_LETTERS)
    merged = _GLIDE.sub("", _REPEATED.sub(r"\1", merged))
    return _REPEATED.sub(r"\1", _UMLAUT.sub(r"\1", _OFF_GLIDE.sub("v", merged)))


_FORMS = (
    "e. V.", "e. G.", "gGmbH", "GmbH", "GmbH & Co. KG", "GmbH & Co. KGaA", "mbH", "AG", "KG", "KGaA", "OHG", "GbR",
    "SE", "gUG", "UG", "UG (haftungsbeschränkt)", "e. K.", "AöR", "KdöR", "Stiftung", "gAG", "VVaG", "PartG",
    "PartG mbB", "Ltd", "Limited", "LLC", "LLP", "PLC", "Inc", "CIC", "CIO", "S. A.", "SARL", "B. V.", "N. V.",
    "ASBL", "AISBL", "Sp. z o. o.", "S. r. l.", "ТОВ", "КП", "КНП", "КУ", "ГО", "ВГО", "БО", "БФ", "АТ", "ПАТ",
    "ПрАТ", "ДП", "ПП", "ФОП", "ОСББ", "ООО", "ОАО", "ЗАО", "ПАО", "АО",
)  # fmt: skip
_LONG_FORMS = {
    "eingetragener Verein": "e. V.", "eingetragene Genossenschaft": "e. G.", "Aktiengesellschaft": "AG",
    "Gesellschaft mit beschränkter Haftung": "GmbH", "Anstalt des öffentlichen Rechts": "AöR",
    "Anstalt öffentlichen Rechts": "AöR", "K. d. ö. R.": "KdöR", "A. ö. R.": "AöR",
    "Körperschaft des öffentlichen Rechts": "KdöR", "Товариство з обмеженою відповідальністю": "ТОВ",
    "Комунальне некомерційне підприємство": "КНП", "Комунальне підприємство": "КП", "Комунальна установа": "КУ",
    "Громадська організація": "ГО", "Благодійна організація": "БО", "Благодійний фонд": "БФ",
    "Приватне акціонерне товариство": "ПрАТ", "Публічне акціонерне товариство": "ПАТ",
    "Акціонерне товариство": "АТ", "Державне підприємство": "ДП", "Приватне підприємство": "ПП",
}  # fmt: skip


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _spelled(forms: Iterable[str]) -> str:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(r"[\s.&(]*".join(map(re.escape, _WORD.findall(form))) for form in ordered)


_CANONICAL = {_squeezed(form): usual for form, usual in (dict(zip(_FORMS, _FORMS, strict=True)) | _LONG_FORMS).items()}
_WRITTEN = (*_FORMS, *_LONG_FORMS)
# Before the name stand Cyrillic forms and "Stiftung"; "AG Ukraine" is a working group, not a share company.
_BEFORE = tuple(form for form in _WRITTEN if form == "Stiftung" or re.match("[Ѐ-ӿ]", form))
_AT_END = re.compile(rf"(?P<name>\S.*?)[\s,(](?P<form>{_spelled(_WRITTEN)})[\s.)]*", re.IGNORECASE | re.DOTALL)
_AT_START = re.compile(rf"(?P<form>{_spelled(_BEFORE)})[\s.,]+(?P<name>\S.*)", re.IGNORECASE | re.DOTALL)
_AROUND = " ,(«»„“”\"'"


def strip_legal_form(text: str) -> tuple[str, str]:
    """The name without its legal form, and the form as it is usually written; ("…", "") if there is none.

    The form is a hint for the kind of body, not noise: "Hanover Helps e. V." is an association, not a city.

    Example:
        >>> strip_legal_form("Hanover Helps e.V."), strip_legal_form("Stiftung")
        (('Hanover Helps', 'e. V.'), ('Stiftung', ''))
        >>> strip_legal_form("Muster GmbH & Co KG"), strip_legal_form("ТОВ «Водоканал»")
        (('Muster', 'GmbH & Co. KG'), ('Водоканал', 'ТОВ'))
    """
    name = text.strip()
    found = _AT_END.fullmatch(name) or _AT_START.fullmatch(name)
    if not found:
        return name, ""
    return found["name"].strip(_AROUND) or name, _CANONICAL[_squeezed(found["form"])]


_HEADS = "Land|Bund|Rat|Kreis|Verein|Förderverein|Verband|Amt|Büro|Institut|Zentrum|Ministerium|Fachbereich"
_HEAD = re.compile(rf"(?P<head>{_HEADS})(?P<rest>\s.+)")
_ADJECTIVE = re.compile(r"(?P<stem>\w+(?:isch|lich|ig))(?P<ending>er|es|e)\s(?P<noun>[\w-]+)(?P<rest>.*)")


def german_endings(name: str) -> tuple[str, ...]:
    """The inflected and derived forms that a German text may show of a name; the name itself is not among them.

    One word takes all endings, of several the last takes the genitive, a leading adjective or head noun its cases.
    Some forms exist only by rule ("Mykolajiwsche") and harm nothing. A legal form ("… e. V.") takes no ending.

    Example:
        >>> german_endings("Mykolajiw")[:2], "Hannoveraner" in german_endings("Hannover")
        (('Mykolajiws', 'Mykolajiwer'), True)
        >>> german_endings("Bremen")[:3], german_endings("Land Hessen")[-1]
        (('Bremens', 'Bremener', 'Bremer'), 'Lands Hessen')
        >>> "Ukrainischen Vereins in Celle e. V." in german_endings("Ukrainischer Verein in Celle e. V.")
        True
    """
    ends = () if not name or strip_legal_form(name)[1] else _genitives(name)
    if ends and " " not in name:
        ends = (*ends, *_derived(name))
    return tuple(dict.fromkeys(form for form in (*ends, *_adjective_cases(name), *_head_cases(name)) if form != name))


def _genitives(name: str) -> tuple[str, ...]:
    return (f"{name}'", f"{name}’") if name.endswith(("s", "ß", "x", "z")) else (f"{name}s",)


def _derived(name: str) -> tuple[str, ...]:
    inhabitants = [f"{name[:-1]}er" if name.endswith("e") else f"{name}er"]
    if name.endswith("en") and len(name) > 4:
        inhabitants += [f"{name[:-2]}er", f"{name[:-2]}ner"]
    if name.endswith("stadt"):
        inhabitants.append(f"{name[:-5]}städter")
    if name.endswith("er"):
        inhabitants = [f"{name}aner"]
    cases = (person + ending for person in inhabitants for ending in ("", "s", "n", "in", "innen"))
    return (*inhabitants, *(f"{name}sche{ending}" for ending in ("", "r", "n", "s", "m")), *cases)


def _adjective_cases(name: str) -> tuple[str, ...]:
    found = _ADJECTIVE.fullmatch(name)
    if not found:
        return ()
    stem, noun, rest = found["stem"], found["noun"], found["rest"]
    cases = tuple(f"{stem}{ending} {noun}{rest}" for ending in ("e", "er", "en", "em", "es"))
    return (*cases, f"{stem}en {noun}s{rest}", f"{stem}en {noun}es{rest}")


def _head_cases(name: str) -> tuple[str, ...]:
    found = _HEAD.fullmatch(name)
    return tuple(f"{found['head']}{ending}{found['rest']}" for ending in ("es", "s")) if found else ()


_SLUG_LENGTH = 60


def slug(text: str) -> str:
    """The readable part of an id: lower-case ASCII words and hyphens, at most 60 characters; "" if nothing is left.

    Umlauts become digraphs; what is too long is cut between words, inside one only if the first alone is too long.

    Example:
        >>> slug("Leibniz Universität Hannover"), slug("Миколаїв"), slug("Poznań / Großstadt")
        ('leibniz-universitaet-hannover', 'mykolaiv', 'poznan-grossstadt')
    """
    whole = "-".join(re.findall("[a-z0-9]+", name_key(text)))
    if len(whole) <= _SLUG_LENGTH:
        return whole
    kept, boundary, _ = whole[: _SLUG_LENGTH + 1].rpartition("-")
    return kept if boundary else whole[:_SLUG_LENGTH]


def sort_key(text: str) -> str:
    """The key that orders labels: ä as a, ß as ss (DIN 5007-1), case and punctuation ignored, Cyrillic after Latin.

    Cyrillic keeps its alphabet (г ґ, е є, и і ї й). Equal keys are left to the caller: by text, then by id.

    Example:
        >>> sorted(["Zürich", "Київ", "Ägypten", "Agentur", "aachen", "Їжа", "Іва", "Йод"], key=sort_key)
        ['aachen', 'Agentur', 'Ägypten', 'Zürich', 'Іва', 'Їжа', 'Йод', 'Київ']
    """
    text = _joined(text)
    text = text.lower() if text.isascii() else normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _LATIN_ACCENTED.sub(lambda found: normalize("NFD", found[0])[0], text.translate(_STROKES))
        text = text.translate(_ALPHABET)
    return " ".join(_WORD.findall(text))


def suggest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that a mistaken one was probably meant to be; None if none is near.

    Near: at most a third of the letters wrong (two of five), else the shortest that starts with it.
    Cost: O(n) in the known words; hand over a vocabulary, not all names of a network.

    Example:
        >>> suggest("enercty", ["hanova", "enercity"]), suggest("univ", ["university"]), suggest("xyz", ["lead"])
        ('enercity', 'university', None)
    """
    meant, ordered = fold(wrong), sorted(set(known))
    if not meant:
        return None
    most = max(1, (len(meant) + 1) // 3)
    near = [(OSA.distance(meant, fold(word), score_cutoff=most), len(word), word) for word in ordered]
    longer = [(0, len(word), word) for word in ordered if len(meant) > 1 and fold(word).startswith(meant)]
    return min([entry for entry in near if entry[0] <= most] or longer, default=(0, 0, None))[2]
