"""Creates values of shapes that together cover the shapes, and converts them between the forms of the client and of
the server."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from smithy_model import Json, Member, Shape, SmithyModel

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

INTEGER_BITS = {"byte": 8, "short": 16, "integer": 32, "intEnum": 32, "long": 64}

# The number of values of a message with all members: at least the number of values of each enum.
FULL = 16

# The number of depths above which values with some members have all of them.
DEPTHS = 4


class Timestamp(int):
    """A timestamp in seconds since 1970. On the wire it may be text."""

    def text(self) -> str:
        """The timestamp as `date-time`."""
        return (EPOCH + datetime.timedelta(seconds=self)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Wrong(Exception):
    """The reason why a value is not one of its shape."""


def samples(model: SmithyModel, shape: Shape, *, is_response: bool = False) -> Iterator[Json]:
    """Values of a structure: with all members down to a depth and below it the required ones, then with all members.
    In a response, members with a default value are always there, because servers send them."""
    yield from (_Samples(model, is_response, depth, 0).structure(shape, 0) for depth in range(DEPTHS))
    yield from (_Samples(model, is_response, None, number).structure(shape, 0) for number in range(FULL))


@dataclass(frozen=True)
class _Samples:
    model: SmithyModel
    is_response: bool
    # Below this depth, only members that must be there are.
    depth: int | None
    number: int

    def structure(self, shape: Shape, depth: int) -> Json:
        members = shape.members.items()
        has_all = self.depth is None or depth < self.depth
        chosen = ((name, one) for name, one in members if has_all or self._must(one))
        return {name: self.value(one, name, self.number, depth + 1) for name, one in chosen}

    def _must(self, member: Member) -> bool:
        return member.has("required") or (self.is_response and member.has("default"))

    def value(self, member: Member, name: str, number: int, depth: int) -> Json:
        shape = self.model.shape(member.target)
        match shape.kind:
            case "structure":
                return self.structure(shape, depth)
            case "list":
                element = shape.members["member"]
                # Lists of 2, 0 and 1 elements.
                count = (2, 0, 1)[number % 3]
                elements = [self.value(element, name, number + i, depth) for i in range(count)]
                return [*elements, None] if shape.has("sparse") and count else elements
            case "boolean":
                return number % 2 == 0
            case "enum":
                values = self.model.enum_values(shape)
                return values[number % len(values)]
            case "timestamp":
                return Timestamp(1_700_000_000 + number)
            case kind if kind in INTEGER_BITS:
                return (1 << (INTEGER_BITS[kind] - 1)) - 1 - number
            case "string":
                return f"{name} {number}"
            case kind:
                raise NotImplementedError(f"values of the type {kind}")


def check(model: SmithyModel, shape: Shape, value: Json, path: str) -> None:
    """Checks a value that a server has read, as a server does before it calls the operation."""
    match shape.kind:
        case "structure":
            for name, member in shape.members.items():
                if value.get(name) is not None:
                    check(model, model.shape(member.target), value[name], f"{path}.{name}")
                elif member.has("required"):
                    raise Wrong(f"the service requires {path}.{name}")
        case "list":
            for element in value:
                if element is not None:
                    check(model, model.shape(shape.members["member"].target), element, f"{path}[]")
        case "enum":
            if value not in model.enum_values(shape):
                raise Wrong(f"the service does not know the value {value!r} of {path}")
        case "boolean" | "string":
            expected = bool if shape.kind == "boolean" else str
            if not isinstance(value, expected):
                raise Wrong(f"the service expects a {shape.kind} for {path}, not {value!r}")
        case kind if kind in INTEGER_BITS:
            if not -(1 << (INTEGER_BITS[kind] - 1)) <= value < 1 << (INTEGER_BITS[kind] - 1):
                raise Wrong(f"the service expects a {kind} for {path}, not {value}")


def lost(sent: Json, arrived: Json, path: str) -> str | None:
    """The first part of a value that has not arrived as it was sent."""
    if isinstance(sent, dict) and isinstance(arrived, dict):
        parts = (lost(value, arrived.get(name), f"{path}.{name}") for name, value in sent.items())
        return next((part for part in parts if part), None)
    if isinstance(sent, list) and isinstance(arrived, list) and len(sent) == len(arrived):
        parts = (lost(a, b, f"{path}[]") for a, b in zip(sent, arrived))
        return next((part for part in parts if part), None)
    if isinstance(sent, Timestamp) and isinstance(arrived, str):
        sent = sent.text()
    same = type(sent) is type(arrived) and sent == arrived
    return None if same else f"{path} is sent as {sent!r} and arrives as {arrived!r}"


# ---- The form of the client: the JSON of serde, with the names of fields ----


def to_client(model: SmithyModel, shape: Shape, value: Json) -> Json:
    """A value in the form of the client."""
    if value is None:
        return None
    match shape.kind:
        case "structure":
            members = ((field(name), shape.members[name], one) for name, one in value.items())
            return {key: to_client(model, model.shape(m.target), one) for key, m, one in members}
        case "list":
            element = model.shape(shape.members["member"].target)
            return [to_client(model, element, one) for one in value]
        case "timestamp":
            return value.text()
        case _:
            return value


def from_client(model: SmithyModel, shape: Shape, value: Json) -> Json:
    """A value from the form of the client."""
    if value is None:
        return None
    match shape.kind:
        case "structure":
            members = ((name, one) for name, one in shape.members.items() if field(name) in value)
            return {n: from_client(model, model.shape(m.target), value[field(n)]) for n, m in members}
        case "list":
            element = model.shape(shape.members["member"].target)
            return [from_client(model, element, one) for one in value]
        case "timestamp":
            return _seconds(datetime.datetime.fromisoformat(value))
        case _:
            return value


def field(member: str) -> str:
    """The name of a field in Rust."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", member).lower()


# ---- The form of the server: botocore's ----


def to_server(model: SmithyModel, shape: Shape, value: Json) -> Any:
    """A value in the form of the server."""
    return _with_timestamps(model, shape, value, lambda at: EPOCH + datetime.timedelta(seconds=at))


def from_server(model: SmithyModel, shape: Shape, value: Any) -> Json:
    """A value from the form of the server, whose timestamps have no time zone."""
    return _with_timestamps(model, shape, value, lambda at: _seconds(at.replace(tzinfo=datetime.timezone.utc)))


def _with_timestamps(model: SmithyModel, shape: Shape, value: Any, timestamp: Any) -> Any:
    if value is None:
        return None
    match shape.kind:
        case "structure" if isinstance(value, dict):
            members = ((name, shape.members[name], one) for name, one in value.items())
            return {n: _with_timestamps(model, model.shape(m.target), one, timestamp) for n, m, one in members}
        case "list" if isinstance(value, list):
            element = model.shape(shape.members["member"].target)
            return [_with_timestamps(model, element, one, timestamp) for one in value]
        case "timestamp":
            return timestamp(value)
        case _:
            return value


def _seconds(at: datetime.datetime) -> Timestamp:
    return Timestamp((at - EPOCH).total_seconds())
