// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// What can be asked: a list of types and fields that can be filtered, one tab stop for the whole list.

import { describe } from "./describe.js";
import { make, part } from "./dom.js";
import { ready } from "./schema.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {{ type: string, field: string }} Match */

export class Explorer {
  /**
   * @param {import("./words.js").Words} words
   * @param {(field: { text: string, back: number }) => void} insert puts a field into the query
   */
  constructor(words, insert) {
    this.words = words;
    this.insert = insert;
    this.find = part("find", HTMLInputElement);
    this.list = part("types", HTMLElement);
    this.detail = part("detail", HTMLElement);
    /** @type {Schema | null} */
    this.schema = null;
    this.current = "";
    this.find.addEventListener("input", () => this.filter());
    this.find.addEventListener("keydown", (event) => this.intoList(event));
    this.list.addEventListener("keydown", (event) => this.move(event));
  }

  /** @param {Schema | null} schema */
  show(schema) {
    this.schema = schema;
    if (schema) this.open(schema.roots.query, false);
    else part("detail-heading", HTMLElement).replaceChildren(this.words.say("explorer.failed"));
    this.filter();
  }

  /** Shows everything again, in the words of now. */
  refresh() {
    if (!this.schema) return;
    this.filter();
    this.open(this.current, false);
  }

  filter() {
    const matches = this.schema ? matchesIn(this.schema, this.find.value.trim().toLowerCase()) : [];
    this.list.replaceChildren(...matches.map((match, at) => this.entry(match, at)));
    part("found", HTMLElement).textContent = this.find.value ? this.words.count("explorer.found", matches.length) : "";
  }

  /**
   * @param {Match} match
   * @param {number} at
   * @returns {HTMLElement}
   */
  entry({ type, field }, at) {
    const name = field ? [make("span", { class: "is-type" }, `${type}.`), field] : [make("span", { class: "is-type" }, type)];
    const button = make("button", { type: "button", tabindex: at === 0 ? "0" : "-1" }, ...name);
    button.addEventListener("click", () => this.open(type, true, field));
    return make("li", {}, button);
  }

  /**
   * Describes a type.
   * @param {string} name
   * @param {boolean} isAsked whether the focus follows
   * @param {string} [field] the field to look at
   */
  open(name, isAsked, field = "") {
    const { schema } = this;
    const type = schema?.types.get(name);
    if (!schema || !type) return;
    this.current = name;
    this.detail.replaceChildren(...describe(type, this.words, { open: (other) => this.open(other, true), insert: (other) => this.insert(ready(schema, other)) }));
    if (!isAsked) return;
    const target = this.detail.querySelector(field ? `[data-field="${CSS.escape(field)}"] button` : "h3");
    if (target instanceof HTMLElement) target.focus();
  }

  /** @param {KeyboardEvent} event */
  intoList(event) {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.list.querySelector("button")?.focus();
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    /** @type {Record<string, number>} */
    const targets = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    if (!(event.key in targets)) return;
    event.preventDefault();
    const next = buttons[Math.min(targets[event.key], buttons.length - 1)];
    if (!next) return this.find.focus();
    buttons[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

/**
 * The types whose name holds the word, then the fields; without a word all types, the questions first.
 * @param {Schema} schema
 * @param {string} word
 * @returns {Match[]}
 */
function matchesIn(schema, word) {
  const roots = Object.values(schema.roots).filter((name) => schema.types.has(name));
  const others = [...schema.types.keys()].filter((name) => !roots.includes(name));
  const names = [...roots, ...others.sort((a, b) => a.localeCompare(b))];
  const found = names.filter((name) => name.toLowerCase().includes(word)).map((type) => ({ type, field: "" }));
  if (!word) return found;
  const fields = names.flatMap((type) =>
    (schema.types.get(type)?.fields ?? []).filter(({ name }) => name.toLowerCase().includes(word)).map(({ name }) => ({ type, field: name })),
  );
  return [...found, ...fields];
}
