# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Valid documents, kept by their text, so that a client's second request is neither parsed nor validated.

The rules are chosen once: a cache keyed by rules that are made anew for each request never hits.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import GraphQLError, GraphQLSchema, GraphQLSyntaxError, validate
from graphql.execution.collect_fields import FragmentDetails
from graphql.validation import ASTValidationRule, recommended_rules, specified_rules
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.http.document import Document, read_document
from schema.http.errors import Code, Refused
from schema.http.limits import Limits


class Invalid(Refused):
    """A document that is not GraphQL, or not of this schema; carries all that is wrong with it."""

    def __init__(self, code: Code, errors: tuple[GraphQLError, ...]) -> None:
        super().__init__(code, errors[0].message)
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Valid:
    """A document within the limits that fits the schema."""

    document: Document
    details: Mapping[str, FragmentDetails]


class Documents:
    """Documents of one schema. May be used from any thread."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._rules: tuple[type[ASTValidationRule], ...] = (
            *specified_rules,
            *(rule for rule in recommended_rules if rule not in specified_rules),
            MaybeNullValidationRule,
            OneOfInputValidationRule,
        )
        self._kept: OrderedDict[str, Valid] = OrderedDict()
        self._nodes = 0
        self._lock = threading.Lock()
        # Merging fields is quadratic; graphql-core reads its budget from its own module, for all schemas alike.
        overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = limits.merge_budget

    def kept(self, text: str) -> Valid | None:
        """The valid document of this text, if it has been seen."""
        with self._lock:
            found = self._kept.get(text)
            if found:
                self._kept.move_to_end(text)
            return found

    def read(self, text: str) -> Valid:
        """The valid document of this text.

        Raises:
            Invalid: It is not GraphQL, or does not fit the schema.
            Refused: QUERY_TOO_COMPLEX.
        """
        found = self.kept(text)
        return found or self._keep(text, self._validated(text))

    def _validated(self, text: str) -> Valid:
        try:
            document = read_document(text, self._limits)
        except GraphQLSyntaxError as error:
            raise Invalid(Code.GRAPHQL_PARSE_FAILED, (error,)) from None
        errors = validate(self._schema, document.tree, self._rules)
        if errors and isinstance(errors[0], ValidationAbortedError):
            # Its message says only that; the causes are these two, each with a budget in graphql-core.
            text = "Checking the document takes too long: too many fields of one name, or fragments within fragments."
            raise Refused(Code.QUERY_TOO_COMPLEX, text, "Ask in several requests.")
        if errors:
            raise Invalid(Code.GRAPHQL_VALIDATION_FAILED, tuple(errors))
        return Valid(document, {name: FragmentDetails(node, None) for name, node in document.fragments.items()})

    def _keep(self, text: str, valid: Valid) -> Valid:
        with self._lock:
            if text not in self._kept:
                self._kept[text] = valid
                self._nodes += valid.document.nodes
            while self._nodes > self._limits.cached_nodes:
                _, dropped = self._kept.popitem(last=False)
                self._nodes -= dropped.document.nodes
        return valid
