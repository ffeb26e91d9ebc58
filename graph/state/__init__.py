# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the service keeps apart from the graph: who wrote, what was erased, files that wait to be read, and long work.

It lies in the state file (`PARTNERNETZ_STATE`), beside the tokens, whatever store the graph is in.
"""
