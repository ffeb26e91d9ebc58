// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Runs every audit of the public GraphQL-over-HTTP suite against a running server:
//   node tests/clients/audit.mjs http://127.0.0.1:8000/graphql
// One line per audit, exit status 1 if one does not pass.

import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const EXPECTED = 61;

/** @param {string} url @returns {Promise<{id: string, name: string, status: string, reason?: string}[]>} */
async function audited(url) {
  // Resolved from the working directory, so that a checkout elsewhere may bring its own copy of the suite.
  const require = createRequire(pathToFileURL(`${process.cwd()}/`));
  const { auditServer } = await import(pathToFileURL(require.resolve("graphql-http")).href);
  return auditServer({ url });
}

const url = process.argv[2];
if (!url) {
  console.error("Usage: node tests/clients/audit.mjs URL");
  process.exit(2);
}
const results = await audited(url);
for (const { id, name, status, reason } of results) {
  console.log(`${status.padEnd(6)} ${id} ${name}${reason ? ` — ${reason}` : ""}`);
}
const passed = results.filter(({ status }) => status === "ok").length;
console.log(`${passed} of ${results.length} audits passed`);
process.exit(passed === results.length && results.length >= EXPECTED ? 0 : 1);
