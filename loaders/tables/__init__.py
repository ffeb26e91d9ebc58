# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in: workbooks, CSV files, Kumu's workbook, pairs of node and edge tables."""
