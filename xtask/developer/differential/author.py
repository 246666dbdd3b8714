"""What the authors of cases have in common: random samples, notes and counts."""

from __future__ import annotations

import abc
import json
from collections.abc import Callable

from botocore_service import BotocoreService
from samples import Depths, Sampler, Style
from smithy_model import Json, Message, NotComparable, Operation, SmithyModel


class Author(abc.ABC):
    """Writes the cases of a model into its document."""

    def __init__(self, service: BotocoreService, count: int, seed: str) -> None:
        self.model: SmithyModel = service.model
        self.service = service
        # The names of the operations with cases, and the number of cases.
        self.operations: set[str] = set()
        self.cases = 0
        self.notes: list[str] = []
        self._count = count
        self._seed = seed
        self._depths = Depths(self.model)

    @abc.abstractmethod
    def write_cases(self) -> None:
        """Replaces the tests of the shapes of the model by ours."""

    def finish(self) -> None:
        """Writes the files besides the model, if there are any."""

    def replace_tests(
        self, id: str, trait: str, operation: Operation, cases: Callable[[], list[Json]]
    ) -> None:
        """Replaces the tests of the shape `id` by cases, for which the operation is called."""
        traits = self.model.document["shapes"][id].setdefault("traits", {})
        traits.pop(trait, None)
        try:
            traits[trait] = cases()
        except NotComparable as reason:
            self.note(f"not compared: {id.partition('#')[2]}: {reason}")
            return
        self.operations.add(operation.name)
        self.cases += len(traits[trait])

    def distinct(self, case: Callable[[int], Json], same: tuple[str, ...]) -> list[Json]:
        """The cases with the numbers 0 to `count`. Those that differ only in the keys `same` become
        one."""
        made: dict[str, Json] = {}
        for number in range(self._count):
            written = case(number)
            rest = {key: value for key, value in written.items() if key not in same}
            made.setdefault(json.dumps(rest, sort_keys=True), written)
        return list(made.values())

    def sampler(self, message: Message, number: int, path: str) -> Sampler:
        """The source of the values of a case: all members first, then the fewest, then random ones."""
        style = (Style.FULL, Style.MINIMAL)[number] if number < 2 else Style.SOME
        return Sampler(self.model, self._depths, message, style, f"{self._seed}/{path}")

    def note_unknown(self, sampler: Sampler) -> None:
        """Notes the members that botocore does not have."""
        for member in sorted(sampler.unknown):
            self.note(f"left out, because botocore does not have it: {member}")

    def note(self, note: str) -> None:
        """Keeps a note, once."""
        if note not in self.notes:
            self.notes.append(note)
