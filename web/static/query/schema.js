// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
// The description of the data, asked once from the service itself.

/** @typedef {{ kind: string, name: string | null, ofType: TypeRef | null }} TypeRef */
/** @typedef {{ name: string, description: string | null, type: TypeRef, defaultValue: string | null }} Entry */
/** @typedef {{ name: string, description: string | null, deprecationReason: string | null, type?: TypeRef, args?: Entry[], defaultValue?: string | null }} Field */
/** @typedef {{ kind: string, name: string, description: string | null, fields: Field[], inputFields: Entry[], enumValues: Field[], interfaces: TypeRef[], possibleTypes: TypeRef[] }} Type */
/** @typedef {{ types: Map<string, Type>, roots: Record<string, string> }} Schema */

const QUERY = `query Introspection {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description
      fields(includeDeprecated: true) { name description deprecationReason type { ...Ref } args { ...Entry } }
      inputFields { ...Entry }
      enumValues(includeDeprecated: true) { name description deprecationReason }
      interfaces { ...Ref }
      possibleTypes { ...Ref }
    }
  }
}
fragment Entry on __InputValue { name description defaultValue type { ...Ref } }
fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } }`;

/**
 * The schema, without the types that describe schemas. By GET, so that the browser may keep it.
 * @param {string} endpoint
 * @returns {Promise<Schema>}
 */
export async function loadSchema(endpoint) {
  const address = `${endpoint}?${new URLSearchParams({ query: QUERY })}`;
  const accept = "application/graphql-response+json, application/json;q=0.9";
  const response = await fetch(address, { headers: { Accept: accept }, credentials: "omit" });
  const { data } = await response.json();
  return schemaOf(data.__schema);
}

/**
 * @param {any} told the answer to the introspection query
 * @returns {Schema}
 */
function schemaOf(told) {
  /** @type {Map<string, Type>} */
  const types = new Map();
  for (const type of told.types) {
    const lists = ["fields", "inputFields", "enumValues", "interfaces", "possibleTypes"];
    if (!type.name.startsWith("__")) types.set(type.name, { ...type, ...Object.fromEntries(lists.map((name) => [name, type[name] ?? []])) });
  }
  return {
    types,
    roots: {
      query: told.queryType.name,
      mutation: told.mutationType?.name ?? "",
      subscription: told.subscriptionType?.name ?? "",
    },
  };
}

/**
 * The name at the heart of a type: Stakeholder of [Stakeholder!]!.
 * @param {TypeRef | undefined | null} ref
 * @returns {string}
 */
export function named(ref) {
  return ref ? (ref.ofType ? named(ref.ofType) : (ref.name ?? "")) : "";
}

/**
 * A type as GraphQL writes it: what stands before its name, the name, what stands behind.
 * @param {TypeRef | undefined | null} ref
 * @returns {[string, string, string]}
 */
export function written(ref) {
  if (!ref?.ofType) return ["", ref?.name ?? "", ""];
  const [before, name, behind] = written(ref.ofType);
  return ref.kind === "LIST" ? [`[${before}`, name, `${behind}]`] : [before, name, `${behind}!`];
}

/**
 * A field as it is put into a query, and how many characters before its end the caret belongs.
 * @param {Schema} schema
 * @param {Field} field
 * @returns {{ text: string, back: number }}
 */
export function ready(schema, field) {
  const kind = schema.types.get(named(field.type))?.kind ?? "";
  const isNested = ["OBJECT", "INTERFACE", "UNION"].includes(kind);
  const needs = field.args?.some(({ type, defaultValue }) => type.kind === "NON_NULL" && defaultValue === null);
  const text = `${field.name}${needs ? "()" : ""}${isNested ? " {  }" : ""}`;
  // Required arguments come first; else the caret stands between the braces.
  return { text, back: needs ? text.length - field.name.length - 1 : isNested ? 2 : 0 };
}
