"""rpcv2Cbor for moto, which does not have it: its protocol `json` with bodies in CBOR, as botocore reads and
writes it.

<https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html>
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from botocore.parsers import RpcV2CBORParser
from botocore.serialize import CBORSerializer
from moto.core.parse import JSONParser
from moto.core.serialize import JSONSerializer

# botocore's name of the protocol.
CBOR = "smithy-rpc-v2-cbor"


class Single(float):
    """A number that is written in single precision."""


class Timestamp(NamedTuple):
    """A timestamp in seconds since 1970."""

    seconds: float


class CborSerializer(JSONSerializer):
    """Writes responses."""

    def serialize(self, result: Any) -> Any:
        """The response with an output or an error."""
        response = super().serialize(result)
        # The code of an error is in its body only.
        response["headers"].pop("X-Amzn-Errortype", None)
        response["headers"]["smithy-protocol"] = "rpc-v2-cbor"
        if self.operation_model.output_shape is None and not isinstance(result, Exception):
            del response["headers"]["Content-Type"]
            response["body"] = b""
        return response

    def _get_protocol_specific_content_type(self) -> str:
        return "application/cbor"

    def _serialize_body(self, body: Mapping[str, Any]) -> bytes:
        written = bytearray()
        write(written, body)
        return bytes(written)

    def _serialize_type_blob(self, serialized: Any, value: Any, shape: Any, key: str) -> None:
        value = value.encode() if isinstance(value, str) else value
        self._default_serialize(serialized, value, shape, key)

    def _serialize_type_float(self, serialized: Any, value: Any, shape: Any, key: str) -> None:
        self._default_serialize(serialized, Single(value), shape, key)

    def _serialize_type_timestamp(
        self, serialized: Any, value: datetime, shape: Any, key: str
    ) -> None:
        seconds = self._timestamp_serializer._timestamp_unixtimestamp(value)
        self._default_serialize(serialized, Timestamp(seconds), shape, key)


def write(written: bytearray, value: Any) -> None:
    """Appends a value in CBOR."""
    writer = CBORSerializer()
    match value:
        case bool():
            writer._serialize_type_boolean(written, value, None, None)
        case Timestamp(seconds):
            written.extend(writer._get_initial_byte(writer.TAG_MAJOR_TYPE, 1))
            write(written, seconds)
        case Single():
            writer._serialize_type_float(written, value, None, None)
        case float():
            writer._serialize_type_double(written, value, None, None)
        case int():
            writer._serialize_type_integer(written, value, None, None)
        case str():
            writer._serialize_type_string(written, value, None, None)
        case bytes():
            writer._serialize_type_blob(written, value, None, None)
        case dict():
            written.extend(head(writer, writer.MAP_MAJOR_TYPE, len(value)))
            for name, member in value.items():
                write(written, name)
                write(written, member)
        case _:
            written.extend(head(writer, writer.LIST_MAJOR_TYPE, len(value)))
            for element in value:
                write(written, element)


def head(writer: CBORSerializer, major_type: int, length: int) -> bytes:
    """The beginning of a list or a map."""
    info, bytes_of_length = writer._get_additional_info_and_num_bytes(length)
    first = writer._get_initial_byte(major_type, info)
    return first + length.to_bytes(bytes_of_length, "big") if bytes_of_length else first


class CborParser(JSONParser):
    """Reads requests."""

    def _parse_body_as_json(self, body_contents: bytes) -> Any:
        return RpcV2CBORParser()._initial_body_parse(body_contents) or {}

    def _parse_blob(self, shape: Any, value: bytes) -> bytes:
        return value

    def _parse_timestamp(self, shape: Any, value: datetime) -> datetime:
        # moto has its own form of timestamps.
        return super()._parse_timestamp(shape, value.timestamp())
