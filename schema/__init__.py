# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL room: types, one-line resolvers, paging, batching, limits and errors."""
