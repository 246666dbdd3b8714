"""Writes a copy of a Smithy model whose operations carry tests that botocore is the author of.

    python botocore_cases.py MODEL OUT [--cases N] [--seed TEXT]

For each operation that botocore knows too, it makes random inputs that are valid for both, has botocore
serialize them, and writes what comes out as cases of `smithy.test#httpRequestTests`. A client that
passes them sends what botocore sends. Nothing goes over a network: of botocore, only its models and its
serializers are used. The same model, seed and version of botocore give the same cases.

Notes on what could not be compared go to the standard error. The last line of the output is
`operations=… cases=… skipped=…`. Exit codes: 0 written, 1 the file is no JSON, 3 there is nothing to
compare the model with.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from botocore.exceptions import ParamValidationError
from botocore.model import OperationModel

import liberties
from botocore_service import BotocoreService
from request_case import RequestCase
from samples import Depths, Sample, Sampler, Style
from smithy_model import Json, NotComparable, Operation, SmithyModel

TESTS = "smithy.test#httpRequestTests"

# How often a random input that botocore's validation refuses is made again.
ATTEMPTS = 20

NOTHING_TO_COMPARE = 3


def main() -> int:
    """Runs the command."""
    arguments = parse_arguments("Write what botocore sends as tests of a model.")
    return write(arguments, lambda model: Author(model, arguments.cases, arguments.seed))


def parse_arguments(description: str, *more: str) -> argparse.Namespace:
    """The words of the command line; `more` are the names of files that are written too."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model", type=Path, help="a Smithy model, as JSON")
    parser.add_argument("out", type=Path, help="where the model with its tests goes")
    for name in more:
        parser.add_argument(name, type=Path)
    parser.add_argument("--cases", type=int, default=5, help="how many inputs for each operation")
    parser.add_argument("--seed", default="whitesmith", help="what the random inputs start from")
    return parser.parse_args()


def write(arguments: argparse.Namespace, author_of: Callable[[SmithyModel], Author]) -> int:
    """Has an author write the cases, and says on the standard output what became of them."""
    try:
        document = json.loads(arguments.model.read_text(encoding="utf-8-sig"))
        author = author_of(SmithyModel(document))
    except json.JSONDecodeError as error:
        print(f"the model is no JSON: {error}", file=sys.stderr)
        return 1
    except NotComparable as reason:
        print(reason, file=sys.stderr)
        return NOTHING_TO_COMPARE
    author.write_cases()
    arguments.out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    author.finish()
    for note in author.notes():
        print(note, file=sys.stderr)
    counts = ("operations", "cases", "skipped")
    print(" ".join(f"{name}={author.tally[name]}" for name in counts))
    return 0


class Author:
    """Writes the cases of a model into its document."""

    def __init__(self, model: SmithyModel, count: int, seed: str) -> None:
        self.tally: Counter[str] = Counter()
        self.model = model
        self.service = BotocoreService(model)
        self._notes: list[str] = []
        self._count = count
        self._seed = seed
        self._depths = Depths(model)

    def write_cases(self) -> None:
        """Replaces the tests of each operation by ours."""
        shapes = self.model.document["shapes"]
        for operation in self.model.operations():
            traits = shapes[operation.id].setdefault("traits", {})
            traits.pop(TESTS, None)
            try:
                traits[TESTS] = self._cases(operation)
            except NotComparable as reason:
                self.tally["skipped"] += 1
                self._note(f"not compared: {operation.name}: {reason}")
                continue
            self.tally["operations"] += 1
            self.tally["cases"] += len(traits[TESTS])

    def _cases(self, operation: Operation) -> list[Json]:
        """All members first, then the fewest, then some. Inputs that come out the same are one
        case."""
        peer = self.service.operation(operation)
        made: dict[str, Json] = {}
        for number in range(self._count):
            case = self._case(operation, peer, number)
            rest = {key: value for key, value in case.items() if key not in ("id", "uri")}
            made.setdefault(json.dumps(rest, sort_keys=True), case)
        return list(made.values())

    def _case(self, operation: Operation, peer: OperationModel, number: int) -> Json:
        """A case, from the first random input that botocore takes."""
        style = (Style.FULL, Style.MINIMAL)[number] if number < 2 else Style.SOME
        refusal = None
        for attempt in range(ATTEMPTS):
            seed = f"{self._seed}/{operation.id}/{number}/{attempt}"
            sampler = Sampler(self.model, self._depths, operation, style, seed)
            sample = sampler.input(peer.input_shape)
            for member in sorted(sampler.unknown):
                self._note(f"left out, since botocore does not know it: {member}")
            try:
                case = self.case(operation, peer, number, sample, sampler.has_milliseconds)
            except ParamValidationError as error:
                refusal = error
                continue
            uri = peer.http.get("requestUri", "/")
            if liberties.ends_differ(uri, operation.uri):
                self._note(f"the models differ: {operation.name}: {uri} and {operation.uri}")
            return case
        raise NotComparable(f"botocore refuses every input: {refusal}")

    def case(
        self,
        operation: Operation,
        peer: OperationModel,
        number: int,
        sample: Sample,
        has_milliseconds: bool,
    ) -> Json:
        """The case of an input, unless botocore refuses it with a `ParamValidationError`."""
        request = self.service.request(peer, sample.argument, has_milliseconds)
        uri = peer.http.get("requestUri", "/")
        case = RequestCase(self.model, operation, sample.params, request, uri)
        return case.trait_value(f"{operation.name}Botocore{number + 1}")

    def finish(self) -> None:
        """Writes what is not part of the model; here there is nothing."""

    def notes(self) -> list[str]:
        """What could not be compared, and where the two models differ."""
        ahead = self.service.ahead
        lacking = f"left out, since the Smithy model lacks them: members of inputs, {ahead} in all"
        return self._notes + ([lacking] if ahead else [])

    def _note(self, note: str) -> None:
        if note not in self._notes:
            self._notes.append(note)


if __name__ == "__main__":
    sys.exit(main())
