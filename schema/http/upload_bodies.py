# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file in the body of an upload: the body itself, or the one file of a form; read piece by piece, never whole."""

from typing import Protocol
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from schema.http.errors import Code, Refused
from schema.http.head import Head

FORM = b"multipart/form-data"
_HINT = "Send one file: curl -F file=@partners.xlsx, or its bytes as the body with ?name=partners.xlsx."


class FileInBody(Protocol):
    """A file that arrives in a body."""

    @property
    def name(self) -> str:
        """What the client calls it; "" if it has not said so (yet)."""
        ...

    def feed(self, piece: bytes) -> bytes:
        """What of the next piece belongs to the file."""
        ...

    def end(self) -> None:
        """The body is over.

        Raises:
            Refused: BAD_REQUEST, if there was no whole file in it.
        """
        ...


def file_in_body(head: Head) -> FileInBody:
    """The file in the body of a request.

    Raises:
        Refused: UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST.
    """
    if head.header("content-encoding").strip().lower() not in {"", "identity"}:
        raise Refused(Code.UNSUPPORTED_MEDIA_TYPE, "A compressed body is not read.", "Send it without encoding.")
    kind, options = parse_options_header(head.header("content-type"))
    if kind != FORM:
        return Bare(_given_name(head))
    try:
        return Form(options.get(b"boundary", b""))
    except FormParserError:
        raise _no_form("The boundary of the form is too long.") from None


class Bare:
    """A body that is the file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def feed(self, piece: bytes) -> bytes:
        """All of it."""
        return piece

    def end(self) -> None:
        """Nothing is missing."""


class Form:
    """A form with one file; other fields are passed over."""

    def __init__(self, boundary: bytes) -> None:
        if not boundary:
            raise _no_form("The form has no boundary.")
        self.name = ""
        self._found: list[bytes] = []
        self._header, self._value = bytearray(), bytearray()
        self._is_file = self._has_file = self._is_whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
                "on_header_end": self._read_header,
                "on_part_data": self._take,
                "on_end": self._finish,
            },
        )

    def feed(self, piece: bytes) -> bytes:
        """What of the next piece belongs to the file.

        Raises:
            Refused: BAD_REQUEST, if this is no form, or a second file begins.
        """
        self._found.clear()
        try:
            self._parser.write(piece)
        except FormParserError:
            raise _no_form("The body is no form that can be read.") from None
        return b"".join(self._found)

    def end(self) -> None:
        """The form is over."""
        if not self._has_file or not self._is_whole:
            raise _no_form("The form is not whole." if self._has_file else "The form has no file.")

    def _begin(self) -> None:
        self._is_file = False

    def _read_header(self) -> None:
        name, value = bytes(self._header).lower(), bytes(self._value)
        self._header.clear()
        self._value.clear()
        options = parse_options_header(value.decode("latin-1"))[1] if name == b"content-disposition" else {}
        if b"filename" in options:
            if self._has_file:
                raise _no_form("The form has several files.")
            self._is_file = self._has_file = True
            self.name = options[b"filename"].decode(errors="replace")

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._found.append(data[start:end])

    def _finish(self) -> None:
        self._is_whole = True


def _given_name(head: Head) -> str:
    """The name in ?name= or in Content-Disposition."""
    try:
        asked = dict(parse_qsl(head.target, errors="strict", max_num_fields=50)).get("name", "")
    except ValueError:
        raise Refused(Code.BAD_REQUEST, "The query string cannot be read as UTF-8.") from None
    said = parse_options_header(head.header("content-disposition"))[1].get(b"filename", b"")
    return asked or said.decode(errors="replace")


def _no_form(text: str) -> Refused:
    return Refused(Code.BAD_REQUEST, text, _HINT)
