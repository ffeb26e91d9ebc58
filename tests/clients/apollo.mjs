// SPDX-FileCopyrightText: 2026 Partnernetz contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Apollo Client with its normalised cache against a running service:
//   node tests/clients/apollo.mjs http://127.0.0.1:8000/graphql

import assert from "node:assert/strict";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

const uri = process.argv[2];

/** Which types each interface and union stands for, as Apollo wants it. */
async function possibleTypes() {
  const query = "{ __schema { types { kind name possibleTypes { name } } } }";
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(uri, { method: "POST", headers, body: JSON.stringify({ query }) });
  const { types } = (await answer.json()).data.__schema;
  const abstract = types.filter(({ kind }) => kind === "INTERFACE" || kind === "UNION");
  return Object.fromEntries(abstract.map(({ name, possibleTypes }) => [name, possibleTypes.map((one) => one.name)]));
}

async function newClient() {
  const stakeholders = relayStylePagination(["filter", "search", "orderBy", "at"]);
  const cache = new InMemoryCache({
    possibleTypes: await possibleTypes(),
    typePolicies: { Query: { fields: { stakeholders } } },
  });
  return new ApolloClient({ link: new HttpLink({ uri }), cache });
}

async function twoDatesDoNotMix() {
  const client = await newClient();
  const query = gql`
    query Partners($at: At) {
      stakeholder(by: { name: "Hannover" }, at: $at) { id uri partners(first: 1) { totalCount } }
    }
  `;
  const before = { at: { valid: "1900", undated: "EXCLUDE" } };
  const now = (await client.query({ query })).data.stakeholder;
  const then = (await client.query({ query, variables: before })).data.stakeholder;

  assert.equal(then.uri, now.uri);
  assert.notEqual(then.id, now.id);
  assert.equal(then.partners.totalCount, 0);
  assert.ok(now.partners.totalCount > 0);
  assert.deepEqual(client.readQuery({ query }).stakeholder, now);
  assert.deepEqual(client.readQuery({ query, variables: before }).stakeholder, then);
  console.log("two dates do not mix");
}

async function pagesAreJoined() {
  const client = await newClient();
  const query = gql`
    query Page($first: Int!, $after: String) {
      stakeholders(first: $first, after: $after) {
        totalCount
        edges { cursor node { id label { text } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  `;
  const page = client.watchQuery({ query, variables: { first: 4 } });
  const watching = page.subscribe(() => {});
  const { endCursor } = (await client.query({ query, variables: { first: 4 } })).data.stakeholders.pageInfo;
  await page.fetchMore({ variables: { after: endCursor } });
  watching.unsubscribe();
  const joined = client.readQuery({ query, variables: { first: 4 } }).stakeholders.edges;
  const whole = (await (await newClient()).query({ query, variables: { first: 8 } })).data.stakeholders.edges;

  const ids = (edges) => edges.map(({ node }) => node.id);
  assert.deepEqual(ids(joined), ids(whole));
  assert.equal(new Set(ids(joined)).size, 8);
  console.log("pages are joined");
}

async function anInterfaceIsKnownByItsTypes() {
  const client = await newClient();
  const query = gql`
    {
      search(text: "Hannover", first: 3) {
        nodes { record { ...Named } }
      }
    }
    fragment Named on AnyRecord { id label { text } }
  `;
  const answer = (await client.query({ query })).data;
  const held = client.readQuery({ query });

  assert.ok(held.search.nodes.length > 0);
  assert.ok(held.search.nodes.every(({ record }) => record.label.text));
  assert.deepEqual(held, answer);
  console.log("an interface is known by its types");
}

await twoDatesDoNotMix();
await pagesAreJoined();
await anInterfaceIsKnownByItsTypes();
