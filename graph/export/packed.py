# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries of ZIP archives that tell nothing of when and where they were made: equal content gives equal bytes."""

from zipfile import ZIP_DEFLATED, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date that an archive knows."""


def entry(name: str) -> ZipInfo:
    """An entry of that name."""
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
