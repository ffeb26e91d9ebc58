// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Writes TypeScript types for the checked-in schema and some operations, as frontends have them written:
//   node tests/clients/codegen.mjs OUT.ts OPERATIONS.graphql...

import { readFile, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { parse } from "graphql";

const [out, ...files] = process.argv.slice(2);
const text = { input: "string", output: "string" };
const config = {
  strictScalars: true,
  scalars: { DateTime: text, Decimal: text, LanguageTag: text, PartialDate: text },
  enumsAsTypes: true,
};
const schema = parse(await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));
const documents = await Promise.all(
  files.map(async (location) => ({ location, document: parse(await readFile(location, "utf8")) })),
);
const written = await codegen({
  schema,
  documents,
  filename: out,
  config,
  plugins: [{ typescript: {} }, { operations: {} }],
  pluginMap: { typescript, operations },
});
await writeFile(out, written);
