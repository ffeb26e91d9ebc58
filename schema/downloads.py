# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks as files: the addresses under which a network can be fetched, and what such an address asks for.

An address says everything in plain words; the filter is the variable of the API as JSON, in base64url. It is checked
as the API checks its variables. Nothing is signed: an address gives nobody more than their role shows.
"""

from base64 import b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar, cast
from urllib.parse import urlencode

import orjson
import strawberry
from graphql import GraphQLError, OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values
from strawberry.types.arguments import convert_argument

from graph.errors import BadInput
from graph.export.download import Download as Asked
from graph.export.filter_json import filter_json
from graph.export.formats import Format, formats
from graph.export.wanted import Wanted
from graph.model import DEFAULT_LANGUAGES, Audience, Undated
from graph.nearest import nearest_word
from graph.search.find import Finder
from graph.selection import NetworkFilter, Projection
from graph.stores.protocol import Store
from schema.application import Application
from schema.http.body import check_values, strict_json
from schema.http.errors import Refused
from schema.http.limits import Limits
from schema.inputs import AtInput, filter_of, point_of
from schema.inputs import NetworkFilter as NetworkFilterInput
from schema.scalars import PartialDate
from schema.scene import Request
from schema.snapshots import Snapshot

PATH = "/download/network"
NAMES = ("projection", "filter", "revision", "valid", "validTo", "undated", "lang")
"""What an address may say."""
MOST_LANGUAGES = 10

Word = TypeVar("Word", bound=StrEnum)

_FILTER = "query($filter: NetworkFilter) { __typename }"


class ExportFormat(StrEnum):
    """The formats; each value is the format's name in graph.export."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSONLD = "jsonld"
    FTM = "ftm"
    JSONL = "jsonl"
    PAJEK = "pajek"
    PARQUET = "parquet"


strawberry.enum(ExportFormat)


@strawberry.type
class Download:
    format: ExportFormat
    url: str
    media_type: str


def downloads_of(snapshot: Snapshot) -> list[Download]:
    """The files of a network, in the order of `ExportFormat`; none of the network around one stakeholder."""
    if snapshot.around is not None:
        return []
    known = formats()
    offered = ((name, known[name.value]) for name in ExportFormat)
    return [
        Download(format=name, url=_address(snapshot, form), media_type=form.media_type)
        for name, form in offered
        if form.is_available
    ]


def _address(snapshot: Snapshot, form: Format) -> str:
    scene = snapshot.scene
    point, narrowed = scene.view.at, filter_json(snapshot.wanted)
    dates = {"valid": point.valid, "validTo": point.valid_to if point.valid_to != point.valid else ""}
    said = {
        "projection": str(snapshot.projection),
        "filter": encoded(narrowed) if narrowed else "",
        "revision": str(scene.view.revision.number),
        **dates,
        "undated": str(point.undated) if point.is_dated else "",
        "lang": ",".join(scene.request.languages),
    }
    words = urlencode({name: word for name, word in said.items() if word}, safe=",")
    return f"{scene.request.public_url}{PATH}.{form.suffix}?{words}"


def encoded(filter_: Mapping[str, object]) -> str:
    """A filter as it stands in an address."""
    return urlsafe_b64encode(orjson.dumps(filter_)).decode().rstrip("=")


# ------------------------------------------------------------------ what an address asks for


class Unhurried:
    """Whoever writes a file bounds its time by other means."""

    def check(self) -> None:
        """Time is never up."""


