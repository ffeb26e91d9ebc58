# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The static files, served under an address that names their content.

One hash over all files is a part of every address: a module that imports its neighbour by a relative
path stays within the same hash, so browsers may keep each file for ever and never mix two versions.
The files are read once; a path outside of them cannot be asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "static"
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files of one version of the program."""

    files: Mapping[str, bytes]
    """Path below the folder, with slashes → content."""
    version: str
    """A hash over all paths and contents, 12 hexadecimal digits."""

    def url(self, path: str, *, base_path: str = "") -> str:
        """The address of a file, below the base path."""
        if path not in self.files:
            raise KeyError(f"There is no static file {path}.")
        return f"{base_path}/static/{self.version}/{path}"

    def route(self) -> Route:
        """The route that serves them all."""
        return Route("/static/{version}/{path:path}", self._serve, methods=["GET"], name="static")

    async def _serve(self, request: Request) -> Response:
        path = request.path_params["path"]
        if request.path_params["version"] != self.version or path not in self.files:
            raise HTTPException(404)
        headers = {"Cache-Control": _FOREVER, "X-Content-Type-Options": "nosniff"}
        return Response(self.files[path], media_type=_MEDIA_TYPES[Path(path).suffix], headers=headers)


def read_assets(folder: Path = _FOLDER) -> Assets:
    """Every script, style sheet and picture below the folder."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _MEDIA_TYPES)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return Assets(files=files, version=digest.hexdigest()[:12])
