"""Calls services with clients of other versions of their models, and lists what breaks.

    python wire.py STEPS PROGRAM

STEPS is a JSON file: `models` has the path of the model of each crate, and `steps` pairs of crates, a client and a
service. The clients are emitted crates in PROGRAM (see `exchange.rs`). The services are moto's parsers and
serializers, which know nothing of our code.

For each operation, the client sends inputs that cover the shapes of its model: the service must find the operation,
read every member that was sent, and accept the input. Then the service answers with outputs and errors that cover
those of its own model: the client must read every member that it knows, and know each error by its name if its model
has the error.

The output is a JSON array with an array for each step: what breaks, in sentences.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

sys.path.append(str(Path(__file__).parent.parent / "differential"))

from moto.core.model import ServiceModel
from moto.core.parse import RestJSONParser
from werkzeug.datastructures import Headers, MultiDict

import values
from botocore_model import description, name_of
from cbor_protocol import CborParser
from server import Response, Server
from smithy_model import API, PROTOCOLS, Json, Operation, Shape, SmithyModel

PARSERS = {"rest-json": RestJSONParser, "smithy-rpc-v2-cbor": CborParser}


def main() -> None:
    """Runs the command."""
    steps, program = sys.argv[1:]
    wanted = json.loads(Path(steps).read_text(encoding="utf-8"))
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as clients:
        parties = {name: Party(name, path, clients) for name, path in wanted["models"].items()}
        found = [breaks(parties[old], parties[new]) for old, new in wanted["steps"]]
        clients.stdin.close()
    json.dump(found, sys.stdout)


class Party:
    """A version of the service: its client and its server."""

    def __init__(self, name: str, path: str, clients: subprocess.Popen[str]) -> None:
        self.name = name
        self.model = SmithyModel(json.loads(Path(path).read_text(encoding="utf-8")))
        self.operations = {one.name: one for one in self.model.operations()}
        described = description(self.model)
        self.protocol = PROTOCOLS[self.model.protocol]
        self._service = described["metadata"]["targetPrefix"]
        self._described = ServiceModel(copy.deepcopy(described), "service")
        self._server = Server(described, "service", self.protocol)
        self._clients = clients

    # ---- As the client ----

    def exchange(self, operation: str, message: Json) -> Json:
        """The request for an input, or what the client reads from a response."""
        line = json.dumps({"crate": self.name, "operation": operation} | message)
        print(line, file=self._clients.stdin, flush=True)
        return json.loads(self._clients.stdout.readline())

    def request(self, operation: Operation, sample: Json) -> Json:
        """The request for an input."""
        form = values.to_client(self.model, operation.input, sample)
        request = self.exchange(operation.name, {"input": form})
        if "failure" in request:
            raise RuntimeError(f"{self.name}: {operation.name}: {request['failure']}")
        return request

    def read(self, operation: Operation, response: Response) -> Json:
        """What the client reads from a response."""
        parts = {"status": response.status, "headers": response.headers, "body": list(response.body)}
        return self.exchange(operation.name, parts)

    # ---- As the service ----

    def route(self, request: Json) -> tuple[Operation, dict[str, str]]:
        """The operation that a request is for, and the values of the labels in its path."""
        path = request["path"].split("/")
        for operation in self.operations.values():
            if not self.model.is_rest:
                expected = ["", "service", self._service, "operation", operation.name]
                if request["method"] == "POST" and path == expected:
                    return operation, {}
                continue
            http = self.model.document["shapes"][operation.id]["traits"][API + "http"]
            pattern = http["uri"].split("/")
            if request["method"] != http["method"] or len(path) != len(pattern):
                continue
            pairs = list(zip(pattern, path))
            if all(part.startswith("{") or part == given for part, given in pairs):
                labels = {part.strip("{}"): unquote(given) for part, given in pairs if part[:1] == "{"}
                return operation, labels
        raise values.Wrong(f"the service knows no operation for {request['method']} {request['path']}")

    def parse(self, request: Json) -> tuple[Operation, Json]:
        """The operation of a request, and its input."""
        operation, labels = self.route(request)
        parts = {
            "body": bytes(request["body"]),
            "headers": Headers(request["headers"]),
            "method": request["method"],
            "url_params": labels,
            "url_path": request["path"],
            "values": MultiDict(parse_qsl(request["query"], keep_blank_values=True)),
        }
        described = self._described.operation_model(operation.name)
        parsed = PARSERS[self.protocol](described).parse(parts)
        given = {name: value for name, value in parsed.items() if value is not None}
        return operation, values.from_server(self.model, operation.input, given)

    def respond(self, operation: Operation, sample: Json) -> Response:
        """The response with an output."""
        return self._server.output(operation.name, values.to_server(self.model, operation.output, sample))

    def fail(self, operation: Operation, error: Shape, sample: Json) -> Response:
        """The response with an error."""
        members = values.to_server(self.model, error, sample)
        return self._server.error(operation.name, name_of(error.id), members)


def breaks(client: Party, server: Party) -> list[str]:
    """What breaks when the client calls the service: of each operation, the first reason in the requests, in the
    outputs and in the errors."""
    found = []
    for operation in client.operations.values():
        called, reason = send(client, server, operation)
        reasons = [reason]
        if called is not None:
            checks = (outputs(client, server, operation, called), errors(client, server, operation, called))
            reasons.extend(next(check, None) for check in checks)
        found.extend(f"{operation.name}: {reason}" for reason in reasons if reason)
    return found


def send(client: Party, server: Party, operation: Operation) -> tuple[Operation | None, str | None]:
    """Sends inputs: the operation that the service calls, and the first reason why it does not accept one as it was
    sent."""
    called = None
    for sample in values.samples(client.model, operation.input):
        try:
            called, arrived = server.parse(client.request(operation, sample))
            if reason := values.lost(sample, arrived, "input"):
                return called, reason
            values.check(server.model, called.input, arrived, "input")
        except values.Wrong as reason:
            return called, str(reason)
        except (ValueError, AttributeError, TypeError) as error:
            return called, f"the service cannot read the request: {error}"
    return called, None


def outputs(client: Party, server: Party, operation: Operation, called: Operation) -> Iterator[str]:
    """What the client does not read from the outputs of the service."""
    for sample in values.samples(server.model, called.output, is_response=True):
        read = client.read(operation, server.respond(called, sample))
        if "output" not in read:
            yield f"the client cannot read an output: {read.get('failure') or read}"
        elif reason := misread(client, operation.output, sample, read["output"]):
            yield reason


def errors(client: Party, server: Party, operation: Operation, called: Operation) -> Iterator[str]:
    """What the client does not read from the errors of the service."""
    known = {name_of(id): id for id in operation.errors}
    for id in called.errors:
        name = name_of(id)
        raised = server.model.shape(id)
        for sample in values.samples(server.model, raised, is_response=True):
            read = client.read(operation, server.fail(called, raised, sample))
            error = read.get("error")
            if error is None:
                yield f"the client cannot read {name}: {read.get('failure') or read}"
            elif name in known and error["name"] != name:
                yield f"the client reads {name} as {error['name']}"
            elif name in known:
                shape = client.model.shape(known[name])
                if reason := misread(client, shape, sample, error["members"]):
                    yield reason


def misread(client: Party, shape: Shape, sent: Json, form: Json) -> str | None:
    """What a client reads in another way than it was sent. Members that it does not know are skipped, and those that
    do not come must be optional."""
    read = values.from_client(client.model, shape, form)
    return _misread(client.model, shape, sent, read, name_of(shape.id))


def _misread(model: SmithyModel, shape: Shape, sent: Any, read: Any, path: str) -> str | None:
    if shape.kind == "structure" and isinstance(sent, dict) and isinstance(read, dict):
        for name, member in shape.members.items():
            inner = f"{path}.{name}"
            if sent.get(name) is None:
                default = member.trait("default")
                if member.has("required") and default is None and not member.has("clientOptional"):
                    return f"{inner} is required, and does not come"
                if read.get(name) not in (None, default):
                    return f"{inner} does not come, and is read as {read[name]!r}"
            elif found := _misread(model, model.shape(member.target), sent[name], read.get(name), inner):
                return found
        return None
    if shape.kind == "list" and isinstance(sent, list) and isinstance(read, list) and len(sent) == len(read):
        element = model.shape(shape.members["member"].target)
        parts = (_misread(model, element, a, b, f"{path}[]") for a, b in zip(sent, read))
        return next((part for part in parts if part), None)
    return values.lost(sent, read, path)


if __name__ == "__main__":
    main()
