# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids: short, readable, made once, never recomputed; the first letter says what they name.

Stakeholders, cooperations, events, notes and sources carry a slug of their label; participations, ties and
claims the hash of what they are; persons and whatever has no public label ten random characters, since an id
must not say a name.
"""

from collections.abc import Callable
from hashlib import blake2b
from struct import Struct

LETTERS = {
    "stakeholder": "s",
    "cooperation": "c",
    "participation": "p",
    "tie": "t",
    "event": "e",
    "note": "n",
    "source": "q",
    "claim": "k",
    "concept": "v",
    "revision": "r",
    "network": "w",
    "job": "j",
}
TYPES = {letter: name for name, letter in LETTERS.items()}
RECORD_TYPES = ("stakeholder", "cooperation", "participation", "tie", "event", "note", "source")

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
_BITS = 60
_HASH_LENGTH = 12
_WORD = (1 << 64) - 1
BETWEEN = "\x1f"
"""Stands between parts that are hashed together."""
_SPARE = 64 - _BITS
_FRESH, _READ = blake2b(digest_size=8), Struct(">Q").unpack


def type_of(identifier: str) -> str:
    """The type that an id's letter names, "" where it names none.

    Example:
        >>> type_of("s-hannover"), type_of("hannover")
        ('stakeholder', '')
    """
    return TYPES.get(identifier[:1], "") if identifier[1:2] == "-" else ""


def digest(*parts: str) -> int:
    """60 bits that name these parts, equal on every machine."""
    # A large load does little else: a copy of a fresh hash is quicker than a fresh hash, as is a struct than a method.
    found = _FRESH.copy()
    found.update(BETWEEN.join(parts).encode())
    number: int = _READ(found.digest())[0]
    return number >> _SPARE


def digester(*first: str) -> Callable[[str], int]:
    """Names parts that begin alike: takes the others, joined by `BETWEEN`, and gives what `digest` gives of all.

    Example:
        >>> digester("a", "b")(f"c{BETWEEN}d") == digest("a", "b", "c", "d")
        True
    """
    begun = _FRESH.copy()
    begun.update("".join(f"{part}{BETWEEN}" for part in first).encode())

    def named(rest: str) -> int:
        found = begun.copy()
        found.update(rest.encode())
        number: int = _READ(found.digest())[0]
        return number >> _SPARE

    return named


def mixed(number: int, salt: int) -> int:
    """60 bits that depend on every bit of both numbers (splitmix64): a quick hash of what are hashes already.

    Source: Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195.
    """
    bits = (number + salt * 0x9E37_79B9_7F4A_7C15) & _WORD
    bits = (bits ^ bits >> 30) * 0xBF58_476D_1CE4_E5B9 & _WORD
    bits = (bits ^ bits >> 27) * 0x94D0_49BB_1331_11EB & _WORD
    return (bits ^ bits >> 31) >> (64 - _BITS)


def encode(number: int) -> str:
    """A 60-bit number as 12 characters (Crockford's base 32, lower case).

    Example:
        >>> encode(0), decode(encode(12345))
        ('000000000000', 12345)
    """
    pairs, high, low = _PAIRS, number >> 30, number & 0x3FFF_FFFF
    return (
        f"{pairs[high >> 20]}{pairs[high >> 10 & 1023]}{pairs[high & 1023]}"
        f"{pairs[low >> 20]}{pairs[low >> 10 & 1023]}{pairs[low & 1023]}"
    )


def decode(text: str) -> int:
    """The number that `encode` wrote; -1 where the text is none of its."""
    if len(text) != _HASH_LENGTH:
        return -1
    number = 0
    for character in text:
        place = _ALPHABET.find(character)
        if place < 0:
            return -1
        number = number << 5 | place
    return number


def tombstone(identifier: str) -> str:
    """What stands in the place of an erased id, which may have said a name; the same for the same id.

    Example:
        >>> tombstone("s-erika-beispiel")[:3], tombstone("s-erika-beispiel") == tombstone("s-erika-beispiel")
        ('s-~', True)
    """
    return identifier if is_tombstone(identifier) else f"{identifier[:2]}~{encode(digest(identifier))}"


def is_tombstone(identifier: str) -> bool:
    """Whether an id stands in the place of an erased one."""
    return identifier[1:3] == "-~"


def hashed_id(type_name: str, number: int) -> str:
    """The id of a participation, tie or claim: its letter and the hash of what it is."""
    return f"{LETTERS[type_name]}-{encode(number)}"


def opaque_id(type_name: str, random: bytes) -> str:
    """An id that says nothing: its letter and ten characters of the given randomness (at least 7 bytes)."""
    return f"{LETTERS[type_name]}-{encode(int.from_bytes(random[:7], 'big') & ((1 << _BITS) - 1))[-10:]}"


def numbered(slug: str, nth: int) -> str:
    """The slug for the nth record that wants it: itself, then -2, -3.

    Example:
        >>> numbered("hannover", 1), numbered("hannover", 3)
        ('hannover', 'hannover-3')
    """
    return slug if nth == 1 else f"{slug}-{nth}"
