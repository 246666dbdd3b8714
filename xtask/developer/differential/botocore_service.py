"""Finds botocore's model of the service of a Smithy model, and lets botocore create requests and read
responses."""

from __future__ import annotations

import copy
import gzip
import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import botocore
from botocore import handlers
from botocore.awsrequest import (
    AWSPreparedRequest,
    HeadersDict,
    create_request_object,
    prepare_request_dict,
)
from botocore.client import BaseClient
from botocore.model import OperationModel, ServiceModel, StructureShape
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.session import get_session

import liberties
from samples import fold
from server import Response, Server
from smithy_model import PROTOCOLS, NotComparable, Operation, SmithyModel

HOST = "example.com"


class BotocoreService:
    """botocore's side of the comparison, without credentials and connections."""

    def __init__(self, model: SmithyModel) -> None:
        self.model = model
        # The number of members of inputs that the Smithy model does not have.
        self.ahead = 0
        self._session = get_session()
        self._protocol = PROTOCOLS[model.protocol]
        self._model = self._load(model)

    def _load(self, model: SmithyModel) -> ServiceModel:
        """The model of the same service, in the same version, in a protocol that is compared."""
        service_id, version = model.service_id, model.service.get("version")
        folders = folders_of_services().get(service_id or "", {})
        if not folders:
            raise NotComparable(f"botocore {botocore.__version__} has no service {service_id!r}")
        if version not in folders:
            raise NotComparable(f"botocore has {service_id} of {', '.join(folders)}, not of {version}")
        self._folder, self._version = folders[version], version
        loader = self._session.get_component("data_loader")
        raw = loader.load_service_model(folders[version], "service-2", api_version=version)
        found = ServiceModel(raw, folders[version])
        # Reading changes a model, and `operation` removes members of inputs.
        self.server = Server(copy.deepcopy(raw), folders[version], self._protocol)
        offered = found.metadata.get("protocols", [found.metadata["protocol"]])
        if self._protocol not in offered:
            raise NotComparable(f"botocore uses {', '.join(offered)} for {service_id}")
        return found

    def operation(self, operation: Operation) -> OperationModel:
        """The operation of this name."""
        if operation.name not in self._model.operation_names:
            raise NotComparable("botocore does not have it")
        found = self._model.operation_model(operation.name)
        if found.has_event_stream_input or found.has_event_stream_output:
            raise NotComparable("event streams are not compared")
        return found

    def request_operation(self, operation: Operation) -> OperationModel:
        """The same, without the input members that the Smithy model does not have: if they could be in the
        body, there would be a body."""
        found = self.operation(operation)
        if found.input_shape is not None:
            known = {fold(name) for name in operation.input.members}
            for name in [name for name in found.input_shape.members if fold(name) not in known]:
                del found.input_shape.members[name]
                self.ahead += 1
        return found

    def error(self, name: str) -> StructureShape:
        """The error of this name."""
        for shape in self._model.error_shapes:
            if shape.name == name:
                return shape
        raise NotComparable("botocore does not have it")

    def read(
        self, operation: OperationModel, response: Response, is_unwrapped: bool
    ) -> dict[str, Any]:
        """What botocore reads as the output of an operation. One whose member is the body is read by a
        handler."""
        parsed = self._parse(operation, response, operation.output_shape)
        if is_unwrapped:
            self._emit(
                "after-call",
                operation,
                parsed=parsed,
                http_response=SimpleNamespace(raw=response.body, content=response.body),
                context={},
            )
        return parsed

    def read_error(
        self, operation: OperationModel, response: Response
    ) -> tuple[str, dict[str, Any], dict[str, str]]:
        """The name of the error that botocore takes the response for, its members, and what botocore reads of
        every error: the code and the message."""
        parts = self._parse(operation, response, operation.output_shape)["Error"]
        shape = self._model.shape_for_error_code(parts["Code"])
        if shape is None:
            raise NotComparable(f"botocore has no error with the code {parts['Code']}")
        return shape.name, self._parse(operation, response, shape), parts

    def _parse(
        self, operation: OperationModel, response: Response, shape: StructureShape | None
    ) -> dict[str, Any]:
        is_stream = operation.has_streaming_output and response.status < 300
        parts = {
            "status_code": response.status,
            "headers": HeadersDict(response.headers),
            "body": io.BytesIO(response.body) if is_stream else response.body,
            "context": {"operation_name": operation.name},
        }
        return create_parser(self._protocol).parse(parts, shape)

    def client(self, has_milliseconds: bool, **settings: Any) -> BaseClient:
        """A client that uses the models of inputs as `request_operation` has changed them."""
        client = self._session.create_client(self._folder, api_version=self._version, **settings)
        for event, handler, *_ in handlers.BUILTIN_HANDLERS:
            if handler in liberties.HANDLERS:
                client.meta.events.unregister(event, handler)
        client.meta._service_model = self._model
        client._serializer = self._serializer(has_milliseconds)
        return client

    def request(
        self, operation: OperationModel, argument: Any, has_milliseconds: bool
    ) -> AWSPreparedRequest:
        """The request on the wire, without the headers of the signer and the transport. An
        invalid argument raises a `ParamValidationError`."""
        request = self._serializer(has_milliseconds).serialize_to_request(argument, operation)
        prepare_request_dict(request, endpoint_url=f"https://{HOST}", context={})
        if liberties.has_modeled_customizations(self._protocol):
            self._customize(operation, request)
        return create_request_object(request).prepare()

    def _serializer(self, has_milliseconds: bool) -> Any:
        return create_serializer(
            self._protocol,
            include_validation=True,
            timestamp_precision=liberties.timestamp_precision(has_milliseconds),
        )

    def _customize(self, operation: OperationModel, request: dict[str, Any]) -> None:
        """Runs botocore's handlers for requests of some services, such as Glacier's hashes."""
        self._emit(
            "before-call",
            operation,
            params=request,
            request_signer=None,
            context=request["context"],
        )

    def _emit(self, event: str, operation: OperationModel, **arguments: Any) -> None:
        service = operation.service_model.service_id.hyphenize()
        emitter = self._session.get_component("event_emitter")
        emitter.emit(f"{event}.{service}.{operation.name}", model=operation, **arguments)


def folders_of_services() -> dict[str, dict[str, str]]:
    """The folder of each model by the service's id and version. botocore does not name its folders
    after the ids, so this reads the beginning of each model."""
    found: dict[str, dict[str, str]] = {}
    data = Path(botocore.__file__).parent / "data"
    for path in sorted(data.glob("*/*/service-2.json*")):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            head = file.read(4096).decode(errors="replace")
        if match := re.search(r'"serviceId"\s*:\s*"([^"]*)"', head):
            found.setdefault(match[1], {})[path.parent.name] = path.parent.parent.name
    return found
