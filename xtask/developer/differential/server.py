"""Writes the responses of a server with moto's serializers, from values in botocore's form."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from moto.core.model import ServiceModel
from moto.core.serialize import AttributePickerContext, get_serializer_class

from cbor_protocol import CBOR, CborSerializer


class Response(NamedTuple):
    """A response on the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


class ModeledError(Exception):
    """An error with the values of its members."""

    def __init__(self, code: str, members: dict[str, Any]) -> None:
        super().__init__()
        self.code = code
        self.members = members
        texts = (members.get(name) for name in ("message", "Message"))
        self.message = next((text for text in texts if text is not None), None)


class NamesOfNumbers:
    """Writes numbers that are not finite by their names, as all text protocols specify
    (<https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#shape-serialization>). moto writes `NaN`
    without quotation marks, which is not JSON, and `nan` in XML."""

    def _serialize_type_float(self, serialized: Any, value: float, shape: Any, key: str) -> None:
        if math.isfinite(value):
            super()._serialize_type_float(serialized, value, shape, key)
        else:
            self._default_serialize(serialized, name_of(value), shape, key)

    _serialize_type_double = _serialize_type_float


def name_of(number: float) -> str:
    """The name of a number that is not finite."""
    if math.isnan(number):
        return "NaN"
    return "Infinity" if number > 0 else "-Infinity"


class Server:
    """The responses of a service in a protocol."""

    def __init__(self, raw: Any, folder: str, protocol: str) -> None:
        metadata = raw["metadata"] | {"protocol": protocol}
        self._model = ServiceModel(raw | {"metadata": metadata}, folder)
        if protocol == CBOR:
            self._serializer = CborSerializer
        else:
            known = get_serializer_class(folder, protocol)
            self._serializer = type(known.__name__, (NamesOfNumbers, known), {})

    def output(self, operation: str, value: dict[str, Any]) -> Response:
        """The response with an output."""
        return self._response(operation, value)

    def error(self, operation: str, error: str, members: dict[str, Any]) -> Response:
        """The response with the error of this name."""
        code = self._model.shape_for(error).error_code
        return self._response(operation, ModeledError(code, members))

    def _response(self, operation: str, result: Any) -> Response:
        serializer = self._serializer(self._model.operation_model(operation), value_picker=pick)
        written = serializer.serialize(result)
        body = written["body"] or b""
        if isinstance(body, str):
            body = body.encode()
        return Response(written["status_code"], dict(written["headers"]), body)


def pick(context: AttributePickerContext) -> Any:
    """The value of a member."""
    values = context.obj.members if isinstance(context.obj, ModeledError) else context.obj
    return values.get(context.key)
