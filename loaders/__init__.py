# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The room where sources come in: each loader yields claims in source order and writes nothing."""
