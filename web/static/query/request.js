// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// One question to the service, and what came back, with its time and size.

/** @typedef {{ endpoint: string, query: string, variables: Record<string, unknown>, token: string, language: string }} Question */
/** @typedef {{ message: string, locations?: { line: number, column: number }[], path?: (string | number)[], extensions?: Record<string, any> }} GraphqlError */
/** @typedef {{ status: number, milliseconds: number, bytes: number, text: string, body: any, retryAfter: string }} Reply */

export const ACCEPT = "application/graphql-response+json, application/json;q=0.9";

/**
 * Asks. A body that is not JSON leaves `body` null.
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {Promise<Reply>}
 */
export async function ask({ endpoint, query, variables, token, language }, signal) {
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json", Accept: ACCEPT, "Accept-Language": language };
  if (token) headers.Authorization = `Bearer ${token}`;
  const start = performance.now();
  const body = JSON.stringify({ query, variables });
  const response = await fetch(endpoint, { method: "POST", headers, body, signal, credentials: "omit", cache: "no-store" });
  const bytes = await response.arrayBuffer();
  const milliseconds = performance.now() - start;
  const text = new TextDecoder().decode(bytes);
  return {
    status: response.status,
    milliseconds,
    bytes: bytes.byteLength,
    text,
    body: parsed(text),
    retryAfter: response.headers.get("Retry-After") ?? "",
  };
}

/**
 * The variables as an object; an empty text is none.
 * @param {string} text
 * @returns {Record<string, unknown>}
 * @throws {SyntaxError} if the text is not a JSON object
 */
export function variablesOf(text) {
  if (!text.trim()) return {};
  const value = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("{ … }");
  return value;
}

/**
 * @param {string} text
 * @returns {any}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
