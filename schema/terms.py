# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of vocabularies and texts in the API, in the caller's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph import model
from graph import terms as vocabulary
from schema.scalars import ConceptScheme, LanguageTag
from schema.scene import Scene

if TYPE_CHECKING:
    from schema.values import Identifier

LazyIdentifier: TypeAlias = Annotated["Identifier", strawberry.lazy("schema.values")]


@strawberry.type
class Text:
    text: str
    lang: LanguageTag | None


def text_of(text: model.Text) -> Text:
    """A text of the model."""
    return Text(text=text.text, lang=LanguageTag(text.lang) if text.lang else None)


def chosen(scene: Scene, texts: tuple[model.Text, ...], lang: list[LanguageTag] | None) -> Text | None:
    """The text in the caller's language."""
    found = scene.text(texts, list(map(str, lang)) if lang else None)
    return text_of(found) if found else None


@strawberry.interface(name="Node")
class Node:
    @strawberry.field
    def id(self) -> strawberry.ID:
        raise NotImplementedError


@strawberry.type
class Concept(Node):
    scene: strawberry.Private[Scene]
    domain: strawberry.Private[vocabulary.Concept]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"v-{self.domain.scheme}.{self.domain.code}")

    @strawberry.field
    def code(self) -> str:
        return self.domain.code

    @strawberry.field
    def in_scheme(self) -> ConceptScheme:
        return ConceptScheme(self.domain.scheme)

    @strawberry.field
    def label(self, lang: list[LanguageTag] | None = None) -> Text:
        return self.called(lang)

    def called(self, lang: list[LanguageTag] | None) -> Text:
        """Its name in the caller's language."""
        found = chosen(self.scene, _texts(self.domain.labels), lang)
        return found or Text(text=self.domain.code, lang=None)

    @strawberry.field
    def labels(self) -> list[Text]:
        return [text_of(text) for text in _texts(self.domain.labels)]

    @strawberry.field
    def definition(self, lang: list[LanguageTag] | None = None) -> Text | None:
        return chosen(self.scene, _texts(self.domain.definitions), lang)

    @strawberry.field
    def broader(self) -> list["Concept"]:
        return [concept_of(self.scene, self.domain.scheme, code) for code in self.domain.broader]

    @strawberry.field
    def narrower(self) -> list["Concept"]:
        return [concept_of(self.scene, self.domain.scheme, code) for code in self.domain.narrower]

    @strawberry.field
    def exact_matches(self) -> list[LazyIdentifier]:
        from schema.values import Identifier

        return [Identifier(scheme=same.scheme, value=same.value, url=same.url or None) for same in self.domain.matches]


def _texts(labels: Mapping[str, str]) -> tuple[model.Text, ...]:
    return tuple(model.Text(text, lang) for lang, text in labels.items())


def concept_of(scene: Scene, scheme: str, code: str) -> Concept:
    """The concept of a code; an attribute's concept bears the attribute's own name."""
    head, _, name = code.partition(":")
    domain = scene.view.kinds.concept(scheme, head)
    if name:
        domain = vocabulary.Concept(scheme, code, {"": name}, domain.definitions, broader=(head,))
    return Concept(scene=scene, domain=domain)
