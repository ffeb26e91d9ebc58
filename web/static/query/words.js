// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The words of the page in its language, with numbers and plurals as that language writes them.

/** @typedef {{ language: string, texts: Record<string, string> }} Settings */

export class Words {
  /** @param {Settings} settings */
  constructor(settings) {
    this.settings = settings;
  }

  /** @returns {string} */
  get language() {
    return this.settings.language;
  }

  /**
   * A text with its {places} filled.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  say(key, values = {}) {
    const text = this.settings.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /**
   * The text for this very text key, or nothing.
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return key in this.settings.texts;
  }

  /**
   * "3 errors", in the plural form that the language wants.
   * @param {string} key
   * @param {number} count
   * @returns {string}
   */
  count(key, count) {
    const form = new Intl.PluralRules(this.language).select(count);
    return this.say(`${key}.${form}`, { count: this.number(count) });
  }

  /**
   * @param {number} value
   * @param {Intl.NumberFormatOptions} [options]
   * @returns {string}
   */
  number(value, options = {}) {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: 1, ...options }).format(value);
  }

  /**
   * @param {number} milliseconds
   * @returns {string}
   */
  time(milliseconds) {
    return this.number(Math.round(milliseconds), { style: "unit", unit: "millisecond" });
  }

  /**
   * @param {number} bytes
   * @returns {string}
   */
  size(bytes) {
    const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
    return this.number(value, { style: "unit", unit });
  }
}
