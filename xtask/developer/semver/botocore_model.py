"""Converts a Smithy model to botocore's description of a service, from which moto makes a server.

It is the inverse of `converted_model.py`, for the protocols and traits of the models that are compared.
"""

from __future__ import annotations

from typing import Any

from converted_model import BINDINGS, FORMATS, WITH_NAME
from smithy_model import API, PROTOCOLS, Json, Member, Operation, Shape, SmithyModel

LOCATIONS = {binding: location for location, binding in BINDINGS.items()}
TIMESTAMP_FORMATS = {ours: theirs for theirs, ours in FORMATS.items()}

# botocore's names of types, where they differ from Smithy's.
KINDS = {"enum": "string", "intEnum": "integer", "set": "list"}


def description(model: SmithyModel) -> Json:
    """The description, as in the file `service-2.json`."""
    conversion = Conversion(model)
    operations = {one.name: conversion.operation(one) for one in model.operations()}
    service = next(id for id, raw in model.document["shapes"].items() if raw["type"] == "service")
    return {
        "version": "2.0",
        "metadata": {
            "apiVersion": model.service["version"],
            "protocol": PROTOCOLS[model.protocol],
            "serviceId": model.service_id,
            "endpointPrefix": "service",
            "targetPrefix": name_of(service),
        },
        "operations": operations,
        "shapes": conversion.shapes,
    }


class Conversion:
    """The shapes of a model, which are converted when they are first referred to."""

    def __init__(self, model: SmithyModel) -> None:
        self._model = model
        self.shapes: dict[str, Json] = {}

    def operation(self, operation: Operation) -> Json:
        """An operation with its input, output and errors."""
        http = self._model.document["shapes"][operation.id]["traits"][API + "http"]
        described: Json = {
            "name": operation.name,
            "http": {
                "method": http["method"],
                "requestUri": http["uri"],
                "responseCode": http.get("code", 200),
            },
            "errors": [self._reference(id) for id in operation.errors],
        }
        for end, shape in (("input", operation.input), ("output", operation.output)):
            if shape.id != API + "Unit":
                described[end] = self._reference(shape.id)
        return described

    def _reference(self, id: str) -> Json:
        name = name_of(id)
        if name not in self.shapes:
            self.shapes[name] = described = {}
            described |= self._shape(self._model.shape(id))
        return {"shape": name}

    def _shape(self, shape: Shape) -> Json:
        kind = KINDS.get(shape.kind, shape.kind)
        match kind:
            case "structure":
                return {"type": kind} | self._members(shape) | self._error(shape)
            case "list":
                return {"type": kind, "member": self._reference(shape.members["member"].target)}
            case "timestamp" if shape.has("timestampFormat"):
                return {"type": kind} | self._format(shape)
            case _:
                return {"type": kind}

    def _members(self, shape: Shape) -> Json:
        members = shape.members.items()
        described: Json = {"members": {name: self._member(member) for name, member in members}}
        if required := [name for name, member in members if member.has("required")]:
            described["required"] = required
        for name, member in members:
            if member.has("httpPayload"):
                described["payload"] = name
        return described

    def _member(self, member: Member) -> Json:
        described = self._reference(member.target) | self._format(member)
        if member.has("jsonName"):
            described["locationName"] = member.trait("jsonName")
        if not self._model.is_rest:
            return described
        for binding, location in LOCATIONS.items():
            if member.has(binding):
                has_name = location in WITH_NAME
                described["location"] = location
                described["locationName"] = member.trait(binding) if has_name else member.name
        return described

    @staticmethod
    def _format(owner: Member | Shape) -> Json:
        stated = owner.trait("timestampFormat")
        return {"timestampFormat": TIMESTAMP_FORMATS[stated]} if stated else {}

    @staticmethod
    def _error(shape: Shape) -> Json:
        if not shape.has("error"):
            return {}
        default = 500 if shape.trait("error") == "server" else 400
        return {
            "exception": True,
            "error": {"httpStatusCode": shape.trait("httpError") or default},
        }


def name_of(id: str) -> str:
    """The name of a shape without its namespace."""
    return id.partition("#")[2]
