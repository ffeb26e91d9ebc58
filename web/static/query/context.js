// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// What may be written at the caret: fields of the type that surrounds it, arguments, values or types.

import { named } from "./schema.js";
import { graphqlTokens } from "./tokens.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./schema.js").Field} Field */
/** @typedef {{ scope: "document" | "selection" | "entries", type: string, entries: Field[], last?: Field, word: string }} Frame */
/** @typedef {{ from: number, prefix: string, choices: Field[], scope: string }} Context */

/**
 * The word before the caret and what it may become.
 * @param {string} text
 * @param {number} caret
 * @param {Schema} schema
 * @returns {Context}
 */
export function contextAt(text, caret, schema) {
  const prefix = /[A-Za-z_]\w*$/.exec(text.slice(0, caret))?.[0] ?? "";
  const from = caret - prefix.length;
  const reader = new Reader(schema);
  const tokens = graphqlTokens(text.slice(0, from)).filter(({ kind }) => kind !== "space");
  if (["comment", "string"].includes(tokens.at(-1)?.kind ?? "")) return { from, prefix, choices: [], scope: "" };
  tokens.forEach((token) => reader.read(token));
  return { from, prefix, choices: reader.choices(), scope: reader.top.scope };
}

class Reader {
  /** @param {Schema} schema */
  constructor(schema) {
    this.schema = schema;
    /** @type {Frame[]} */
    this.frames = [{ scope: "document", type: schema.roots.query, entries: [], word: "" }];
    this.before = "";
    this.inDirective = false;
  }

  /** @returns {Frame} */
  get top() {
    return this.frames[this.frames.length - 1];
  }

  /** @param {import("./tokens.js").Token} token */
  read({ kind, text }) {
    if (text === "{" || text === "(") this.open(text);
    else if (text === "}" || text === ")") this.close(text);
    else if (text === ":" && this.top.scope === "entries") this.top.last = this.top.entries.find(({ name }) => name === this.top.word);
    else if (["name", "key", "type", "keyword"].includes(kind)) this.name(text);
    if (kind === "directive") this.inDirective = true;
    this.before = text;
  }

  /** @param {string} text */
  name(text) {
    const top = this.top;
    top.word = text;
    if (top.scope === "entries") return;
    if (this.before === "on") top.last = { name: text, description: null, deprecationReason: null, type: { kind: "OBJECT", name: text, ofType: null } };
    else if (top.scope === "selection") top.last = this.fields(top.type).find(({ name }) => name === text);
    else if (text in this.schema.roots) top.type = this.schema.roots[text];
  }

  /** @param {string} bracket */
  open(bracket) {
    const { scope, last, type } = this.top;
    const isSelection = bracket === "{" && scope !== "entries";
    const inner = isSelection && scope === "document" ? named(last?.type) || type : named(last?.type);
    const entries = bracket === "(" ? (this.inDirective ? [] : (last?.args ?? [])) : (this.schema.types.get(inner)?.inputFields ?? []);
    this.inDirective = false;
    this.frames.push({ scope: isSelection ? "selection" : "entries", type: inner, entries: /** @type {Field[]} */ (entries), word: "" });
  }

  /** @param {string} bracket */
  close(bracket) {
    if (this.frames.length > 1) this.frames.pop();
    if (bracket === "}" && this.top.scope === "document") Object.assign(this.top, { last: undefined, type: this.schema.roots.query });
  }

  /**
   * @param {string} type
   * @returns {Field[]}
   */
  fields(type) {
    return this.schema.types.get(type)?.fields ?? [];
  }

  /** @returns {Field[]} */
  choices() {
    const { scope, type, entries, last } = this.top;
    if (this.before === "on") return [...this.schema.types.values()].filter(({ kind }) => ["OBJECT", "INTERFACE", "UNION"].includes(kind)).map(asChoice);
    if (scope === "entries") return this.before === ":" ? this.values(named(last?.type)) : entries;
    return scope === "selection" ? [...this.fields(type), asChoice({ name: "__typename", description: null })] : [];
  }

  /**
   * @param {string} type
   * @returns {Field[]}
   */
  values(type) {
    if (type === "Boolean") return ["true", "false"].map((name) => asChoice({ name, description: null }));
    return this.schema.types.get(type)?.enumValues ?? [];
  }
}

/**
 * @param {{ name: string, description: string | null }} told
 * @returns {Field}
 */
function asChoice({ name, description }) {
  return { name, description, deprecationReason: null };
}
