# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known: claims, the records folded from them, and the stores that keep them; imports no other room."""
