# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who pays for what, and what is left."""

import pytest

from schema.http.bucket import Buckets, bucket_key
from schema.http.errors import Code, Refused
from schema.http.limits import Limits
from tests.schema.http.client import Client
from tests.schema.http.toy import Clock, Service, toy_endpoint


@pytest.mark.parametrize(
    ("token", "address", "key"),
    [
        ("t1", "192.0.2.1", "token t1"),
        ("", "192.0.2.1", "address 192.0.2.1"),
        ("", "2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"),
        ("", "::ffff:192.0.2.1", "address 192.0.2.1"),
        ("", "", "address "),
    ],
)
def test_a_bucket_belongs_to_a_token_or_to_an_address(token: str, address: str, key: str):
    assert bucket_key(token, address) == key


def test_an_empty_bucket_says_when_to_come_back():
    buckets = Buckets(Limits(bucket_capacity=100, bucket_refill=10), Clock())
    buckets.take("a", 80)

    with pytest.raises(Refused) as refused:
        buckets.take("a", 55)
    assert refused.value.code is Code.RATE_LIMITED
    assert refused.value.headers == (("Retry-After", "4"),)


def test_a_bucket_fills_with_time_and_never_over_its_brim():
    clock = Clock()
    buckets = Buckets(Limits(bucket_capacity=100, bucket_refill=10), clock)
    buckets.take("a", 100)
    clock.now = 3.0
    after_three = buckets.headers("a")
    clock.now = 1000.0

    assert after_three == (("RateLimit-Policy", '"cost";q=100;w=10'), ("RateLimit", '"cost";r=30;t=7'))
    assert buckets.headers("a")[1] == ("RateLimit", '"cost";r=100;t=0')


def test_what_was_not_needed_is_given_back():
    buckets = Buckets(Limits(bucket_capacity=100), Clock())
    buckets.take("a", 90)
    buckets.give_back("a", 60)

    assert buckets.headers("a")[1] == ("RateLimit", '"cost";r=70;t=1')


def test_only_so_many_buckets_are_kept():
    buckets = Buckets(Limits(bucket_capacity=100, bucket_count=2), Clock())
    buckets.take("a", 50)
    buckets.take("b", 50)
    buckets.take("c", 50)

    assert buckets.headers("a")[1] == ("RateLimit", '"cost";r=100;t=0')
    assert buckets.headers("c")[1] == ("RateLimit", '"cost";r=50;t=1')


@pytest.mark.anyio
async def test_the_answer_tells_what_is_left_after_the_refund(client: Client):
    reply = await client.ask("{ search { ... on Town { name } } }")

    assert reply.headers["ratelimit-policy"] == '"cost";q=100000;w=50'
    assert reply.headers["ratelimit"] == '"cost";r=99997;t=1'


@pytest.mark.anyio
async def test_one_address_does_not_pay_for_another():
    endpoint = toy_endpoint(Service(), bucket_capacity=30, bucket_refill=1)
    greedy, modest = Client(endpoint, "192.0.2.1"), Client(endpoint, "192.0.2.2")
    while (await greedy.ask("{ towns { nodes { name } } }")).status == 200:
        pass

    assert (await greedy.ask("{ towns { nodes { name } } }")).code == "RATE_LIMITED"
    assert (await modest.ask("{ towns { nodes { name } } }")).status == 200


@pytest.mark.anyio
async def test_guessing_tokens_empties_the_bucket_of_the_address():
    client = Client(toy_endpoint(Service(), bucket_capacity=250, bucket_refill=1))
    guesses = [await client.ask("{ hello }", headers={"authorization": f"Bearer {n}"}) for n in range(4)]

    staff = await client.ask("{ hello }", headers={"authorization": "Bearer staff"})

    assert [reply.status for reply in guesses] == [401, 401, 429, 429]
    assert staff.status == 200
