# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said on one socket once its client is known: operations side by side, each until it is complete."""

import asyncio
from contextlib import aclosing

from graph.errors import PartnernetzError
from schema.http.app import Asker
from schema.http.errors import Code, Refused
from schema.http.faults import Entry
from schema.http.parameters import checked
from schema.http.racing import end, first_to_end
from schema.http.runner import Runner
from schema.http.streams import Failed, Streams
from schema.http.wire import INVALID, TOO_MANY, Closed, Message, Wire

TAKEN = 4409


class Conversation:
    """The operations of one socket."""

    def __init__(self, wire: Wire, runner: Runner, streams: Streams, asker: Asker) -> None:
        self._wire, self._runner, self._streams, self._asker = wire, runner, streams, asker
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def held(self) -> None:
        """All of it.

        Raises:
            Closed: The socket is to be closed.
            WireBroken: The client is gone.
        """
        try:
            await first_to_end(self._listened(), self._failed())
        finally:
            await end(list(self._operations.values()))

    async def _listened(self) -> None:
        while True:
            message = await self._wire.next()
            if message.type == "subscribe":
                await self._begin(message)
            elif message.type == "complete":
                if task := self._operations.get(message.id):
                    task.cancel()
            elif message.type == "connection_init":
                raise Closed(TOO_MANY, "Too many initialisation requests")
            else:
                raise Closed(INVALID, f"No message is of type {message.type[:30]}")

    async def _begin(self, message: Message) -> None:
        if not message.id:
            raise Closed(INVALID, "An operation needs an id")
        if message.id in self._operations:
            raise Closed(TAKEN, f"Subscriber for {message.id} already exists")
        most = self._wire.limits.socket_operations
        if len(self._operations) >= most:
            text = f"More than {most} operations at once on this socket."
            refused = Refused(Code.RATE_LIMITED, text, "Wait until one is complete.")
            await self._wire.say("error", name=message.id, payload=self._runner.faults.refusal(refused))
            return
        task = asyncio.ensure_future(self._operated(message))
        self._operations[message.id] = task
        task.add_done_callback(lambda _: self._ended(message.id, task))

    def _ended(self, name: str, task: "asyncio.Task[None]") -> None:
        self._operations.pop(name, None)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._broken.done():
            self._broken.set_exception(error)

    async def _failed(self) -> None:
        """Ends with what an operation could not get over, such as a client that is gone."""
        await self._broken

    async def _operated(self, message: Message) -> None:
        errors = await self._answered(message)
        if errors:
            await self._wire.say("error", name=message.id, payload=errors)
        else:
            await self._wire.say("complete", name=message.id)

    async def _answered(self, message: Message) -> list[Entry]:
        """The errors that ended an operation; none if it was answered."""
        try:
            plan = await self._runner.plan(checked(message.payload, self._wire.limits))
            self._runner.buckets.take(self._asker.bucket, plan.cost.points)
            async with aclosing(self._streams.answers(self._asker, plan)) as answers:
                async for body in answers:
                    await self._wire.answer(message.id, body)
        except Failed as failed:
            return failed.entries
        except (Refused, PartnernetzError) as error:
            code, entries = self._runner.faults.of(error)
            if code not in (Code.RATE_LIMITED, Code.OVERLOADED):
                self._runner.buckets.charge(self._asker.bucket, self._wire.limits.refused_cost)
            return entries
        return []
