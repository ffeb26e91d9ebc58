# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mapping files: what the columns of any table, or the attributes of any graph file, mean."""
