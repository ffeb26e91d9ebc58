# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures about a network: one family of measures per file, each a pure function of a Network."""
