# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing: what a person wants said, changed or taken back, turned into a change of the claim set."""
