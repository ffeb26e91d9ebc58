// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The question to take along: as a program, or as a link.

import { part } from "./dom.js";
import { SNIPPETS } from "./snippets.js";

export class HandOut {
  /**
   * @param {import("./words.js").Words} words
   * @param {() => import("./request.js").Question | null} question
   * @param {() => string} address the address that carries the question
   */
  constructor(words, question, address) {
    this.words = words;
    this.question = question;
    this.address = address;
    this.news = part("copied", HTMLElement);
    this.snippet = part("snippet", HTMLElement);
    for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => this.copyAs(button));
    part("share", HTMLElement).addEventListener("click", () => this.share());
  }

  /** Takes away a program that no longer fits the question. */
  forget() {
    this.snippet.hidden = true;
    this.news.textContent = "";
  }

  /** @param {Element} button */
  async copyAs(button) {
    const asked = this.question();
    if (!asked) return;
    const text = SNIPPETS[/** @type {HTMLElement} */ (button).dataset.copy ?? "curl"](asked);
    this.snippet.textContent = text;
    this.snippet.hidden = false;
    const key = (await copy(text)) ? "copy.done" : "copy.shown";
    this.news.textContent = this.words.say(key, { language: button.textContent ?? "" });
  }

  async share() {
    const address = this.address();
    history.replaceState(null, "", address);
    this.news.textContent = this.words.say((await copy(address)) ? "share.done" : "share.shown");
  }
}

/**
 * Puts text into the clipboard; false where the browser does not let us.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
