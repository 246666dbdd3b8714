"""Compares the requests of generated clients with those of botocore's clients.

    python compare_clients.py EXPECTED RECORDS

EXPECTED is the output of `client_cases.py`; RECORDS is a folder with a file for each case, as
`client_requests.rs` writes it. Whole requests are compared: their number, method, URL, every header,
and the body, as JSON where it is JSON. Signatures differ, because they cover headers that may differ, so
botocore signs our request, and that signature must equal ours.

Differences are written to standard error. The last line of standard output is `cases=… same=…`.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any, NamedTuple

import clients
import liberties

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SCOPE = re.compile(r"Credential=[^/]+/[0-9]{8}/([^/]+)/([^/]+)/aws4_request")


class Sent(NamedTuple):
    """A request."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes
    # The scheme of botocore's signature.
    signature: str = clients.SIGNATURE


def main() -> int:
    """Runs the command."""
    expected = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    records = Path(sys.argv[2])
    same = 0
    for name, requests in expected.items():
        theirs = [read_theirs(request) for request in requests]
        record = records / name
        ours = read_ours(record.read_text(encoding="ascii")) if record.exists() else []
        differences = compare(ours, theirs)
        same += not differences
        if differences:
            print(f"{name}:", *differences, sep="\n- ", file=sys.stderr)
    print(f"cases={len(expected)} same={same}")
    return 0


def read_theirs(request: Any) -> Sent:
    """A request as `client_cases.py` writes it."""
    body = base64.b64decode(request["body"])
    return Sent(request["method"], request["url"], request["headers"], body, request["signature"])


def read_ours(record: str) -> list[Sent]:
    """The requests of a record: lines of a keyword and its values, in hexadecimal digits."""
    requests: list[Sent] = []
    for line in record.splitlines():
        word, *rest = line.split(" ")
        if word == "request":
            requests.append(Sent(rest[0], rest[1], {}, b""))
        elif word == "header":
            value = bytes.fromhex(rest[1]).decode("latin-1")
            headers = requests[-1].headers
            headers[rest[0]] = f"{headers[rest[0]]}, {value}" if rest[0] in headers else value
        else:
            requests[-1] = requests[-1]._replace(body=bytes.fromhex(rest[0]))
    return requests


def compare(ours: list[Sent], theirs: list[Sent]) -> list[str]:
    """The differences between the requests of a call."""
    if len(ours) != len(theirs):
        return [f"{len(ours)} requests, expected {len(theirs)}"]
    found: list[str] = []
    for position, (our, their) in enumerate(zip(ours, theirs), 1):
        found += [f"request {position}: {text}" for text in compare_requests(our, their)]
    invocations = {(our.headers.get("amz-sdk-invocation-id"), our.url) for our in ours}
    if len(invocations) != len({their.url for their in theirs}):
        found.append("the attempts of a call must have one amz-sdk-invocation-id")
    return found


def compare_requests(our: Sent, their: Sent) -> list[str]:
    """The differences between two requests."""
    found: list[str] = []

    def differ(what: str, ours: Any, theirs: Any) -> None:
        if ours != theirs:
            found.append(f"the {what} is {ours!r}, expected {theirs!r}")

    differ("method", our.method, their.method)
    differ("URL", liberties.whole_url(our.url), liberties.whole_url(their.url))
    differ("body", value(our.body, our.headers), value(their.body, their.headers))
    expected = their.headers | liberties.headers_of_body(our.body, their.headers, their.body)
    differ("headers", sorted(our.headers), sorted(expected))
    for name in sorted(our.headers.keys() & expected.keys()):
        check = CHECKED.get(name)
        if check is None:
            differ(f"header {name}", our.headers[name], expected[name])
        elif not check(our, expected[name], their.signature):
            found.append(f"the header {name} is {our.headers[name]!r}, like {expected[name]!r}")
    return found


def value(body: bytes, headers: dict[str, str]) -> Any:
    """The value of a JSON body, the parameters of a form, the canonical form of XML; any other body unchanged."""
    if re.match(r"application/(x-amz-)?json", headers.get("content-type", "")) and body:
        return json.loads(body)
    if headers.get("content-type", "").startswith(liberties.FORM):
        return sorted(liberties.form(body.decode()).split("&"))
    if headers.get("content-type") == liberties.XML and body:
        return ElementTree.canonicalize(body.decode())
    return body


def is_signed(our: Sent, theirs: str, signature: str) -> bool:
    """Whether botocore's signature of our request, for its own service and region, equals ours."""
    scope = SCOPE.search(theirs)
    if scope is None:
        return our.headers["authorization"] == theirs
    unsigned = ("authorization", "x-amz-date", "x-amz-security-token")
    headers = {name: text for name, text in our.headers.items() if name not in unsigned}
    region, service = scope.groups()
    signed = clients.authorization(
        our.method, our.url, headers, our.body, service, region, signature
    )
    return our.headers["authorization"] == signed


# Headers whose values differ between clients or calls, and the pattern of their values.
CHECKED = {
    "authorization": is_signed,
    "amz-sdk-invocation-id": lambda our, *_: UUID.fullmatch(our.headers["amz-sdk-invocation-id"]),
    "user-agent": lambda our, *_: re.search(r"\bua/2\.1\b.* api/", our.headers["user-agent"]),
}


if __name__ == "__main__":
    sys.exit(main())
