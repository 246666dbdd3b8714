"""Converts a response, and what botocore reads from it, to a case of `httpResponseTests`."""

from __future__ import annotations

import base64
import datetime
import json
import math
from typing import Any

from botocore.model import Shape as Peer

import response_liberties
from server import Response, name_of
from samples import INTEGER_BITS, is_json_header, peer_name
from smithy_model import Codec, Json, Member, Message, NotComparable, Place, Shape, SmithyModel

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def trait_value(id: str, model: SmithyModel, response: Response, params: Json) -> Json:
    """The case, as in the value of the trait."""
    is_binary = model.response_codec is Codec.CBOR
    case = {
        "id": id,
        "protocol": model.protocol,
        "code": response.status,
        "headers": response.headers,
        "body": base64.b64encode(response.body).decode() if is_binary else response.body.decode(),
        "params": params,
    }
    return case | {"bodyMediaType": "application/cbor"} if is_binary else case


class Reading:
    """Translates what botocore has read to parameters of a protocol test. Members that the Smithy model does
    not have are left out."""

    def __init__(self, model: SmithyModel) -> None:
        self._model = model

    def params(self, message: Message, peer: Peer | None, value: Json) -> Json:
        """The members of an output or an error."""
        if peer is None:
            return {}
        return self._members(message.shape, peer, value, message.places)

    def parts_of_error(self, message: Message, peer: Peer, parts: dict[str, str]) -> Json:
        """The code and the message of an error, where only the Smithy model has them as members."""
        if not response_liberties.are_parts_members(self._model.response_codec):
            return {}
        lacking = {n for n, member in message.shape.members.items() if peer_name(member, peer) is None}
        return {name: text for name, text in parts.items() if name in lacking}

    def _members(
        self, shape: Shape, peer: Peer, value: Json, places: dict[str, Place]
    ) -> dict[str, Json]:
        params = {}
        for name, member in shape.members.items():
            known = peer_name(member, peer)
            if known is None or value.get(known) is None:
                continue
            place = places.get(name, Place.BODY)
            params[name] = self._value(member, peer.members[known], value[known], place)
        return params

    def _value(self, member: Member, peer: Peer, value: Any, place: Place) -> Json:
        shape = self._model.shape(member.target)
        if value is None:
            return None
        match shape.kind:
            case "structure":
                return self._members(shape, peer, value, {})
            case "union":
                params = self._members(shape, peer, value, {})
                if len(params) != 1:
                    raise NotComparable(f"botocore reads {sorted(value)} as the union {shape.id}")
                return params
            case "list" | "set":
                inner = shape.members["member"]
                return [self._value(inner, peer.member, element, place) for element in value]
            case "map":
                inner = shape.members["value"]
                return {
                    key: self._value(inner, peer.value, element, place) for key, element in value.items()
                }
            case "timestamp":
                return seconds(value)
            case "blob":
                value = value.read() if hasattr(value, "read") else value
                return value if isinstance(value, str) else value.decode()
            case "float" | "double":
                return value if isinstance(value, str) or math.isfinite(value) else name_of(value)
            case kind if kind in INTEGER_BITS:
                # See `liberties.may_be_text_of_number`.
                return int(value)
            case "string" if is_json_header(shape, place):
                return json.dumps(value, separators=(",", ":"))
            case _:
                return value


def seconds(time: datetime.datetime) -> float | int:
    """The seconds since 1970. Milliseconds are the precision of all protocols."""
    milliseconds = round((time - EPOCH) / datetime.timedelta(milliseconds=1))
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000
