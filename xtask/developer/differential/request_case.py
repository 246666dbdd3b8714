"""Converts a request that botocore created from an input to a case of `httpRequestTests`."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from botocore.awsrequest import AWSPreparedRequest
from botocore.utils import percent_encode

import liberties
from botocore_service import HOST
from smithy_model import Codec, Json, Member, Operation, Place, Shape, SmithyModel

# Headers of the protocols, to which no member is bound.
PROTOCOL_HEADERS = ("X-Amz-Target", "X-Amzn-Query-Mode", "Smithy-Protocol")

# The media types of bodies.
MEDIA_TYPES = {
    Codec.JSON: "application/json",
    Codec.CBOR: "application/cbor",
    Codec.XML: liberties.XML,
    Codec.FORM: liberties.FORM,
}


@dataclass(frozen=True)
class RequestCase:
    """A request and its input."""

    model: SmithyModel
    operation: Operation
    params: Json
    request: AWSPreparedRequest
    # The pattern of the path in botocore's model.
    peer_uri: str

    def trait_value(self, id: str) -> Json:
        """The case, as in the value of the trait."""
        host, path, query = split_url(self.request.url)
        headers = self._headers()
        case = {
            "id": id,
            "protocol": self.model.protocol,
            "method": self.request.method,
            "host": HOST,
            "resolvedHost": host,
            "uri": self._path(path),
            "queryParams": query,
            "forbidQueryParams": self._forbidden_query(query),
            "headers": headers,
            "forbidHeaders": self._forbidden_headers(headers),
            "body": self._body(),
            "params": self.params,
        }
        if not case["body"] and liberties.may_be_empty_element(self._codec):
            del case["body"]
        elif case["body"] and not self._has_raw_payload():
            case["bodyMediaType"] = MEDIA_TYPES[self._codec]
        return case

    @property
    def _codec(self) -> Codec:
        return self.model.request_codec

    def _path(self, path: str) -> str:
        """The path that follows the Smithy model."""
        first = (self.operation.uri or "/").partition("?")[0].split("/")[1]
        label = self.operation.input.members.get(first.strip("{}")) if first[:1] == "{" else None
        is_in_endpoint = label is not None and liberties.is_in_endpoint(label, Place.LABEL)
        path = liberties.path(path, self.peer_uri, self.operation.uri)
        return liberties.path_in_endpoint(path, is_in_endpoint)

    # ---- Headers ----

    def _headers(self) -> dict[str, str]:
        """The modeled headers, and those of the protocol."""
        headers = self.headers().items()
        return {n: v for n, v in headers if n.lower() not in liberties.UNMODELED_HEADERS}

    def headers(self) -> dict[str, str]:
        """All headers, normalized as specified."""
        found = {
            name: value.decode() if isinstance(value, bytes) else value
            for name, value in self.request.headers.items()
        }
        names = {name.lower(): name for name in found}
        if self._codec is Codec.FORM:
            found[names["content-type"]] = liberties.FORM
        for member in self._members_at(Place.HEADER):
            header, element = member.trait("httpHeader"), self._element(member)
            value = self.params.get(member.name)
            if (name := names.get(header.lower())) is not None:
                found[name] = liberties.header_line(found[name], element, value)
                if self.model.shape(member.target).kind == "timestamp":
                    found[name] = liberties.header_timestamp(found[name])
            elif (line := liberties.absent_header(element, value)) is not None:
                found[header] = line
        return found

    def _forbidden_headers(self, headers: dict[str, str]) -> list[str]:
        """The modeled headers that botocore does not send."""
        present = {name.lower() for name in headers} | liberties.UNMODELED_HEADERS
        checksums = self.operation.checksums
        known = {
            member.trait("httpHeader")
            for member in self._members_at(Place.HEADER)
            if not liberties.is_of_checksum(member, checksums)
        }
        known.update((*PROTOCOL_HEADERS, "Content-Type"))
        if self._has_raw_payload() or liberties.lacks_content_type(self._codec):
            present.add("content-type")
        return sorted(name for name in known if name.lower() not in present)

    # ---- Query and body ----

    def _forbidden_query(self, query: list[str]) -> list[str]:
        """The modeled query parameters that botocore does not send."""
        members = self._members_at(Place.QUERY)
        known = {percent_encode(member.trait("httpQuery")) for member in members}
        return sorted(known - {pair.partition("=")[0] for pair in query})

    def _body(self) -> str:
        body = self.request.body or b""
        if self._codec is Codec.CBOR:
            return base64.b64encode(body).decode()
        text = body if isinstance(body, str) else bytes(body).decode()
        return liberties.form(text) if self._codec is Codec.FORM else text

    def _has_raw_payload(self) -> bool:
        """Whether the body is bytes or text, not JSON."""
        return self.raw_payload() is not None

    def raw_payload(self, given: bool = False) -> Shape | None:
        """The shape of a body that is bytes or text, not JSON; if requested, only if the input has one."""
        for member in self._members_at(Place.PAYLOAD):
            payload = self.model.shape(member.target)
            if liberties.is_raw(payload) and (not given or member.name in self.params):
                return payload
        return None

    # ---- The model ----

    def _members_at(self, place: Place) -> list[Member]:
        members = self.operation.input.members.values()
        return [member for member in members if self.model.place(member, self.operation) is place]

    def _element(self, member: Member) -> Shape | None:
        """The shape of a list's elements."""
        shape = self.model.shape(member.target)
        if shape.kind not in ("list", "set"):
            return None
        return self.model.shape(shape.members["member"].target)


def split_url(url: str) -> tuple[str, str, list[str]]:
    """Host, path and query parameters, encoded."""
    address, _, query = url.removeprefix("https://").partition("?")
    host, slash, path = address.partition("/")
    return host, slash + path, [pair for pair in query.split("&") if pair]
