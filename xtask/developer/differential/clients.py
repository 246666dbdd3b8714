"""The configuration of both clients, and botocore's signature of a request."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

# The same values as in `client_requests.rs`.
REGION = "us-east-1"
ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
SESSION_TOKEN = "a+session/token="
TIME = datetime.datetime(2027, 1, 15, 8, 0, 0)
ATTEMPTS = 3


@contextmanager
def at_the_time() -> Iterator[None]:
    """Stops the clock of signatures."""
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: TIME):
        yield


def authorization(
    method: str, url: str, headers: dict[str, str], body: bytes, service: str, region: str
) -> str:
    """botocore's authorization header for a request that has all other headers."""
    request = AWSRequest(method, url, headers, body)
    credentials = Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
    with at_the_time():
        botocore.auth.SigV4Auth(credentials, service, region).add_auth(request)
    return request.headers["Authorization"]
