// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
//
// How a frontend uses the types written from the schema; compiled under --strict, never run.

import type { FoundQuery, HannoverAtQuery, HannoverAtQueryVariables } from "./types";

/** The label, or nothing if there is no such stakeholder: the type says that there may be none. */
export function labelOf(answer: HannoverAtQuery): string {
  return answer.stakeholder?.label.text ?? "";
}

/** An argument may be left out, and a date is a text. */
export const atADate: HannoverAtQueryVariables = { at: { valid: "2022-12", undated: "EXCLUDE" }, lang: ["uk", "de"] };

/** What an interface stands for is told apart by its name; what is computed may be missing. */
export function codesOf(found: FoundQuery): string[] {
  return (found.search?.nodes ?? []).map(({ record }) => {
    if (record.__typename === "Stakeholder") return record.country?.code ?? "";
    if (record.__typename === "Cooperation") return record.kind.code;
    if (record.__typename === "Event") return record.period?.from.state ?? "";
    return "";
  });
}

// @ts-expect-error: a name that the schema does not have is an error of the compiler.
export const wrong = (answer: HannoverAtQuery) => answer.stakeholder?.lable;
