"""A client of Catga nodes that is not written in Swift, with nothing but a NATS library.

It follows Sources/Catga/Catga.docc/OtherLanguages.md, in its order, and talks to a node that handles the messages of
Tests/TransportConformance/Messages.swift. A line is printed for everything that came back.

    Tests/ForeignClient/install
    .build/foreign-client/bin/python Tests/ForeignClient/client.py nats://127.0.0.1:4222
"""

import asyncio
import secrets
import struct
import sys

import nats

# Envelope: 24 bytes, what the flags announce, and the payload behind them.

COMMAND, QUERY, EVENT, RELIABLE_EVENT, REPLY, ERROR_REPLY = range(1, 7)
# mark, version, kind, quality, flags, header size, type, message
HEADER = struct.Struct("<BBBBHHQQ")


def type_id(wire_name):
    number = 0xCBF29CE484222325
    for byte in wire_name.encode():
        number = (number ^ byte) * 0x100000001B3 % 2**64
    return number


def frame(kind, wire_name, payload, message_id, quality=0):
    return HEADER.pack(0xCA, 1, kind, quality, 0, HEADER.size, type_id(wire_name), message_id) + payload


def read_frame(data):
    mark, version, kind, quality, flags, size, type_, message_id = HEADER.unpack_from(data)
    assert (mark, version) == (0xCA, 1) and flags < 0x1000 and HEADER.size <= size <= len(data), "not a frame"
    return kind, message_id, data[size:]


# Payload: MemoryPack. A struct is the count of its members, and its members.


def int64(number):
    return struct.pack("<q", number)


def text(string):
    data = string.encode()
    return struct.pack("<ii", ~len(data), len(string.encode("utf-16-le")) // 2) + data if data else bytes(4)


def read_text(data, offset=0):
    """The text and the offset behind it; None for null."""
    (length,) = struct.unpack_from("<i", data, offset)
    if length == -1:
        return None, offset + 4
    if length == 0:
        return "", offset + 4
    if length > 0:  # .NET may write UTF-16 instead.
        return data[offset + 4 : offset + 4 + 2 * length].decode("utf-16-le"), offset + 4 + 2 * length
    return data[offset + 8 : offset + 8 + ~length].decode(), offset + 8 + ~length


# Subjects.


class HandlerFailed(Exception):
    """What an error reply says."""

    def __init__(self, payload):
        members, self.code, self.handler_code, self.is_retryable = struct.unpack_from("<Bii?", payload)
        self.message, offset = read_text(payload, 10)
        self.cause, _ = read_text(payload, offset)
        super().__init__(f"code {self.code}, handler's code {self.handler_code}: {self.message}")


async def request(connection, kind, wire_name, payload):
    """Sends a request and returns its reply's payload. Where nobody listens, nats-py throws NoRespondersError."""
    message_id = secrets.randbits(63)
    quality = 1 if kind == COMMAND else 0
    answer = await connection.request(
        f"catga.req.{wire_name}", frame(kind, wire_name, payload, message_id, quality), timeout=5
    )
    kind, answered_id, payload = read_frame(answer.data)
    assert answered_id == message_id, "the reply is to another message"
    if kind == ERROR_REPLY:
        raise HandlerFailed(payload)
    return payload


async def publish(connection, wire_name, payload):
    """Tells whoever is there of an event."""
    event = frame(EVENT, wire_name, payload, secrets.randbits(63))
    await connection.publish(f"catga.events.{wire_name}", event)


async def store(connection, wire_name, payload, message_id):
    """Has a reliable event kept for every service; with the same id it is kept once, however often it is sent."""
    event = frame(RELIABLE_EVENT, wire_name, payload, message_id, quality=1)
    headers = {"Nats-Msg-Id": f"{message_id:x}"}
    return await connection.jetstream().publish(f"catga.stored.events.{wire_name}", event, headers=headers)


async def answer_note(message):
    """The handler of `Note`, whose reply is empty."""
    kind, message_id, payload = read_frame(message.data)
    print("asked to note", repr(read_text(payload, 1)[0]))
    await message.respond(frame(REPLY, "Note", b"", message_id))


async def main(url):
    connection = await nats.connect(url, connect_timeout=5, allow_reconnect=False)

    reply = await request(connection, QUERY, "Double", b"\x01" + int64(21))
    print("twice 21 is", *struct.unpack("<q", reply))

    try:
        await request(connection, COMMAND, "Work", b"\x01" + text("refuse"))
    except HandlerFailed as error:
        print("refused with", error)

    await publish(connection, "Noticed", b"\x01" + int64(7))

    message_id = secrets.randbits(63)
    for _ in range(2):
        kept = await store(connection, "Placed", b"\x01" + int64(5), message_id)
        print("kept in", kept.stream, "a second time" if kept.duplicate else "once")

    # One node of every service hears of an event, and one answers a request: the queue group is the service's name.
    heard = await connection.subscribe("catga.events.Noticed", queue="python")
    await connection.subscribe("catga.req.Note", queue="python", cb=answer_note)
    await connection.flush()
    reply = await request(connection, COMMAND, "Work", b"\x01" + text("ready ☕"))
    print("ready, says", read_text(reply)[0])
    event = await heard.next_msg(timeout=10)
    print("heard of", *struct.unpack("<q", read_frame(event.data)[2][1:]))
    await connection.drain()


asyncio.run(main(sys.argv[1]))
