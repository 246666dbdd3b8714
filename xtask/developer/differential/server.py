"""Writes the responses of a server with moto's serializers, from values in botocore's form."""

from __future__ import annotations

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


class Server:
    """The responses of a service in a protocol."""

    def __init__(self, raw: Any, folder: str, protocol: str) -> None:
        metadata = raw["metadata"] | {"protocol": protocol}
        self._model = ServiceModel(raw | {"metadata": metadata}, folder)
        is_cbor = protocol == CBOR
        self._serializer = CborSerializer if is_cbor else get_serializer_class(folder, protocol)

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
