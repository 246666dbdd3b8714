"""Reads the service, operations and shapes of a Smithy model in JSON, as far as messages need
them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Json = Any
Traits = dict[str, Json]

API = "smithy.api#"
SERVICE = "aws.api#service"
CHECKSUMS = "aws.protocols#httpChecksum"
UNWRAPPED = "aws.customizations#s3UnwrappedXmlOutput"
UNSIGNED = "aws.auth#unsignedPayload"

# The protocols that are compared, in whitesmith's order of preference, and botocore's names
# for them.
PROTOCOLS = {
    "smithy.protocols#rpcv2Cbor": "smithy-rpc-v2-cbor",
    "aws.protocols#awsJson1_0": "json",
    "aws.protocols#awsJson1_1": "json",
    "aws.protocols#restJson1": "rest-json",
    "aws.protocols#restXml": "rest-xml",
    "aws.protocols#awsQuery": "query",
    "aws.protocols#ec2Query": "ec2",
}

# The protocols whose requests are forms, by botocore's names.
FORMS = ("query", "ec2")


class Codec(enum.Enum):
    """The format of the bodies of messages."""

    JSON = "json"
    CBOR = "cbor"
    XML = "xml"
    FORM = "form"


# The keys of a resource and a service with their operations.
LIFECYCLE = ("create", "put", "read", "update", "delete", "list")
OPERATION_LISTS = ("operations", "collectionOperations")


class Place(enum.Enum):
    """The location of a member in a message."""

    BODY = "body"
    PAYLOAD = "payload"
    LABEL = "label"
    GREEDY_LABEL = "greedy label"
    HOST = "host"
    QUERY = "query"
    QUERY_PARAMS = "query params"
    HEADER = "header"
    PREFIX_HEADERS = "prefix headers"
    STATUS = "status"


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
    """An operation."""

    id: str
    name: str
    input: Shape
    output: Shape
    # The ids of its errors.
    errors: list[str]
    uri: str | None
    # Whether the value of the only member of the output is the body.
    is_unwrapped: bool
    # The value of the trait `httpChecksum`.
    checksums: Json
    # Whether signatures do not cover the body.
    is_unsigned: bool


@dataclass(frozen=True)
class Message:
    """A structure that is sent as a request or a response."""

    shape: Shape
    codec: Codec
    # The location of each member.
    places: dict[str, Place]
    is_response: bool


class NotComparable(Exception):
    """The reason why something cannot be compared."""


class SmithyModel:
    """A model with one service."""

    def __init__(
        self, document: Json, protocol: str | None = None, operations: Sequence[str] = ()
    ) -> None:
        """The model in `document`, in the protocol with this name, or in the preferred one. If operations are
        named, the others are removed from the document."""
        if not isinstance(document, dict) or "shapes" not in document:
            raise NotComparable("it is not a Smithy model")
        self.document = document
        self._raw: dict[str, Json] = document["shapes"]
        self._shapes: dict[str, Shape] = {}
        services = [id for id, raw in self._raw.items() if raw["type"] == "service"]
        if len(services) != 1:
            raise NotComparable(f"the model has {len(services)} services instead of one")
        self.service = self._raw[services[0]]
        self.protocol = self._protocol(protocol)
        if operations:
            self._select(operations)

    def _select(self, operations: Sequence[str]) -> None:
        """Removes all other operations from the service."""
        known = {_name(id): id for id in self._operation_ids(self.service)}
        if unknown := [name for name in operations if name not in known]:
            raise NotComparable(f"the service does not have the operation {unknown[0]}")
        self.service["operations"] = [{"target": known[name]} for name in dict.fromkeys(operations)]
        self.service.pop("resources", None)

    def _protocol(self, wanted: str | None) -> str:
        """The protocol. The others are removed from the document."""
        traits = self.service.get("traits", {})
        offered = [protocol for protocol in PROTOCOLS if protocol in traits]
        named = [protocol for protocol in offered if wanted in (None, _name(protocol))]
        if not named:
            raise NotComparable(f"the service does not have the protocol {wanted}" if wanted else
                                "the service has none of the compared protocols")
        for protocol in offered:
            if protocol != named[0]:
                del traits[protocol]
        return named[0]

    @property
    def is_rest(self) -> bool:
        """Whether members are bound to parts of the HTTP request."""
        return PROTOCOLS[self.protocol] in ("rest-json", "rest-xml")

    @property
    def request_codec(self) -> Codec:
        """The format of the bodies of requests."""
        return Codec.FORM if PROTOCOLS[self.protocol] in FORMS else self.response_codec

    @property
    def response_codec(self) -> Codec:
        """The format of the bodies of responses."""
        match PROTOCOLS[self.protocol]:
            case "smithy-rpc-v2-cbor":
                return Codec.CBOR
            case "rest-xml" | "query" | "ec2":
                return Codec.XML
            case _:
                return Codec.JSON

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
            input, output = (
                self.shape(raw.get(end, {}).get("target", API + "Unit")) for end in ("input", "output")
            )
            errors = [error["target"] for error in raw.get("errors", [])]
            traits = raw.get("traits", {})
            uri = traits.get(API + "http", {}).get("uri")
            is_unwrapped, checksums = UNWRAPPED in traits, traits.get(CHECKSUMS)
            is_unsigned = UNSIGNED in traits
            yield Operation(
                id, _name(id), input, output, errors, uri, is_unwrapped, checksums, is_unsigned
            )

    def common_errors(self) -> list[str]:
        """The ids of the errors that all operations have."""
        return [error["target"] for error in self.service.get("errors", [])]

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

    def request(self, operation: Operation) -> Message:
        """The input of an operation."""
        members = operation.input.members.items()
        places = {name: self.place(member, operation) for name, member in members}
        return Message(operation.input, self.request_codec, places, is_response=False)

    def output(self, operation: Operation) -> Message:
        """The output of an operation."""
        message = self.response(operation.output)
        if not operation.is_unwrapped:
            return message
        return replace(message, places=dict.fromkeys(message.places, Place.PAYLOAD))

    def response(self, shape: Shape) -> Message:
        """An error, or an output whose members are not unwrapped."""
        bindings = {
            "httpHeader": Place.HEADER,
            "httpPrefixHeaders": Place.PREFIX_HEADERS,
            "httpPayload": Place.PAYLOAD,
            "httpResponseCode": Place.STATUS,
        }
        places = {
            name: self._bound(member, bindings) if self.is_rest else Place.BODY
            for name, member in shape.members.items()
        }
        return Message(shape, self.response_codec, places, is_response=True)

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
        return self._bound(member, bindings)

    @staticmethod
    def _bound(member: Member, bindings: dict[str, Place]) -> Place:
        """The location of the member's binding, or the body."""
        bound = (place for trait, place in bindings.items() if member.has(trait))
        return next(bound, Place.BODY)

    def timestamp_format(self, member: Member, place: Place, codec: Codec) -> str:
        """The format of a timestamp: the member's, else the target's, else that of the location."""
        stated = member.trait("timestampFormat") or self.shape(member.target).trait("timestampFormat")
        if codec is Codec.CBOR:
            # CBOR has one format of its own.
            return "epoch-seconds"
        if stated:
            return stated
        if place in (Place.BODY, Place.PAYLOAD):
            return "epoch-seconds" if codec is Codec.JSON else "date-time"
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
