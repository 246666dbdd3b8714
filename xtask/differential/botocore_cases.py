"""Writes a copy of a Smithy model whose operations carry tests that botocore is the author of.

    python botocore_cases.py MODEL OUT [--cases N] [--seed TEXT]

For each operation that botocore knows too, it makes random inputs that are valid for both, has botocore
serialize them, and writes what comes out as cases of `smithy.test#httpRequestTests`. A client that
passes them sends what botocore sends. Nothing goes over a network: of botocore, only its models and its
serializers are used. The same model, seed and version of botocore give the same cases.

The last line of the output is `operations=… cases=… skipped=…`. Exit codes: 0 written, 3 there is nothing
to compare the model with.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

import botocore
from botocore.exceptions import ParamValidationError
from botocore.model import OperationModel, ServiceModel
from botocore.session import get_session
from request_case import request_case
from samples import Depths, Sampler, Style
from smithy_model import API, PROTOCOLS, Json, NotComparable, Operation, SmithyModel

TESTS = "smithy.test#httpRequestTests"

# How often a random input that botocore's validation refuses is made again.
ATTEMPTS = 20

NOTHING_TO_COMPARE = 3


def main() -> int:
    """Runs the command."""
    arguments = parse_arguments()
    document = json.loads(arguments.model.read_text(encoding="utf-8-sig"))
    try:
        model = SmithyModel(document)
        peer = service_model(model)
    except NotComparable as reason:
        print(f"{arguments.model.name}: {reason}", file=sys.stderr)
        return NOTHING_TO_COMPARE
    add_cases(model, peer, arguments.cases, arguments.seed)
    arguments.out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return 0


def parse_arguments() -> argparse.Namespace:
    """The words of the command line."""
    parser = argparse.ArgumentParser(description="Write what botocore sends as tests of a model.")
    parser.add_argument("model", type=Path, help="a Smithy model, as JSON")
    parser.add_argument("out", type=Path, help="where the model with its tests goes")
    parser.add_argument("--cases", type=int, default=5, help="how many inputs for each operation")
    parser.add_argument("--seed", default="whitesmith", help="what the random inputs start from")
    return parser.parse_args()


# ---- Finding botocore's model -----------------------------------------------------------------------


def service_model(model: SmithyModel) -> ServiceModel:
    """botocore's model of the same service, in the same version, in a protocol that we compare."""
    service_id, version = model.service_id, model.service.get("version")
    versions = service_files().get(service_id or "")
    if not versions:
        raise NotComparable(f"botocore {botocore.__version__} has no service {service_id!r}")
    if version not in versions:
        raise NotComparable(f"botocore has {service_id} of {', '.join(versions)}, not of {version}")
    loaded = get_session().get_component("data_loader")
    raw = loaded.load_service_model(versions[version], "service-2", api_version=version)
    peer = ServiceModel(raw, versions[version])
    offered = peer.metadata.get("protocols", [peer.metadata["protocol"]])
    if PROTOCOLS[model.protocol] not in offered:
        raise NotComparable(f"botocore speaks {', '.join(offered)} with {service_id}")
    return peer


def service_files() -> dict[str, dict[str, str]]:
    """For each service's id and version, the folder that it is in. botocore's folders are not named
    for their ids, so this looks at the head of each of its models."""
    found: dict[str, dict[str, str]] = {}
    data = Path(botocore.__file__).parent / "data"
    for path in sorted(data.glob("*/*/service-2.json*")):
        opened = gzip.open(path) if path.suffix == ".gz" else path.open("rb")
        with opened as file:
            head = file.read(4096).decode(errors="replace")
        if match := re.search(r'"serviceId"\s*:\s*"([^"]*)"', head):
            found.setdefault(match[1], {})[path.parent.name] = path.parent.parent.name
    return found


# ---- Making the cases -------------------------------------------------------------------------------


def add_cases(model: SmithyModel, peer: ServiceModel, count: int, seed: str) -> None:
    """Replaces the tests of each operation by ours, and says how much came of it."""
    shapes, depths = model.document["shapes"], Depths(model)
    tally: Counter[str] = Counter()
    known = set(peer.operation_names)
    unknown: set[str] = set()
    for operation in model.operations():
        traits = shapes[operation.id].setdefault("traits", {})
        traits.pop(TESTS, None)
        try:
            if operation.name not in known:
                raise NotComparable("botocore does not know it")
            operation_model = peer.operation_model(operation.name)
            traits[TESTS] = cases(model, depths, operation, operation_model, count, seed, unknown)
        except NotComparable as reason:
            tally["skipped"] += 1
            print(f"not compared: {operation.name}: {reason}", file=sys.stderr)
            continue
        tally["operations"] += 1
        tally["cases"] += len(traits[TESTS])
    for member in sorted(unknown):
        print(f"left out, since botocore does not know it: {member}", file=sys.stderr)
    print(" ".join(f"{name}={tally[name]}" for name in ("operations", "cases", "skipped")))


def cases(
    model: SmithyModel,
    depths: Depths,
    operation: Operation,
    peer: OperationModel,
    count: int,
    seed: str,
    unknown: set[str],
) -> list[Json]:
    """The cases of an operation: all members first, then the fewest, then some. Inputs that come out
    the same are one case."""
    if peer.has_event_stream_input:
        raise NotComparable("event streams are not compared")
    made: dict[str, Json] = {}
    for number in range(count):
        style = (Style.FULL, Style.MINIMAL)[number] if number < 2 else Style.SOME
        id = f"{operation.name}Botocore{number + 1}"
        source = f"{seed}/{operation.id}/{number}"
        case = one_case(model, depths, operation, peer, style, source, id, unknown)
        made.setdefault(json.dumps(case["params"], sort_keys=True), case)
    return list(made.values())


def one_case(
    model: SmithyModel,
    depths: Depths,
    operation: Operation,
    peer: OperationModel,
    style: Style,
    source: str,
    id: str,
    unknown: set[str],
) -> Json:
    """A case, from the first random input that botocore takes."""
    refusal = None
    for attempt in range(ATTEMPTS):
        sampler = Sampler(model, depths, operation, style, f"{source}/{attempt}")
        sample = sampler.input(peer.input_shape)
        unknown |= sampler.unknown
        try:
            return request_case(model, operation, peer, sample, sampler.has_milliseconds, id)
        except ParamValidationError as error:
            refusal = error
    raise NotComparable(f"botocore refuses every input: {refusal}")


if __name__ == "__main__":
    sys.exit(main())
