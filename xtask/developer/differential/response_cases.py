"""Writes what moto's serializers send and botocore's parser reads as cases of
`smithy.test#httpResponseTests`: for the output of each operation, and for each error."""

from __future__ import annotations

from botocore.model import Shape as Peer

from author import Author
from botocore_service import BotocoreService
from response_case import Reading, trait_value
from samples import Sample
from smithy_model import Json, Message, NotComparable, Operation

TESTS = "smithy.test#httpResponseTests"


class ResponseAuthor(Author):
    """Writes the cases of outputs and errors."""

    def __init__(self, service: BotocoreService, count: int, seed: str) -> None:
        super().__init__(service, count, seed)
        self._reading = Reading(self.model)

    def write_cases(self) -> None:
        """Replaces the tests of each operation and error by ours."""
        operations = list(self.model.operations())
        for operation in operations:
            self.replace_tests(operation.id, TESTS, operation, lambda: self._outputs(operation))
        raising: dict[str, Operation] = {}
        for operation in operations:
            for error in [*operation.errors, *self.model.common_errors()]:
                raising.setdefault(error, operation)
        for error, operation in raising.items():
            self.replace_tests(error, TESTS, operation, lambda: self._errors(error, operation))

    def _outputs(self, operation: Operation) -> list[Json]:
        peer = self.service.operation(operation)
        message = self.model.output(operation)

        def case(number: int) -> Json:
            sample = self._sample(message, peer.output_shape, number)
            response = self.service.server.output(operation.name, sample.argument)
            read = self.service.read(peer, response, operation.is_unwrapped)
            params = self._reading.params(message, peer.output_shape, read)
            return trait_value(f"{operation.name}Output{number + 1}", self.model, response, params)

        return self.distinct(case, ("id",))

    def _errors(self, id: str, operation: Operation) -> list[Json]:
        peer = self.service.operation(operation)
        shape = self.model.shape(id)
        message = self.model.response(shape)
        error = self.service.error(id.partition("#")[2])

        def case(number: int) -> Json:
            sample = self._sample(message, error, number)
            response = self.service.server.error(operation.name, error.name, sample.argument)
            name, read, parts = self.service.read_error(peer, response)
            if name != error.name:
                raise NotComparable(f"botocore reads it as {name}")
            params = self._reading.parts_of_error(message, error, parts)
            params |= self._reading.params(message, error, read)
            return trait_value(f"{error.name}Error{number + 1}", self.model, response, params)

        return self.distinct(case, ("id",))

    def _sample(self, message: Message, peer: Peer | None, number: int) -> Sample:
        sampler = self.sampler(message, number, f"{message.shape.id}/{number}")
        sample = sampler.message(peer)
        self.note_unknown(sampler)
        return sample
