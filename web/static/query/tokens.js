// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// Text cut into coloured pieces. Nothing is lost: the pieces put together are the text.

/** @typedef {{ kind: string, text: string }} Token */

const GRAPHQL = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<string>"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?)/,
    /(?<variable>\$\w*)/,
    /(?<directive>@\w*)/,
    /(?<number>-?\d[\d.eE+-]*)/,
    /(?<name>[A-Za-z_]\w*)/,
    /(?<punctuation>\.\.\.|[^\s\w])/,
    /(?<space>\s+)/,
  ].map((part) => part.source).join("|"),
  "g",
);
const JSON_TEXT = new RegExp(
  [
    /(?<key>"(?:\\.|[^"\\\n])*"(?=\s*:))/,
    /(?<string>"(?:\\.|[^"\\\n])*"?)/,
    /(?<number>-?\d[\d.eE+-]*)/,
    /(?<keyword>[A-Za-z_]\w*)/,
    /(?<punctuation>[^\s\w"])/,
    /(?<space>\s+)/,
  ].map((part) => part.source).join("|"),
  "g",
);
const KEYWORDS = new Set(["query", "mutation", "subscription", "fragment", "on", "true", "false", "null"]);

/**
 * The pieces of a GraphQL document.
 * @param {string} text
 * @returns {Token[]}
 */
export function graphqlTokens(text) {
  const tokens = cut(text, GRAPHQL);
  tokens.forEach((token, at) => {
    if (token.kind !== "name") return;
    const next = tokens.slice(at + 1, at + 3).find((other) => other.kind !== "space");
    if (next?.text === ":") token.kind = "key";
    else if (KEYWORDS.has(token.text)) token.kind = "keyword";
    else if (/^[A-Z]/.test(token.text)) token.kind = "type";
  });
  return tokens;
}

/**
 * The pieces of a JSON text.
 * @param {string} text
 * @returns {Token[]}
 */
export function jsonTokens(text) {
  return cut(text, JSON_TEXT);
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @returns {Token[]}
 */
function cut(text, pattern) {
  return Array.from(text.matchAll(pattern), (match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, piece]) => piece !== undefined) ?? ["other"];
    return { kind, text: match[0] };
  });
}

/**
 * One element for each line, one span for each coloured piece.
 * @param {Token[]} tokens
 * @returns {HTMLElement[]}
 */
export function coloured(tokens) {
  const lines = [newLine()];
  for (const { kind, text } of tokens) {
    text.split("\n").forEach((piece, at) => {
      if (at > 0) lines.push(newLine());
      if (piece) lines[lines.length - 1].append(kind === "space" ? piece : span(kind, piece));
    });
  }
  return lines;
}

/** @returns {HTMLElement} */
function newLine() {
  const line = document.createElement("div");
  line.className = "line";
  return line;
}

/**
 * @param {string} kind
 * @param {string} text
 * @returns {HTMLElement}
 */
function span(kind, text) {
  const element = document.createElement("span");
  element.className = `is-${kind}`;
  element.textContent = text;
  return element;
}
