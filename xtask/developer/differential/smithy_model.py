"""Reads the service, operations and shapes of a Smithy model in JSON, as far as inputs need
them."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = Any
Traits = dict[str, Json]

API = "smithy.api#"
SERVICE = "aws.api#service"

# The protocols that are compared, in whitesmith's order of preference, and botocore's names
# for them.
PROTOCOLS = {
    "aws.protocols#awsJson1_0": "json",
    "aws.protocols#awsJson1_1": "json",
    "aws.protocols#restJson1": "rest-json",
    "aws.protocols#restXml": "rest-xml",
    "aws.protocols#awsQuery": "query",
    "aws.protocols#ec2Query": "ec2",
}

# The protocols of those whose requests are forms, by botocore's names.
FORMS = ("query", "ec2")

# The keys of a resource and a service with their operations.
LIFECYCLE = ("create", "put", "read", "update", "delete", "list")
OPERATION_LISTS = ("operations", "collectionOperations")


class Place(enum.Enum):
    """The location of a member in a request."""

    BODY = "body"
    PAYLOAD = "payload"
    LABEL = "label"
    GREEDY_LABEL = "greedy label"
    HOST = "host"
    QUERY = "query"
    QUERY_PARAMS = "query params"
    HEADER = "header"
    PREFIX_HEADERS = "prefix headers"


@dataclass(frozen=True)
class Member:
    """A member of a structure, union, list or map."""

    name: str
    target: str
    traits: Traits

    def trait(self, name: str) -> Json:
        """The value of a trait of the prelude, or `None`."""
        return self.traits.get(API + name)

    def has(self, name: str) -> bool:
        """Whether it has a trait of the prelude."""
        return API + name in self.traits


@dataclass(frozen=True)
class Shape:
    """A shape. Lists have the member `member`; maps have `key` and `value`."""

    id: str
    kind: str
    traits: Traits = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def trait(self, name: str) -> Json:
        """The value of a trait of the prelude, or `None`."""
        return self.traits.get(API + name)

    def has(self, name: str) -> bool:
        """Whether it has a trait of the prelude."""
        return API + name in self.traits


@dataclass(frozen=True)
class Operation:
    """An operation and its input."""

    id: str
    name: str
    input: Shape
    uri: str | None


class NotComparable(Exception):
    """The reason why something cannot be compared."""


class SmithyModel:
    """A model with one service."""

    def __init__(self, document: Json) -> None:
        if not isinstance(document, dict) or "shapes" not in document:
            raise NotComparable("it is not a Smithy model")
        self.document = document
        self._raw: dict[str, Json] = document["shapes"]
        self._shapes: dict[str, Shape] = {}
        services = [id for id, raw in self._raw.items() if raw["type"] == "service"]
        if len(services) != 1:
            raise NotComparable(f"the model has {len(services)} services instead of one")
        self.service = self._raw[services[0]]
        self.protocol = self._protocol()

    def _protocol(self) -> str:
        offered = self.service.get("traits", {})
        for protocol in PROTOCOLS:
            if protocol in offered:
                return protocol
        raise NotComparable("the service has none of the compared protocols")

    @property
    def is_rest(self) -> bool:
        """Whether members are bound to parts of the HTTP request."""
        return PROTOCOLS[self.protocol] in ("rest-json", "rest-xml")

    @property
    def has_forms(self) -> bool:
        """Whether the bodies of requests are forms, not JSON."""
        return PROTOCOLS[self.protocol] in FORMS

    @property
    def has_xml(self) -> bool:
        """Whether the bodies of requests are XML, not JSON."""
        return PROTOCOLS[self.protocol] == "rest-xml"

    @property
    def service_id(self) -> str | None:
        """The service's SDK id."""
        return self.service.get("traits", {}).get(SERVICE, {}).get("sdkId")

    def shape(self, id: str) -> Shape:
        """A shape of the model or of the prelude."""
        if id not in self._shapes:
            self._shapes[id] = self._parse(id)
        return self._shapes[id]

    def _parse(self, id: str) -> Shape:
        raw = self._raw.get(id)
        if raw is None:
            return Shape(id, _prelude_kind(id))
        members = dict(raw.get("members", {}))
        members.update({name: raw[name] for name in ("member", "key", "value") if name in raw})
        parsed = {
            name: Member(name, member["target"], member.get("traits", {}))
            for name, member in members.items()
        }
        traits = raw.get("traits", {})
        kind = raw["type"]
        if kind == "string" and API + "enum" in traits:
            kind = "enum"
        return Shape(id, kind, traits, parsed)

    def operations(self) -> Iterator[Operation]:
        """The operations of the service, those of its resources included, in the order of their
        names."""
        ids = sorted(set(self._operation_ids(self.service)), key=_name)
        for id in ids:
            raw = self._raw[id]
            input_id = raw.get("input", {}).get("target", API + "Unit")
            uri = raw.get("traits", {}).get(API + "http", {}).get("uri")
            yield Operation(id, _name(id), self.shape(input_id), uri)

    def _operation_ids(self, owner: Json) -> Iterator[str]:
        for key in OPERATION_LISTS:
            yield from (reference["target"] for reference in owner.get(key, []))
        yield from (owner[key]["target"] for key in LIFECYCLE if key in owner)
        for reference in owner.get("resources", []):
            yield from self._operation_ids(self._raw[reference["target"]])

    def enum_values(self, shape: Shape) -> list[Json]:
        """The values of an enum of either version of Smithy, or of an integer enum."""
        if shape.has("enum"):
            return [entry["value"] for entry in shape.trait("enum")]
        defaults = {name: name if shape.kind == "enum" else 0 for name in shape.members}
        values = ((name, member.trait("enumValue")) for name, member in shape.members.items())
        return [defaults[name] if value is None else value for name, value in values]

    def place(self, member: Member, operation: Operation) -> Place:
        """The location of a member of the operation's input."""
        if member.has("hostLabel"):
            return Place.HOST
        if not self.is_rest:
            return Place.BODY
        if member.has("httpLabel"):
            greedy = f"{{{member.name}+}}" in (operation.uri or "")
            return Place.GREEDY_LABEL if greedy else Place.LABEL
        bindings = {
            "httpQuery": Place.QUERY,
            "httpQueryParams": Place.QUERY_PARAMS,
            "httpHeader": Place.HEADER,
            "httpPrefixHeaders": Place.PREFIX_HEADERS,
            "httpPayload": Place.PAYLOAD,
        }
        bound = (place for trait, place in bindings.items() if member.has(trait))
        return next(bound, Place.BODY)

    def timestamp_format(self, member: Member, place: Place) -> str:
        """The format of a timestamp: the member's, else the target's, else that of the location."""
        stated = member.trait("timestampFormat") or self.shape(member.target).trait("timestampFormat")
        if stated:
            return stated
        if place in (Place.BODY, Place.PAYLOAD):
            return "date-time" if self.has_forms or self.has_xml else "epoch-seconds"
        return "http-date" if place is Place.HEADER else "date-time"

    def is_sent_unasked(self, member: Member, container: Shape) -> bool:
        """Whether a client sends the member's default value if the user sets none: not where a
        trait makes it optional for clients."""
        optional = member.has("clientOptional") or member.has("addedDefault") or container.has("input")
        return member.trait("default") is not None and not optional


def _name(id: str) -> str:
    return id.partition("#")[2]


def _prelude_kind(id: str) -> str:
    """The kind of a shape of the prelude, such as `smithy.api#PrimitiveLong`."""
    name = _name(id).removeprefix("Primitive")
    if not id.startswith(API):
        raise NotComparable(f"the model does not have the shape {id}")
    return "structure" if name == "Unit" else name[:1].lower() + name[1:]
