"""Writes botocore's requests and signatures for `UpdateAccount`, for the tests of the client.

    python signed_update_account.py > ../../tests/end_to_end/tests/client/botocore.json

Each case is an input with botocore's method, URL and body. Then botocore's signer
signs our request for the same input at a fixed time. Ours differs from botocore's in two ways that are
no difference to the service, the white space of the body and the headers about retries, so the
signer gets the headers and the body of our client. No network is used.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from unittest import mock

import botocore.auth
import botocore.session
from botocore.awsrequest import AWSRequest, prepare_request_dict
from botocore.credentials import Credentials

ENDPOINT = "https://service.chime.aws.amazon.com"
TIME = datetime(2027, 1, 15, 8, 0, 0, tzinfo=timezone.utc)
CREDENTIALS = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a+session/token=")
INVOCATION_ID = "00000000-0000-4000-8000-000000000000"

INPUTS = [
    {"AccountId": "12a3456b"},
    {"AccountId": "12a3456b", "Name": "Sales"},
    {"AccountId": "12a3456b", "Name": "Sales & Söhne \"EU\"", "DefaultLicense": "Pro"},
    {"AccountId": "a/../b c%2F~é*(1)", "Name": "Sales"},
]


def main() -> None:
    """Runs the command."""
    session = botocore.session.Session()
    session.set_credentials(CREDENTIALS.access_key, CREDENTIALS.secret_key, CREDENTIALS.token)
    client = session.create_client("chime", region_name="us-east-1", endpoint_url=ENDPOINT)
    cases = [case(client, parameters) for parameters in INPUTS]
    json.dump(cases, sys.stdout, indent=2, ensure_ascii=False)
    print()


def case(client, parameters: dict) -> dict:
    """botocore's request for an input, and its signature of our request."""
    model = client.meta.service_model.operation_model("UpdateAccount")
    request = client._serializer.serialize_to_request(parameters, model)
    prepare_request_dict(request, endpoint_url=ENDPOINT, context={})
    # Our JSON is compact and does not escape characters.
    value = json.loads(request["body"])
    ours = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    headers = {
        "amz-sdk-invocation-id": INVOCATION_ID,
        "amz-sdk-request": "attempt=1; max=3",
        "content-length": str(len(ours)),
        "content-type": "application/json",
    }
    signed = AWSRequest(request["method"], request["url"], headers, ours)
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: TIME.replace(tzinfo=None)):
        botocore.auth.SigV4Auth(CREDENTIALS, "chime", "us-east-1").add_auth(signed)
    return {
        "input": parameters,
        "method": request["method"],
        "url": request["url"],
        "body": value,
        "date": signed.headers["X-Amz-Date"],
        "authorization": signed.headers["Authorization"],
    }


if __name__ == "__main__":
    main()
