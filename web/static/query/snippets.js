// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The same question as a program. A token is never written into it: the program reads PARTNERNETZ_TOKEN.

/** @typedef {import("./request.js").Question} Question */

/** @type {Record<string, (question: Question) => string>} */
export const SNIPPETS = { curl, python, javascript };

/**
 * @param {Question} question
 * @returns {string}
 */
function curl({ endpoint, query, variables, token, language }) {
  const body = JSON.stringify({ query, ...given(variables) }).replaceAll("'", "'\\''");
  const lines = [
    `curl '${endpoint}'`,
    "-H 'Content-Type: application/json'",
    `-H 'Accept-Language: ${language}'`,
    ...(token ? ['-H "Authorization: Bearer $PARTNERNETZ_TOKEN"'] : []),
    `--data '${body}'`,
  ];
  return lines.join(" \\\n  ");
}

/**
 * @param {Question} question
 * @returns {string}
 */
function python({ endpoint, query, variables, token, language }) {
  const isPlain = !/"""|\\/.test(query) && !query.endsWith('"');
  return [
    "import json",
    ...(token ? ["import os"] : []),
    "from urllib.request import Request, urlopen",
    "",
    `query = ${isPlain ? `"""\n${query}\n"""` : JSON.stringify(query)}`,
    `variables = ${pythonValue(variables, "")}`,
    "headers = {",
    '    "Content-Type": "application/json",',
    `    "Accept-Language": "${language}",`,
    ...(token ? ['    "Authorization": f"Bearer {os.environ[\'PARTNERNETZ_TOKEN\']}",'] : []),
    "}",
    'body = json.dumps({"query": query, "variables": variables}).encode()',
    `with urlopen(Request(${JSON.stringify(endpoint)}, body, headers)) as response:`,
    "    answer = json.load(response)",
    "print(json.dumps(answer, indent=2, ensure_ascii=False))",
  ].join("\n");
}

/**
 * @param {Question} question
 * @returns {string}
 */
function javascript({ endpoint, query, variables, token, language }) {
  const written = query.replace(/[\\`]|\$\{/g, "\\$&");
  return [
    `const query = \`\n${written}\n\`;`,
    `const variables = ${JSON.stringify(variables, null, 2)};`,
    `const response = await fetch(${JSON.stringify(endpoint)}, {`,
    '  method: "POST",',
    "  headers: {",
    '    "Content-Type": "application/json",',
    `    "Accept-Language": "${language}",`,
    ...(token ? ["    Authorization: `Bearer ${process.env.PARTNERNETZ_TOKEN}`,"] : []),
    "  },",
    "  body: JSON.stringify({ query, variables }),",
    "});",
    "console.log(JSON.stringify(await response.json(), null, 2));",
  ].join("\n");
}

/**
 * @param {Record<string, unknown>} variables
 * @returns {{ variables?: Record<string, unknown> }}
 */
function given(variables) {
  return Object.keys(variables).length ? { variables } : {};
}

/**
 * A JSON value as Python writes it.
 * @param {unknown} value
 * @param {string} space
 * @returns {string}
 */
function pythonValue(value, space) {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inner = `${space}    `;
  const lines = Object.entries(value).map(([key, entry]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    return `${inner}${name}${pythonValue(entry, inner)},\n`;
  });
  return lines.length ? `${open}\n${lines.join("")}${space}${close}` : open + close;
}