class Downloading:
    """Understands addresses.

    Args:
        schema: By which filters are checked.
        application: The service.
        limits: How deep and how large a filter may be.
    """

    def __init__(self, schema: strawberry.Schema, application: Application, limits: Limits) -> None:
        self._application, self._filters = application, Filters(schema, limits)

    def asked(self, authorization: str | None, words: Mapping[str, str]) -> Asked:
        """What is asked for, by whom.

        Raises:
            Unauthenticated: the token is none.
            BadInput: an unknown word, or one whose value does not fit.
        """
        caller = self._application.caller(authorization)
        _refuse_unknown(words)
        languages = _languages(words.get("lang", ""))
        request = self._request(caller.role, languages)
        point = point_of(_at(words))
        scene = request.scene(replace(point, revision=_number(words.get("revision", ""))))
        given = self._filter(words.get("filter", ""))
        wanted = Wanted(
            projection=_one_of(Projection, words, "projection", Projection.STATED),
            filter=cast("NetworkFilter", filter_of(given, scene)),
            languages=languages,
            address=self._application.public_url,
        )
        is_public = request.audience is Audience.PUBLIC
        seen = (self._application.tag(caller), self._application.about.version, str(request.audience))
        return Asked(scene.view, wanted, _tag((*seen, *(words.get(name, "") for name in NAMES))), is_public)

    def _request(self, role: str, languages: tuple[str, ...]) -> Request:
        of = self._application
        return Request(of.store, role, languages, Unhurried(), of.public_url, of.about.version, of.finder.find)

    def _filter(self, text: str) -> NetworkFilterInput:
        try:
            plain = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
        except (Error, ValueError):
            raise BadInput("filter is no JSON in base64url.", "Take the addresses that downloads gives.") from None
        return self._filters.read(plain)


class Filters:
    """Reads filters that are written as JSON, as the API reads its variables."""

    def __init__(self, schema: strawberry.Schema, limits: Limits) -> None:
        self._schema, self._limits = schema, limits
        (operation,) = parse(_FILTER).definitions
        self._variables = cast("OperationDefinitionNode", operation).variable_definitions or ()

    def read(self, text: str) -> NetworkFilterInput:
        """The filter; an empty text restricts nothing.

        Raises:
            BadInput: it is no JSON, too deep or too large, or says what no filter says.
        """
        try:
            value = strict_json(text, "filter") if text else {}
            check_values(value, self._limits, "filter")
            found = get_variable_values(self._schema._schema, self._variables, {"filter": value}, max_errors=1)
        except Refused as error:
            raise BadInput(error.message, error.hint) from None
        except GraphQLError as error:
            raise BadInput(f"filter: {error.message}") from None
        if isinstance(found, list):
            raise BadInput(f"filter: {found[0].message}", "It is a NetworkFilter of the API, as JSON.")
        registry, config = self._schema.schema_converter.scalar_registry, self._schema.config
        made = convert_argument(found.coerced["filter"] or {}, NetworkFilterInput, registry, config)
        return cast("NetworkFilterInput", made)


def read_filter(schema: strawberry.Schema, text: str, store: Store, role: str) -> NetworkFilter:
    """The filter that a JSON text says, for whoever writes files without the service: the command line.

    Raises:
        BadInput: it does not fit, or names what the role does not see.
    """
    request = Request(store, role, DEFAULT_LANGUAGES, Unhurried(), "", "", Finder().find)
    return cast("NetworkFilter", filter_of(Filters(schema, Limits()).read(text), request.scene()))


def _tag(parts: Iterable[str]) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _refuse_unknown(words: Mapping[str, str]) -> None:
    for name in words:
        if name not in NAMES:
            near = nearest_word(NAMES, name)
            hint = f'Did you mean "{near}"?' if near else f"Known: {', '.join(NAMES)}."
            raise BadInput(f'An address of a download does not say "{name[:40]}".', hint)


def _languages(text: str) -> tuple[str, ...]:
    found = tuple(filter(None, (tag.strip() for tag in text.split(",")))) or DEFAULT_LANGUAGES
    if len(found) > MOST_LANGUAGES or any(len(tag) > 35 or not tag.replace("-", "").isalnum() for tag in found):
        raise BadInput(f'lang is "{text[:40]}".', "Write tags with commas between them: de,en.")
    return found


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise BadInput(f'revision is "{text[:40]}".', "It is a whole number.")
    return int(text)


def _at(words: Mapping[str, str]) -> AtInput:
    undated = _one_of(Undated, words, "undated", Undated.INCLUDE)
    first, last = (words.get(name, "") for name in ("valid", "validTo"))
    return AtInput(
        valid=PartialDate(first) if first else None, valid_to=PartialDate(last) if last else None, undated=undated
    )


def _one_of(known: type[Word], words: Mapping[str, str], name: str, otherwise: Word) -> Word:
    said = words.get(name, otherwise.name)
    if said not in known.__members__:
        raise BadInput(f'{name} is "{said[:40]}".', f"One of {', '.join(known.__members__)}.")
    return known[said]
