# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys on which names are compared for identity: equal for one body, and never for the city and its football club.

A legal form stays in the key, in its usual writing: "Muster GmbH & Co KG" is "Muster GmbH & Co. KG" and not "Muster".
"""

import re

from graph.text import name_key, strip_legal_form

_SHORT = 6
"""Letters up to which a word in capitals is taken for an abbreviation."""


_QUALIFIED = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<further>[^()]+)\)")


def identity_key(text: str) -> str:
    """The key on which equal names may be one body; "" never equals anything.

    Example:
        >>> identity_key("Hanover Helps e.V.") == identity_key("HANOVER HELPS eingetragener Verein")
        True
        >>> identity_key("Hanover Helps") == identity_key("Hanover Helps e. V.")
        False
    """
    return key_of(*strip_legal_form(text))


def key_of(name: str, form: str) -> str:
    """The key of a name whose legal form is known already, "" for none: `identity_key` without looking twice."""
    key = name_key(name)
    return f"{key} | {name_key(form)}" if key and form else key


def is_abbreviation(text: str) -> bool:
    """Whether a name is short enough, and written so, that others may abbreviate to the same.

    Example:
        >>> is_abbreviation("IHK"), is_abbreviation("ТПП"), is_abbreviation("Rees"), is_abbreviation("hanova")
        (True, True, False, False)
    """
    letters = re.sub(r"[\s.&-]", "", text)
    return len(letters) < 3 or (len(letters) <= _SHORT and letters.isupper())


def qualified_key(text: str) -> str:
    """The key of a name without what stands in brackets behind it; "" where nothing does, or an abbreviation.

    Who is called "Frankfurt (Oder)" is not known by the name "Frankfurt" alone.

    Example:
        >>> qualified_key("Frankfurt (Oder)"), qualified_key("Hochschule Hannover (HsH)")
        ('frankfurt', '')
    """
    found = _QUALIFIED.fullmatch(text.strip())
    return identity_key(found["name"]) if found and sum(map(str.isupper, found["further"])) < 2 else ""
