"""Runs moto's server on a free port of 127.0.0.1, until standard input ends.

The first line of standard output is a JSON object with the port, the ARN of a role, and the access
key of a user with all permissions. Every request must be signed with that key: moto computes each
signature with botocore's code, and responds with 403 if it differs.
"""

import io
import json
import re
import sys
import threading
from pathlib import Path
from unittest import mock
from urllib.parse import parse_qs, urlparse

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto import settings
from moto.cloudwatch import urls as cloudwatch_urls
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.serialize import SERIALIZERS
from moto.iam.access_control import IAMRequestBase
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import BackendRequest
from moto.server import ThreadedMotoServer

# The scripts of `cargo xtask differential` have this protocol for moto.
sys.path.append(str(Path(__file__).parent.parent / "differential"))
from cbor_protocol import CBOR, CborParser, CborSerializer  # noqa: E402

ACCOUNT = "123456789012"
REGION = "us-east-1"


def leave_out_openapi():
    """moto's CloudFormation imports all its services, and API Gateway a package that is not installed."""
    for name in ("", ".validation", ".validation.exceptions"):
        sys.modules[f"openapi_spec_validator{name}"] = mock.MagicMock()


def sign_empty_bodies_as_empty():
    """moto hashes the request's headers in place of a missing body."""
    original = IAMRequestBase._create_aws_request

    def create_aws_request(self):
        data, self._data = self._data, b""
        try:
            return original(self)
        finally:
            self._data = data

    IAMRequestBase._create_aws_request = create_aws_request


def sign_bodies_as_they_are():
    """moto parses the form of a request, and signs a form of its own with the same parameters; and it signs what a
    compressed body contains."""
    received = threading.local()
    init_original = BackendRequest.__init__
    create_original = IAMRequestBase._create_aws_request

    def init(self, *args, **kwargs):
        init_original(self, *args, **kwargs)
        if self.content_encoding == "gzip":
            received.body = self.get_data(cache=False)
            # As if nothing had been read.
            self.environ["wsgi.input"] = io.BytesIO(received.body)
            self.__dict__.pop("stream", None)
        elif self.mimetype == "application/x-www-form-urlencoded":
            # What is read before the form is parsed is kept.
            self.get_data()

    def create_aws_request(self):
        if self._headers.get("Content-Encoding") == "gzip":
            self._body = received.body
        return create_original(self)

    BackendRequest.__init__ = init
    IAMRequestBase._create_aws_request = create_aws_request


def speak_cbor():
    """moto's CloudWatch has the protocols awsQuery and awsJson1_0."""
    PROTOCOL_PARSERS[CBOR] = CborParser
    SERIALIZERS[CBOR] = CborSerializer
    path = r"/service/(?P<service>[^/]+)/operation/(?P<operation>[^/]+)$"
    cloudwatch_urls.url_paths["{0}" + path] = CloudWatchResponse.dispatch
    get_action_original = CloudWatchResponse._get_action
    setup_original = CloudWatchResponse.setup_class

    def get_action(self):
        found = re.search(path, self.parsed_url.path)
        return found["operation"] if found else get_action_original(self)

    def setup_class(self, request, *args, **kwargs):
        self.use_raw_body = request.mimetype == "application/cbor"
        setup_original(self, request, *args, **kwargs)

    CloudWatchResponse._get_action = get_action
    CloudWatchResponse.setup_class = setup_class


def check_presigned_urls(key):
    """moto looks for a signature in the headers only. botocore computes that of a URL."""
    original = ActionAuthenticatorMixin._authenticate_and_authorize_action
    credentials = Credentials(key.access_key_id, key.secret_access_key)

    def authenticate(self, iam_request_cls, resource="*"):
        signed, _, signature = urlparse(self.uri).query.partition("&X-Amz-Signature=")
        if not signature:
            return original(self, iam_request_cls, resource)
        query = parse_qs(signed)
        _, _, region, service, _ = query["X-Amz-Credential"][0].split("/")
        auth = S3SigV4QueryAuth(credentials, service, region, int(query["X-Amz-Expires"][0]))
        url = f"http://{self.headers['Host']}{self.raw_path}?{signed}"
        names = query["X-Amz-SignedHeaders"][0].split(";")
        headers = {name: self.headers[name] for name in names}
        request = AWSRequest(method=self.method, url=url, headers=headers)
        request.context["timestamp"] = query["X-Amz-Date"][0]
        text = auth.string_to_sign(request, auth.canonical_request(request))
        if auth.signature(text, request) != signature:
            raise ValueError(f"the signature of {url} is wrong")

    ActionAuthenticatorMixin._authenticate_and_authorize_action = authenticate


def policy(**statement):
    statement["Effect"] = "Allow"
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def main():
    iam = iam_backends[ACCOUNT]["aws"]
    iam.create_user(REGION, "driver")
    key = iam.create_access_key("driver")
    iam.put_user_policy("driver", "everything", policy(Action="*", Resource="*"))
    services = ["lambda.amazonaws.com", "states.amazonaws.com"]
    who = {"Service": services, "AWS": f"arn:aws:iam::{ACCOUNT}:user/driver"}
    trust = policy(Action="sts:AssumeRole", Principal=who)
    role = iam.create_role("service", trust, "/", None, "", [], None)

    leave_out_openapi()
    sign_empty_bodies_as_empty()
    sign_bodies_as_they_are()
    speak_cbor()
    check_presigned_urls(key)
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    about = {
        "port": port,
        "role": role.arn,
        "access_key_id": key.access_key_id,
        "secret_access_key": key.secret_access_key,
    }
    print(json.dumps(about), flush=True)
    # The parent process holds the other end, which closes however the parent ends.
    sys.stdin.read()


if __name__ == "__main__":
    main()
