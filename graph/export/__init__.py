# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the service as a file: one module per format, and the workbook that staff fill in."""
