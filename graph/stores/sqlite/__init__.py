# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in one SQLite file: the default engine."""

from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
