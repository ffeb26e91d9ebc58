# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the makers of Partnernetz run: checks, locks, and the pages that are written by a program. Not shipped."""
