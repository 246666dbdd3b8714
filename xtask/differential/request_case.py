"""In: an input. Out: the request that botocore makes of it, as a case of `httpRequestTests`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import liberties
from botocore.awsrequest import AWSPreparedRequest, create_request_object, prepare_request_dict
from botocore.model import OperationModel
from botocore.serialize import create_serializer
from botocore.utils import percent_encode
from samples import Sample
from smithy_model import PROTOCOLS, Json, Member, Operation, Place, Shape, SmithyModel

HOST = "example.com"


@dataclass(frozen=True)
class Bound:
    """The members of an input in one place."""

    model: SmithyModel
    operation: Operation

    def at(self, place: Place) -> list[Member]:
        """The members that travel there."""
        members = self.operation.input.members.values()
        return [member for member in members if self.model.place(member, self.operation) is place]

    def payload(self) -> Shape | None:
        """What the member that is the whole body targets."""
        payloads = self.at(Place.PAYLOAD)
        return self.model.shape(payloads[0].target) if payloads else None

    def element(self, member: Member) -> Shape | None:
        """What the elements of a list are."""
        shape = self.model.shape(member.target)
        if shape.kind not in ("list", "set"):
            return None
        return self.model.shape(shape.members["member"].target)


def request_case(
    model: SmithyModel,
    operation: Operation,
    peer: OperationModel,
    sample: Sample,
    has_milliseconds: bool,
    id: str,
) -> Json:
    """The case. An input that botocore does not take raises its `ParamValidationError`."""
    request = serialize(model, peer, sample.argument, has_milliseconds)
    bound = Bound(model, operation)
    host, path, query = split_url(request.url)
    headers = expected_headers(request, bound, sample.params)
    body, is_json = body_text(request, bound)
    case = {
        "id": id,
        "protocol": model.protocol,
        "method": request.method,
        "host": HOST,
        "resolvedHost": host,
        "uri": path,
        "queryParams": query,
        "forbidQueryParams": forbidden_query(bound, query),
        "headers": headers,
        "forbidHeaders": forbidden_headers(bound, headers),
        "body": body,
        "params": sample.params,
    }
    if is_json:
        case["bodyMediaType"] = "application/json"
    return case


def serialize(
    model: SmithyModel, peer: OperationModel, argument: Any, has_milliseconds: bool
) -> AWSPreparedRequest:
    """The request as it goes on the wire, but for what signer and transport add."""
    serializer = create_serializer(
        PROTOCOLS[model.protocol],
        include_validation=True,
        timestamp_precision=liberties.timestamp_precision(has_milliseconds),
    )
    request = serializer.serialize_to_request(argument, peer)
    prepare_request_dict(request, endpoint_url=f"https://{HOST}", context={})
    return create_request_object(request).prepare()


def split_url(url: str) -> tuple[str, str, list[str]]:
    """Host, path and parameters, all as they are encoded."""
    rest = url.removeprefix("https://")
    address, _, query = rest.partition("?")
    host, slash, path = address.partition("/")
    return host, slash + path, [pair for pair in query.split("&") if pair]


def expected_headers(request: AWSPreparedRequest, bound: Bound, params: Json) -> dict[str, str]:
    """The headers that are modeled or the protocol's own."""
    found = {
        name: text(value)
        for name, value in request.headers.items()
        if name.lower() not in liberties.TRANSPORT_HEADERS
    }
    names = {name.lower(): name for name in found}
    for member in bound.at(Place.HEADER):
        header = member.trait("httpHeader")
        element, value = bound.element(member), params.get(member.name)
        name = names.get(header.lower())
        if name is not None:
            found[name] = liberties.header_line(found[name], element, value)
        elif (absent := liberties.absent_header(element, value)) is not None:
            found[header] = absent
    return found


def text(value: str | bytes) -> str:
    """A header's value, which botocore keeps in either form."""
    return value.decode() if isinstance(value, bytes) else value


def forbidden_headers(bound: Bound, headers: dict[str, str]) -> list[str]:
    """The headers that the operation could send and botocore does not."""
    present = {name.lower() for name in headers}
    known = [member.trait("httpHeader") for member in bound.at(Place.HEADER)]
    if not liberties.leaves_content_type_open(bound.payload()):
        known.append("Content-Type")
    known += ["X-Amz-Target", "X-Amzn-Query-Mode"]
    return sorted({name for name in known if name.lower() not in present})


def forbidden_query(bound: Bound, query: list[str]) -> list[str]:
    """The parameters that the operation could send and botocore does not."""
    present = {pair.partition("=")[0] for pair in query}
    known = {percent_encode(member.trait("httpQuery")) for member in bound.at(Place.QUERY)}
    return sorted(known - present)


def body_text(request: AWSPreparedRequest, bound: Bound) -> tuple[str, bool]:
    """The body, and whether it is JSON."""
    body = request.body or b""
    payload = bound.payload()
    is_raw = payload is not None and payload.kind in ("blob", "string", "enum")
    decoded = body.decode() if isinstance(body, (bytes, bytearray)) else body
    return decoded, bool(decoded) and not is_raw
