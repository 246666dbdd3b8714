"""The configuration of both clients, and botocore's signature of a request."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

# The same values as in `client_requests.rs`.
REGION = "us-east-1"
ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
SESSION_TOKEN = "a+session/token="
TIME = datetime.datetime(2027, 1, 15, 8, 0, 0)
ATTEMPTS = 3

# The scheme of signatures unless a service has another one.
SIGNATURE = "v4"


def config() -> Config:
    """The settings of botocore's client. Those of S3 are the ones that the other SDKs have by default."""
    return Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        s3={"us_east_1_regional_endpoint": "regional"},
    )


@contextmanager
def at_the_time() -> Iterator[None]:
    """Stops the clock of signatures."""
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: TIME):
        yield


def authorization(
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    service: str,
    region: str,
    signature: str,
) -> str:
    """botocore's authorization header for a request that has all other headers, by the scheme with the name
    `signature`."""
    request = AWSRequest(method, url, headers, body)
    credentials = Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
    signer = botocore.auth.AUTH_TYPE_MAPS[signature](credentials, service, region)
    if (digest := headers.get("x-amz-content-sha256")) is not None:
        # The signer of S3 would replace the header.
        signer.payload = lambda _: digest
    with at_the_time():
        signer.add_auth(request)
    return request.headers["Authorization"]
