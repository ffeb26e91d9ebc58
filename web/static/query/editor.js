// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// A plain text field with line numbers and colours behind it. The field stays a field: Tab leaves it, undo works.

import { make } from "./dom.js";
import { coloured, graphqlTokens, jsonTokens } from "./tokens.js";

export class Editor {
  /** @param {HTMLTextAreaElement} field */
  constructor(field) {
    this.field = field;
    this.tokens = field.parentElement?.dataset.highlight === "json" ? jsonTokens : graphqlTokens;
    this.behind = make("pre", { class: "behind", "aria-hidden": "true" });
    field.before(this.behind);
    field.parentElement?.classList.add("lit");
    field.addEventListener("input", () => this.colour());
    field.addEventListener("keydown", (event) => this.indent(event));
    this.colour();
  }

  /** @returns {string} */
  get text() {
    return this.field.value;
  }

  /** @param {string} text */
  set text(text) {
    this.field.value = text;
    this.colour();
  }

  /** Draws the text again behind the field. */
  colour() {
    this.behind.replaceChildren(...coloured(this.tokens(this.text)));
  }

  /**
   * Puts text in place of what lies between two offsets, as if typed.
   * @param {string} text
   * @param {number} from
   * @param {number} to
   * @param {number} [back] so many characters before the end the caret comes to stand
   */
  replace(text, from, to, back = 0) {
    this.field.focus();
    this.field.setSelectionRange(from, to);
    // Deprecated, yet the only way that keeps the field's own undo.
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, from, to, "end");
      this.colour();
    }
    this.field.setSelectionRange(from + text.length - back, from + text.length - back);
  }

  /**
   * Marks a line, counted from 1, as the place of an error; without a number none.
   * @param {number} [line]
   */
  mark(line) {
    [...this.behind.children].forEach((element, at) => element.classList.toggle("wrong", at + 1 === line));
  }

  /**
   * Sets the caret, both counted from 1.
   * @param {number} line
   * @param {number} column
   */
  goTo(line, column) {
    const before = this.text.split("\n").slice(0, line - 1);
    const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    this.field.focus();
    this.field.setSelectionRange(at, at);
  }

  /**
   * Where the caret is on the screen, below its line, seen from the editor's corner.
   * @returns {{ left: number, top: number }}
   */
  caret() {
    const lines = this.text.slice(0, this.field.selectionStart).split("\n");
    const line = this.behind.children[lines.length - 1];
    const corner = this.behind.getBoundingClientRect();
    const spot = spotIn(line, lines[lines.length - 1].length);
    return { left: spot.right - corner.left, top: spot.bottom - corner.top };
  }

  /**
   * A new line begins where the one above begins, one step further after an opening bracket.
   * @param {KeyboardEvent} event
   */
  indent(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = this.field;
    const line = this.text.slice(0, selectionStart).split("\n").pop() ?? "";
    const space = /^\s*/.exec(line)?.[0] ?? "";
    const step = /[{([]\s*$/.test(line) ? "  " : "";
    this.replace(`\n${space}${step}`, selectionStart, selectionEnd);
  }
}

/**
 * The place of a column within a line that may be wrapped.
 * @param {Element} line
 * @param {number} column
 * @returns {{ right: number, bottom: number }}
 */
function spotIn(line, column) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = column;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length && left > 0) {
      const range = document.createRange();
      range.setStart(node, left - 1);
      range.setEnd(node, left);
      return range.getBoundingClientRect();
    }
    left -= length;
  }
  const box = line.getBoundingClientRect();
  return { right: box.left, bottom: box.bottom };
}
