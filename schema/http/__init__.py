# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP edge of the GraphQL service: what arrives, what it may cost, and how it is answered.

It serves any Strawberry schema with synchronous resolvers and knows nothing of the city.
Everything that can be refused is refused before anything is executed, in linear time.
"""
