"""Writes the requests of a botocore client, and a copy of a Smithy model with the same inputs.

    python client_cases.py MODEL OUT EXPECTED [--cases N] [--seed TEXT] [--operation NAME]...

For each operation it creates random inputs, as `botocore_cases.py` does, and lets a botocore client
call it: with endpoint rules, signatures, retries and endpoint discovery. Nothing goes over a network:
the requests are recorded here, and get canned responses. The second input of each operation gets an error
first, so that it is sent again.

OUT has the inputs as cases of `smithy.test#httpRequestTests`: the URI is the name of the case, and the
body is the list of the responses' statuses. EXPECTED has the requests by these names. Notes, counts and
exit codes are those of `botocore_cases.py`.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from unittest import mock

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from botocore.model import OperationModel

import clients
import liberties
from author import Author
from botocore_cases import RequestAuthor, parse_arguments, write
from botocore_service import BotocoreService
from request_case import RequestCase
from samples import Sample
from smithy_model import Codec, Json, Operation

# The response to endpoint discovery.
DISCOVERS = "DescribeEndpoints"
DISCOVERED = {"Address": "discovered.example.com", "CachePeriodInMinutes": 5}

# An output without members, in CBOR.
EMPTY_MAP = b"\xa0"


def main() -> int:
    """Runs the command."""
    arguments = parse_arguments("Write what a client of botocore sends.", "expected")
    forget_surroundings()

    def authors_of(service: BotocoreService) -> dict[str, Author]:
        author = ClientAuthor(service, arguments.cases, arguments.seed, arguments.expected)
        return {"requests": author}

    return write(arguments, authors_of)


def forget_surroundings() -> None:
    """Ignores the AWS configuration of this machine."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull


class ClientAuthor(RequestAuthor):
    """Writes the cases of a model, and records botocore's requests."""

    def __init__(self, service: BotocoreService, count: int, seed: str, out: Path) -> None:
        super().__init__(service, count, seed)
        self._out = out
        self._expected: dict[str, Json] = {}

    def case(
        self,
        operation: Operation,
        peer: OperationModel,
        number: int,
        sample: Sample,
        has_milliseconds: bool,
    ) -> Json:
        """A case that a client passes if it sends the same requests as botocore's client."""
        id = f"{operation.name}Client{number + 1}"
        statuses = [500, 200] if number == 1 else [200]
        client = self.service.client(
            has_milliseconds,
            region_name=clients.REGION,
            aws_access_key_id=clients.ACCESS_KEY,
            aws_secret_access_key=clients.SECRET_KEY,
            aws_session_token=clients.SESSION_TOKEN,
            config=clients.config(),
        )
        uri = peer.http.get("requestUri", "/")
        self._expected[id] = [
            in_words(RequestCase(self.model, operation, sample.params, request, uri), name, signature)
            for name, request, signature in sent(
                client, operation.name, sample, statuses, self.model.response_codec
            )
        ]
        return {
            "id": id,
            "protocol": self.model.protocol,
            "method": "POST",
            "uri": f"/{id}",
            "body": " ".join(map(str, statuses)),
            "params": sample.params,
        }

    def finish(self) -> None:
        """Writes the requests."""
        self._out.write_text(json.dumps(self._expected), encoding="utf-8")


def sent(
    client: BaseClient, operation: str, sample: Sample, statuses: list[int], codec: Codec
) -> list[tuple[str, AWSPreparedRequest, str]]:
    """The requests of a call, each with the name of its operation and the scheme of its signature."""
    requests: list[tuple[str, AWSPreparedRequest, str]] = []
    answers = iter(statuses)
    signatures: dict[str, str] = {}

    def sign(operation_name: str, signature_version: object, **_: object) -> None:
        if isinstance(signature_version, str):
            signatures[operation_name] = signature_version

    def answer(request: AWSPreparedRequest, event_name: str, **_: object) -> AWSResponse:
        name = event_name.rpartition(".")[2]
        requests.append((name, request, signatures.get(name, clients.SIGNATURE)))
        discovers = name == DISCOVERS and operation != DISCOVERS
        status = 200 if discovers else next(answers)
        if codec is Codec.XML:
            body = f"<R><{operation}Result/></R>".encode() if status == 200 else b""
        elif codec is Codec.CBOR:
            body = EMPTY_MAP
        else:
            body = json.dumps({"Endpoints": [DISCOVERED]} if discovers else {}).encode()
        return AWSResponse(request.url, status, {}, Answer(body))

    client.meta.events.register("before-sign", sign)
    client.meta.events.register("before-send", answer)
    with clients.at_the_time(), mock.patch("time.sleep"):
        try:
            client._make_api_call(operation, sample.argument)
        except ClientError:
            # For some operations a response without members is not valid.
            pass
    return requests


class Answer:
    """The body of a response, as botocore reads it."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_: object) -> list[bytes]:
        """Reads the whole body."""
        return [self._body]

    def read(self, *_: object) -> bytes:
        """Yields the whole body once."""
        body, self._body = self._body, b""
        return body


def in_words(case: RequestCase, name: str, signature: str) -> Json:
    """A request as JSON, normalized for the differences in `liberties.py`."""
    request = case.request
    headers = {name.lower(): value for name, value in case.headers().items()}
    headers = {
        name: value
        for name, value in headers.items()
        if not liberties.is_length_of_nothing(request.method, name, value)
    }
    body = request.body or b""
    if hasattr(body, "read"):
        # A body with a checksum behind it, which the attempts of a call share.
        body.seek(0)
        body = body.read()
    body = body.encode() if isinstance(body, str) else bytes(body)
    url = request.url
    if name == case.operation.name:
        headers, body = liberties.unchunked(headers, body)
        headers = liberties.content_type(case.raw_payload(given=True)) | headers
        headers = liberties.content_type_of_xml(case.model.request_codec, body) | headers
        headers = headers | liberties.content_sha256(headers, body, case.operation.is_unsigned)
        url = liberties.url(url, case.peer_uri, case.operation.uri)
    return {
        "method": request.method,
        "url": url,
        "headers": headers,
        "body": base64.b64encode(body).decode(),
        "signature": signature,
    }


if __name__ == "__main__":
    sys.exit(main())
