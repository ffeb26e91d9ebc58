// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The answer: a sentence on how it went, each error in words, and the JSON.

import { make, part } from "./dom.js";
import { coloured, jsonTokens } from "./tokens.js";

/** Above this many characters colours cost more time than they are worth. */
const COLOURED_UP_TO = 150_000;

/** @typedef {import("./request.js").GraphqlError} GraphqlError */

export class Answer {
  /**
   * @param {import("./words.js").Words} words
   * @param {(line: number, column: number) => void} goTo shows a place in the query
   */
  constructor(words, goTo) {
    this.words = words;
    this.goTo = goTo;
    this.status = part("status", HTMLElement);
    this.errors = part("errors", HTMLElement);
    this.json = part("answer", HTMLElement);
  }

  waiting() {
    this.tell(this.words.say("answer.waiting"));
    this.status.classList.add("waiting");
  }

  unreachable() {
    this.tell(this.words.say("error.unreachable"));
    this.showErrors([]);
    this.json.hidden = true;
  }

  /** @param {import("./request.js").Reply} reply */
  show(reply) {
    const errors = errorsOf(reply);
    this.tell([...this.verdict(reply, errors), this.measured(reply)].join(" "), errors.length > 0 || reply.status >= 400);
    this.showErrors(errors);
    this.showJson(reply);
  }

  /** On a narrow screen the answer lies below what was asked: then it comes up, and the focus with it. */
  comeIntoSight() {
    if (this.status.getBoundingClientRect().bottom < window.innerHeight) return;
    part("answer-heading", HTMLElement).focus({ preventScroll: true });
    part("answer-heading", HTMLElement).scrollIntoView({ block: "start" });
  }

  /**
   * @param {string} sentence
   * @param {boolean} [isBad]
   */
  tell(sentence, isBad = false) {
    this.status.classList.remove("waiting");
    this.status.classList.toggle("bad", isBad);
    this.status.textContent = sentence;
  }

  /**
   * @param {import("./request.js").Reply} reply
   * @param {GraphqlError[]} errors
   * @returns {string[]}
   */
  verdict({ status, body, retryAfter }, errors) {
    const known = this.words.has(`error.${status}`) ? [this.words.say(`error.${status}`, { seconds: retryAfter || "1" })] : [];
    if (body === null) return [...known, this.words.say("error.unreadable")];
    return errors.length ? [...known, `${this.words.count("answer.count", errors.length)}.`] : known;
  }

  /**
   * @param {import("./request.js").Reply} reply
   * @returns {string}
   */
  measured({ status, milliseconds, bytes, body }) {
    const { words } = this;
    const told = words.say("answer.status", { status, time: words.time(milliseconds), size: words.size(bytes) });
    const cost = body?.extensions?.cost;
    if (!cost) return told;
    const { requested, limit } = cost;
    return `${told} · ${words.say("answer.cost", { requested: words.number(requested), limit: words.number(limit) })}`;
  }

  /** @param {GraphqlError[]} errors */
  showErrors(errors) {
    this.errors.hidden = errors.length === 0;
    this.errors.replaceChildren(...errors.map((error) => this.error(error)));
  }

  /**
   * @param {GraphqlError} error
   * @returns {HTMLElement}
   */
  error({ message, locations = [], path = [], extensions = {} }) {
    const item = make("li", {}, make("p", { class: "message" }, message));
    if (extensions.hint) item.append(make("p", {}, make("b", {}, this.words.say("answer.hint")), ` ${extensions.hint}`));
    const details = make("p", { class: "places" });
    if (extensions.code) details.append(make("code", {}, String(extensions.code)));
    for (const { line, column } of locations) details.append(this.place(line, column));
    if (path.length) details.append(make("span", {}, this.words.say("answer.path", { path: path.join(" › ") })));
    const docs = extensions.docs ?? extensions.docsUrl;
    if (/^(https?:\/\/|\/)/.test(String(docs))) details.append(make("a", { href: String(docs) }, this.words.say("answer.docs")));
    if (details.childNodes.length) item.append(details);
    return item;
  }

  /**
   * @param {number} line
   * @param {number} column
   * @returns {HTMLElement}
   */
  place(line, column) {
    const button = make("button", { type: "button", class: "quiet" }, this.words.say("answer.place", { line, column }));
    button.addEventListener("click", () => this.goTo(line, column));
    return button;
  }

  /** @param {import("./request.js").Reply} reply */
  showJson({ body, text }) {
    const pretty = body === null ? text : JSON.stringify(body, null, 2);
    this.json.hidden = pretty === "";
    if (pretty.length <= COLOURED_UP_TO) return this.json.replaceChildren(...coloured(jsonTokens(pretty)));
    this.json.textContent = pretty;
    this.status.append(` ${this.words.say("answer.plain")}`);
  }
}

/**
 * @param {import("./request.js").Reply} reply
 * @returns {GraphqlError[]}
 */
export function errorsOf({ body }) {
  return Array.isArray(body?.errors) ? body.errors : [];
}
