# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the service says of itself: version, revision, languages, limits, loaders."""

from dataclasses import dataclass
from typing import Protocol

import strawberry

from graph.model import LANGUAGES
from schema.claims import Revision
from schema.scalars import LanguageTag, Role
from schema.scene import Request


class LimitInfo(Protocol):
    """One limit."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def value(self) -> int:
        """Its value."""
        ...

    @property
    def unit(self) -> str:
        """What is counted."""
        ...

    @property
    def description(self) -> str:
        """Why it is there."""
        ...


class LoaderDescription(Protocol):
    """One loader."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def description(self) -> str:
        """What it reads."""
        ...

    @property
    def formats(self) -> tuple[str, ...]:
        """The file formats."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What the application tells the API about itself."""

    version: str
    limits: tuple[LimitInfo, ...] = ()
    loaders: tuple[LoaderDescription, ...] = ()


@strawberry.type
class Limit:
    name: str
    value: int
    unit: str
    description: str


@strawberry.type
class LoaderInfo:
    name: str
    description: str
    formats: list[str]


@strawberry.type
class Service:
    request: strawberry.Private[Request]
    about: strawberry.Private[About]

    @strawberry.field
    def name(self) -> str:
        return "Partnernetz"

    @strawberry.field
    def version(self) -> str:
        return self.about.version

    @strawberry.field
    def revision(self) -> Revision:
        return Revision(domain=self.request.scene().view.revision)

    @strawberry.field
    def languages(self) -> list[LanguageTag]:
        return [LanguageTag(tag) for tag in LANGUAGES]

    @strawberry.field
    def limits(self) -> list[Limit]:
        return [Limit(name=x.name, value=x.value, unit=x.unit, description=x.description) for x in self.about.limits]

    @strawberry.field
    def loaders(self) -> list[LoaderInfo]:
        known = self.about.loaders
        return [LoaderInfo(name=x.name, description=x.description, formats=list(x.formats)) for x in known]

    @strawberry.field
    def role(self) -> Role:
        return Role(self.request.role)
