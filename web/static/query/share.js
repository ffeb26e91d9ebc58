// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// Query and variables in the address, behind the #, where no browser sends them to the server.

/**
 * The address of this page that carries query and variables.
 * @param {string} query
 * @param {string} variables
 * @returns {string}
 */
export function sharedAddress(query, variables) {
  const address = new URL(location.href);
  const parts = [`query=${encodeURIComponent(query)}`];
  if (variables.trim()) parts.push(`variables=${encodeURIComponent(variables)}`);
  address.hash = parts.join("&");
  return address.href;
}

/**
 * What the address carries, or nothing.
 * @param {string} hash
 * @returns {{ query: string, variables: string } | null}
 */
export function sharedQuery(hash) {
  if (!hash.startsWith("#query=")) return null;
  const values = new URLSearchParams(hash.slice(1).replaceAll("+", "%2B"));
  return { query: values.get("query") ?? "", variables: values.get("variables") ?? "" };
}
