// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The query page put together: what each key, button and link does.

import { Answer, errorsOf } from "./answer.js";
import { part } from "./dom.js";
import { Editor } from "./editor.js";
import { Explorer } from "./explorer.js";
import { HandOut } from "./handout.js";
import { switchLanguages } from "./language.js";
import { ask, variablesOf } from "./request.js";
import { loadSchema } from "./schema.js";
import { sharedAddress, sharedQuery } from "./share.js";
import { Suggest } from "./suggest.js";
import { Words } from "./words.js";

const page = part("page", HTMLElement);
const endpoint = new URL(page.dataset.endpoint ?? "", location.href).href;
const words = new Words(JSON.parse(page.dataset.settings ?? "{}"));
const query = new Editor(part("query", HTMLTextAreaElement));
const variables = new Editor(part("variables", HTMLTextAreaElement));
const token = part("token", HTMLInputElement);
const restore = part("restore", HTMLButtonElement);
const answer = new Answer(words, (line, column) => query.goTo(line, column));
const explorer = new Explorer(words, ({ text, back }) => query.replace(text, query.field.selectionStart, query.field.selectionEnd, back));
const handOut = new HandOut(words, question, () => sharedAddress(query.text, variables.text));
/** What an example replaced, until it is brought back. @type {{ query: string, variables: string } | null} */
let replaced = null;
/** True once somebody typed: only then is there something to lose. */
let isOwn = false;
let running = new AbortController();
/** @type {Promise<import("./schema.js").Schema | null> | null} */
let schema = null;

/** The schema, loaded when first needed. */
function schemaOnce() {
  schema ??= loadSchema(endpoint).catch(() => null);
  return schema;
}

/** @returns {import("./request.js").Question | null} */
function question() {
  const problem = part("variables-error", HTMLElement);
  problem.textContent = "";
  variables.field.removeAttribute("aria-invalid");
  try {
    return { endpoint, query: query.text, variables: variablesOf(variables.text), token: token.value.trim(), language: words.language };
  } catch (error) {
    problem.textContent = words.say("ask.variables-wrong", { reason: error instanceof Error ? error.message : "" });
    variables.field.setAttribute("aria-invalid", "true");
    variables.field.focus();
    return null;
  }
}

async function run() {
  const asked = question();
  if (!asked) return;
  running.abort();
  running = new AbortController();
  const { signal } = running;
  history.replaceState(null, "", sharedAddress(query.text, variables.text));
  answer.waiting();
  try {
    const reply = await ask(asked, signal);
    answer.show(reply);
    query.mark(errorsOf(reply)[0]?.locations?.[0]?.line);
    answer.comeIntoSight();
  } catch {
    if (!signal.aborted) answer.unreachable();
  }
}

/** @param {{ query: string, variables: string }} wanted */
function fill(wanted) {
  handOut.forget();
  query.text = wanted.query;
  variables.text = wanted.variables;
}

/** @param {URL} address */
function runExample(address) {
  if (isOwn) {
    replaced = { query: query.text, variables: variables.text };
    restore.hidden = false;
  }
  isOwn = false;
  fill({ query: address.searchParams.get("query") ?? "", variables: address.searchParams.get("variables") ?? "" });
  run();
}

function readAddress() {
  const shared = sharedQuery(location.hash);
  if (shared) fill(shared);
}

document.querySelectorAll(".plain").forEach((element) => element.setAttribute("hidden", ""));
document.querySelectorAll(".enhanced").forEach((element) => element.removeAttribute("hidden"));
part("run", HTMLElement).closest("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
restore.addEventListener("click", () => {
  if (replaced) fill(replaced);
  [isOwn, replaced, restore.hidden] = [true, null, true];
  query.field.focus();
});
for (const { field } of [query, variables]) {
  field.addEventListener("input", () => {
    isOwn = true;
    handOut.forget();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
}
for (const link of document.querySelectorAll("a[data-example]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    runExample(new URL(/** @type {HTMLAnchorElement} */ (link).href));
  });
}
new Suggest(query, words, schemaOnce);
switchLanguages(words, () => explorer.refresh());
window.addEventListener("hashchange", readAddress);
readAddress();
explorer.show(await schemaOnce());
