// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// One type in words: what it is, its fields with arguments, and where each leads.

import { make } from "./dom.js";
import { written } from "./schema.js";

/** @typedef {import("./schema.js").Type} Type */
/** @typedef {import("./schema.js").Field} Field */
/** @typedef {import("./schema.js").TypeRef} TypeRef */
/** @typedef {{ open: (type: string) => void, insert: (field: Field) => void }} Acts */

/**
 * The elements that describe a type, its heading first.
 * @param {Type} type
 * @param {import("./words.js").Words} words
 * @param {Acts} acts
 * @returns {HTMLElement[]}
 */
export function describe(type, words, acts) {
  const kind = make("span", { class: "kind" }, words.say(`explorer.kind.${type.kind}`));
  const heading = make("h3", { id: "detail-heading", tabindex: "-1" }, type.name, " ", kind);
  const about = type.description ? [make("p", {}, type.description)] : [];
  const isOutput = type.kind === "OBJECT" || type.kind === "INTERFACE";
  return [
    heading,
    ...about,
    ...chapter(words.say("explorer.interfaces"), type.interfaces.map((ref) => make("li", {}, link(ref, acts)))),
    ...chapter(words.say("explorer.fields"), isOutput ? type.fields.map((field) => row(field, words, acts)) : []),
    ...chapter(words.say("explorer.inputs"), type.inputFields.map((entry) => plainRow(/** @type {Field} */ (entry), words, acts))),
    ...chapter(words.say("explorer.values"), type.enumValues.map((value) => plainRow(value, words, acts))),
    ...chapter(words.say("explorer.members"), type.possibleTypes.map((ref) => make("li", {}, link(ref, acts)))),
  ];
}

/**
 * @param {string} title
 * @param {HTMLElement[]} items
 * @returns {HTMLElement[]}
 */
function chapter(title, items) {
  return items.length ? [make("h4", {}, title), make("ul", {}, ...items)] : [];
}

/**
 * A field that can be put into the query.
 * @param {Field} field
 * @param {import("./words.js").Words} words
 * @param {Acts} acts
 * @returns {HTMLElement}
 */
function row(field, words, acts) {
  const label = words.say("explorer.insert", { field: field.name });
  const button = make("button", { type: "button", class: "quiet", title: label }, field.name);
  button.addEventListener("click", () => acts.insert(field));
  return signature(button, field, words, acts);
}

/**
 * An entry or a value: nothing to put into the query.
 * @param {Field} field
 * @param {import("./words.js").Words} words
 * @param {Acts} acts
 * @returns {HTMLElement}
 */
function plainRow(field, words, acts) {
  return signature(make("b", {}, field.name), field, words, acts);
}

/**
 * @param {HTMLElement} name
 * @param {Field} field
 * @param {import("./words.js").Words} words
 * @param {Acts} acts
 * @returns {HTMLElement}
 */
function signature(name, field, words, acts) {
  const code = make("code", {}, name, ...entries(field, acts));
  if (field.type) code.append(": ", link(field.type, acts));
  if (field.defaultValue) code.append(` = ${field.defaultValue}`);
  const item = make("li", { "data-field": field.name }, code);
  if (field.description) item.append(make("p", {}, field.description));
  if (field.deprecationReason) item.append(make("p", { class: "problem" }, words.say("explorer.deprecated", { reason: field.deprecationReason })));
  return item;
}

/**
 * The arguments of a field, in parentheses.
 * @param {Field} field
 * @param {Acts} acts
 * @returns {(Node | string)[]}
 */
function entries({ args = [] }, acts) {
  if (!args.length) return [];
  const told = args.flatMap(({ name, type, defaultValue }, at) => [
    at ? ", " : "",
    make("span", { class: "is-key" }, name),
    ": ",
    link(type, acts),
    defaultValue ? ` = ${defaultValue}` : "",
  ]);
  return ["(", ...told, ")"];
}

/**
 * A type, with its name as the way to it.
 * @param {TypeRef} ref
 * @param {Acts} acts
 * @returns {HTMLElement}
 */
function link(ref, acts) {
  const [before, name, behind] = written(ref);
  const button = make("button", { type: "button", class: "quiet is-type" }, name);
  button.addEventListener("click", () => acts.open(name));
  return make("span", { class: "ref" }, before, button, behind);
}
