// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// Another language without losing what was written: the words are taken from the same page in that language.

/**
 * Lets the links of the language list change the words in place. If that fails, they are ordinary links.
 * @param {import("./words.js").Words} words
 * @param {() => void} changed called after the words are new
 */
export function switchLanguages(words, changed) {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const { href } = /** @type {HTMLAnchorElement} */ (link);
      try {
        words.settings = await settingsOf(href);
      } catch {
        location.assign(href);
        return;
      }
      history.replaceState(null, "", new URL(href).search + location.hash);
      write(words);
      changed();
    });
  }
}

/**
 * @param {string} address
 * @returns {Promise<import("./words.js").Settings>}
 */
async function settingsOf(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, credentials: "omit" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return JSON.parse(page.getElementById("page")?.dataset.settings ?? "");
}

/** @param {import("./words.js").Words} words */
function write(words) {
  document.documentElement.lang = words.language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = words.say(/** @type {HTMLElement} */ (element).dataset.text ?? "");
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", words.say(/** @type {HTMLElement} */ (element).dataset.label ?? ""));
  }
  for (const link of document.querySelectorAll("a[data-language]")) {
    if (/** @type {HTMLElement} */ (link).dataset.language === words.language) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
