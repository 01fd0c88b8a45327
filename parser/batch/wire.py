"""Wire: what a process that reads documents and the one that watches it say to each other, over two pipes.

A message is a line of JSON and, where it says so, the bytes after it. Nothing is unpickled: who reads hostile files may say anything.
"""

import json
from typing import IO, Any, NamedTuple

BEGIN, PLAN, FAILED, LEFT, DONE = "begin", "plan", "failed", "left", "done"
_LONGEST = 1 << 20
_LARGEST = 1 << 30
"""No plan is so large; who says so may say anything."""


class Job(NamedTuple):
    """A document to be read: its place in the list, its name, its file, its URL or its place in a spool; ``skip`` of those in it are passed over."""

    place: int
    name: str
    member: str | None
    file: str | None = None
    url: str | None = None
    spool: str | None = None
    offset: int = 0
    size: int = 0
    skip: int = 0


class Message(NamedTuple):
    """What is said of a document: what happened, the values, the bytes of the plan as they are to be written."""

    what: str
    values: dict[str, Any]
    body: bytes = b""


def send(stream: IO[bytes], what: str, values: dict[str, Any], body: bytes = b"") -> None:
    """Write a message. Raises OSError where nobody reads."""
    stream.write(json.dumps([what, values, len(body)]).encode() + b"\n" + body)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """Return the next message, None where the other side is gone or says what is no message."""
    line = stream.readline(_LONGEST)
    try:
        what, values, length = json.loads(line)
        if not 0 <= length <= _LARGEST:
            return None
        body = stream.read(length) if length else b""
        return Message(what, values, body) if len(body) == length else None
    except (ValueError, TypeError):
        return None
