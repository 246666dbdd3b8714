"""Converts botocore's description of a service to a Smithy model, for services whose model is not
available.

    python converted_model.py NAME OUT

It keeps what determines requests and responses: bindings, names, errors, authentication, host prefixes and
endpoint rules, but not docs and patterns. Exit codes: 0 written, 3 it cannot be converted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.session import get_session

from smithy_model import API, FORMS, PROTOCOLS, SERVICE, Json

NOTHING_TO_COMPARE = 3

# botocore's names of types, where they differ from Smithy's.
KINDS = {"structure": "structure", "list": "list", "map": "map", "character": "string"}

# Traits of operations that are annotations.
ANNOTATIONS = {
    "unsignedPayload": "aws.auth#unsignedPayload",
    "httpChecksumRequired": API + "httpChecksumRequired",
}

# The location of a member, and its binding trait. A trait with a value takes the wire name.
BINDINGS = {
    "uri": "httpLabel",
    "querystring": "httpQuery",
    "header": "httpHeader",
    "headers": "httpPrefixHeaders",
    "statusCode": "httpResponseCode",
}
WITH_NAME = ("querystring", "header", "headers")

# Smithy's names for botocore's timestamp formats.
FORMATS = {"iso8601": "date-time", "rfc822": "http-date", "unixTimestamp": "epoch-seconds"}

# The shape of strings that contain JSON, which botocore marks on members.
JSON = "TheJsonText"
JSON_SHAPE = {"type": "string", "traits": {API + "mediaType": "application/json"}}


def main() -> int:
    """Runs the command."""
    name, out = sys.argv[1:]
    try:
        document = Conversion(name).document()
    except (UnknownServiceError, DataNotFoundError, KeyError) as error:
        print(f"botocore's {name} cannot be converted: {error}", file=sys.stderr)
        return NOTHING_TO_COMPARE
    Path(out).write_text(json.dumps(document), encoding="utf-8")
    return 0


class Conversion:
    """One service of botocore."""

    def __init__(self, name: str) -> None:
        loader = get_session().get_component("data_loader")
        self._raw: Json = loader.load_service_model(name, "service-2")
        self._rules: Json = loader.load_service_model(name, "endpoint-rule-set-1")
        self._metadata = self._raw["metadata"]
        self._protocol = self._metadata["protocol"]
        # The trait for a name on the wire.
        self._wire_name = API + ("xmlName" if self._protocol in FORMS else "jsonName")
        self._namespace = "botocore." + "".join(c for c in name if c.isalnum())

    def document(self) -> Json:
        """The model in Smithy's JSON AST."""
        shapes = {self._id(name): self._shape(raw) for name, raw in self._raw["shapes"].items()}
        operations = {
            self._id(name): self._operation(raw) for name, raw in self._raw["operations"].items()
        }
        service = {
            "type": "service",
            "version": self._metadata["apiVersion"],
            "operations": [{"target": id} for id in operations],
            "traits": self._service_traits(),
        }
        # The service's name is a part of requests in the protocols that are not of REST.
        name = self._id(self._metadata.get("targetPrefix", "TheService"))
        every = shapes | operations | {name: service, self._id(JSON): JSON_SHAPE}
        return {"smithy": "2.0", "shapes": every}

    def _service_traits(self) -> Json:
        protocols = {theirs: ours for ours, theirs in reversed(PROTOCOLS.items())}
        signing_name = self._metadata.get("signingName", self._metadata["endpointPrefix"])
        namespace = self._metadata.get("xmlNamespace", "https://example.com/")
        return {
            protocols[self._protocol]: {},
            API + "xmlNamespace": {"uri": namespace},
            SERVICE: {"sdkId": self._metadata["serviceId"]},
            "aws.auth#sigv4": {"name": signing_name},
            "smithy.rules#endpointRuleSet": self._rules,
        }

    def _operation(self, raw: Json) -> Json:
        traits: Json = {
            trait: {} for key, trait in ANNOTATIONS.items() if raw.get(key)
        }
        http = raw["http"]
        traits[API + "http"] = {
            "method": http["method"],
            "uri": self._uri(http["requestUri"], raw.get("input")),
            "code": http.get("responseCode", 200),
        }
        if raw.get("authtype") == "none":
            traits[API + "auth"] = []
        if "endpoint" in raw:
            traits[API + "endpoint"] = {"hostPrefix": raw["endpoint"]["hostPrefix"]}
        ends = {end: self._reference(raw[end]) for end in ("input", "output") if end in raw}
        errors = [self._reference(error) for error in raw.get("errors", [])]
        return {"type": "operation", "traits": traits, "errors": errors, **ends}

    def _uri(self, uri: str, input: Json | None) -> str:
        """The pattern, whose labels have the names of members in Smithy, and their names on the
        wire in botocore."""
        members = self._raw["shapes"][input["shape"]]["members"] if input else {}
        for name, member in members.items():
            if member.get("location") == "uri":
                wire = member.get("locationName", name)
                uri = uri.replace(f"{{{wire}}}", f"{{{name}}}").replace(f"{{{wire}+}}", f"{{{name}+}}")
        return uri

    def _shape(self, raw: Json) -> Json:
        kind = KINDS.get(raw["type"], raw["type"])
        if raw.get("union"):
            kind = "union"
        elif raw.get("document"):
            kind = "document"
        shape: Json = {"type": kind, "traits": self._shape_traits(raw)}
        if kind == "list":
            shape["member"] = self._reference(raw["member"])
        elif kind == "map":
            shape |= {end: self._reference(raw[end]) for end in ("key", "value")}
        elif kind in ("structure", "union"):
            members = raw.get("members", {}).items()
            shape["members"] = {name: self._member(raw, name, member) for name, member in members}
        return shape

    def _shape_traits(self, raw: Json) -> Json:
        traits: Json = {}
        if limits := {key: raw[key] for key in ("min", "max") if key in raw}:
            has_length = raw["type"] in ("string", "list", "map", "blob")
            traits[API + ("length" if has_length else "range")] = limits
        if raw.get("streaming"):
            traits[API + "streaming"] = {}
        if raw.get("requiresLength"):
            traits[API + "requiresLength"] = {}
        if "timestampFormat" in raw:
            traits[API + "timestampFormat"] = FORMATS[raw["timestampFormat"]]
        if raw.get("exception"):
            traits |= self._error_traits(raw)
        return traits

    def _error_traits(self, raw: Json) -> Json:
        """The traits of an error, with its code where that is not its name."""
        traits: Json = {API + "error": "server" if raw.get("fault") else "client"}
        error = raw.get("error", {})
        status = error.get("httpStatusCode")
        if status is not None:
            traits[API + "httpError"] = status
        if self._protocol in FORMS and "code" in error:
            default = 500 if raw.get("fault") else 400
            code = {"code": error["code"], "httpResponseCode": status or default}
            traits["aws.protocols#awsQueryError"] = code
        return traits

    def _member(self, container: Json, name: str, raw: Json) -> Json:
        traits: Json = {}
        location = raw.get("location")
        wire = raw.get("locationName", name)
        if location is not None:
            binding = API + BINDINGS[location]
            traits[binding] = wire if location in WITH_NAME else {}
        elif container.get("payload") == name:
            traits[API + "httpPayload"] = {}
        else:
            traits |= self._names(raw, name)
        if name in container.get("required", []):
            traits[API + "required"] = {}
        for key in ("idempotencyToken", "hostLabel"):
            if raw.get(key):
                traits[API + key] = {}
        if "timestampFormat" in raw:
            traits[API + "timestampFormat"] = FORMATS[raw["timestampFormat"]]
        target = self._id(JSON) if raw.get("jsonvalue") else self._id(raw["shape"])
        return {"target": target, "traits": traits}

    def _names(self, raw: Json, name: str) -> Json:
        """The traits for the name of a member in a body. botocore has the name of a flattened list at the
        member of the list."""
        traits: Json = {}
        target = self._raw["shapes"][raw["shape"]]
        wire = raw.get("locationName", name)
        if self._protocol in FORMS and (raw.get("flattened") or target.get("flattened")):
            traits[API + "xmlFlattened"] = {}
            wire = target.get("member", {}).get("locationName", wire)
        if "queryName" in raw:
            traits["aws.protocols#ec2QueryName"] = raw["queryName"]
        if raw.get("xmlAttribute"):
            traits[API + "xmlAttribute"] = {}
        return traits if wire == name else traits | {self._wire_name: wire}

    def _reference(self, raw: Json) -> dict[str, Any]:
        """A reference to a shape, which may have a name on the wire."""
        reference = {"target": self._id(raw["shape"])}
        if self._protocol in FORMS and "locationName" in raw:
            reference["traits"] = {self._wire_name: raw["locationName"]}
        return reference

    def _id(self, name: str) -> str:
        return f"{self._namespace}#{name}"


if __name__ == "__main__":
    sys.exit(main())
