// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// Suggestions at the caret. The list never takes a key that it was not asked for: Enter inserts only what was chosen
// with an arrow key, Tab always leaves the field.

import { contextAt } from "./context.js";
import { make } from "./dom.js";
import { ready, written } from "./schema.js";

const MOST = 8;

export class Suggest {
  /**
   * @param {import("./editor.js").Editor} editor
   * @param {import("./words.js").Words} words
   * @param {() => Promise<import("./schema.js").Schema | null>} schema
   */
  constructor(editor, words, schema) {
    this.editor = editor;
    this.words = words;
    this.schema = schema;
    this.list = make("ul", { id: "suggestions", class: "suggestions", role: "listbox", hidden: "" });
    this.news = make("p", { class: "unseen", role: "status" });
    editor.field.after(this.list, this.news);
    for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": "suggestions" })) editor.field.setAttribute(name, value);
    /** @type {import("./schema.js").Field[]} */
    this.choices = [];
    this.chosen = -1;
    editor.field.addEventListener("input", (event) => this.typed(/** @type {InputEvent} */ (event)));
    editor.field.addEventListener("blur", () => this.close());
    editor.field.addEventListener("keydown", (event) => this.key(event), { capture: true });
    this.list.addEventListener("mousedown", (event) => this.pressed(event));
  }

  /** @param {InputEvent} event */
  typed(event) {
    if (event.inputType === "insertText" && /^\w$/.test(event.data ?? "")) this.open();
    else this.close();
  }

  async open() {
    const schema = await this.schema();
    if (!schema) return;
    const { field } = this.editor;
    const context = contextAt(field.value, field.selectionStart, schema);
    const wanted = context.prefix.toLowerCase();
    const fitting = context.choices.filter(({ name }) => name.toLowerCase().includes(wanted) && name !== context.prefix);
    const starts = (/** @type {{name: string}} */ { name }) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
    this.choices = fitting.sort((a, b) => starts(a) - starts(b)).slice(0, MOST);
    this.context = context;
    this.choices.length ? this.show() : this.close();
  }

  show() {
    this.chosen = -1;
    this.list.setAttribute("aria-label", this.words.say("suggest.label"));
    this.list.replaceChildren(...this.choices.map((choice, at) => option(choice, at)));
    const { left, top } = this.editor.caret();
    this.list.hidden = false;
    const room = this.editor.behind.clientWidth - this.list.offsetWidth;
    this.list.style.setProperty("left", `${Math.max(0, Math.min(left, room))}px`);
    this.list.style.setProperty("top", `${top + 4}px`);
    this.news.textContent = this.words.count("suggest.count", this.choices.length);
    this.editor.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.news.textContent = "";
    this.editor.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey && event.code === "Space") this.handled(event, () => this.open());
    if (this.list.hidden) return;
    if (event.key === "Escape") this.handled(event, () => this.close());
    else if (event.key === "ArrowDown") this.handled(event, () => this.choose(this.chosen + 1));
    else if (event.key === "ArrowUp" && this.chosen >= 0) this.handled(event, () => this.choose(this.chosen - 1));
    else if (event.key === "Enter" && this.chosen >= 0 && !event.ctrlKey && !event.metaKey) this.handled(event, () => this.insert(this.chosen));
    else if (!/^(Shift|Control|Alt|Meta)$/.test(event.key) && event.key.length > 1) this.close();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} act
   */
  handled(event, act) {
    event.preventDefault();
    act();
  }

  /** @param {number} at */
  choose(at) {
    this.chosen = Math.min(at, this.choices.length - 1);
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
    if (this.chosen < 0) this.editor.field.removeAttribute("aria-activedescendant");
    else this.editor.field.setAttribute("aria-activedescendant", `suggestion-${this.chosen}`);
  }

  /** @param {MouseEvent} event */
  pressed(event) {
    event.preventDefault();
    const item = /** @type {Element} */ (event.target).closest("[role=option]");
    if (item) this.insert([...this.list.children].indexOf(item));
  }

  /** @param {number} at */
  async insert(at) {
    const choice = this.choices[at];
    const schema = await this.schema();
    if (!schema || !this.context) return;
    const isEntry = this.context.scope === "entries" && choice.type;
    const { text, back } = isEntry ? { text: `${choice.name}: `, back: 0 } : ready(schema, choice);
    this.editor.replace(text, this.context.from, this.editor.field.selectionEnd, back);
    this.close();
  }
}

/**
 * @param {import("./schema.js").Field} choice
 * @param {number} at
 * @returns {HTMLElement}
 */
function option({ name, type, description }, at) {
  const kind = type ? [make("span", { class: "is-type" }, written(type).join(""))] : [];
  const item = make("li", { id: `suggestion-${at}`, role: "option", "aria-selected": "false" }, make("b", {}, name), ...kind);
  if (description) item.append(make("small", {}, description.split("\n")[0]));
  return item;
}
