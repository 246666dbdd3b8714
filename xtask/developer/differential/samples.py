"""Creates random values that are valid for a shape of a Smithy model and for botocore's shape,
each in two forms: as in a Smithy protocol test, and as an argument of botocore."""

from __future__ import annotations

import datetime
import enum
import json
import random
from typing import Any, NamedTuple

from botocore.model import Shape as Peer

import liberties
import response_liberties
from smithy_model import (
    Json,
    Member,
    Message,
    NotComparable,
    Place,
    Shape,
    SmithyModel,
)

# The types of botocore that correspond to a Smithy type.
PEER_TYPES: dict[str, set[str]] = {
    "blob": {"blob"},
    "boolean": {"boolean"},
    "string": {"string"},
    "enum": {"string"},
    "byte": {"integer"},
    "short": {"integer"},
    "integer": {"integer"},
    "intEnum": {"integer"},
    "long": {"long"},
    "bigInteger": {"integer", "long"},
    "float": {"float"},
    "double": {"double"},
    "bigDecimal": {"float", "double"},
    "timestamp": {"timestamp"},
    "document": {"structure"},
    "list": {"list"},
    "set": {"list"},
    "map": {"map"},
    "structure": {"structure"},
    "union": {"structure"},
}

INTEGER_BITS = {"byte": 8, "short": 16, "integer": 32, "intEnum": 32, "long": 64, "bigInteger": 64}

# Below this depth, only required values are created.
DEPTH = 6

# The approximate number of simple values in a message. Required values are always created.
VALUES = 60

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Style(enum.Enum):
    """How many members of a message are set."""

    # Every member of the message, and many nested ones.
    FULL = "full"
    # The required members.
    MINIMAL = "minimal"
    # Random members.
    SOME = "some"


class Sample(NamedTuple):
    """A value in its two forms."""

    params: Json
    argument: Any


class Sampler:
    """Creates the values of a message."""

    def __init__(
        self, model: SmithyModel, depths: Depths, message: Message, style: Style, seed: str
    ) -> None:
        self.model = model
        self.unknown: set[str] = set()
        self._depths = depths
        self._message = message
        self._style = style
        self._random = random.Random(seed)
        self._values_left = VALUES
        self.has_milliseconds = self._random.random() < 0.5

    def message(self, peer: Peer | None) -> Sample:
        """A message."""
        shape = self._message.shape
        if peer is None:
            if any(member.has("required") for member in shape.members.values()):
                raise NotComparable("botocore does not have the message's members")
            return Sample({}, {})
        places = self._message.places.items()
        pairs = [(shape.members[name], place) for name, place in places if place is not Place.STATUS]
        return self._structure(shape, peer, pairs, depth=0)

    # ---- Aggregates ----

    def _structure(
        self, shape: Shape, peer: Peer, pairs: list[tuple[Member, Place]], depth: int
    ) -> Sample:
        params, argument = {}, {}
        for member, place in pairs:
            if not self._message.is_response and liberties.is_never_given(member):
                continue
            must = self._must(member, shape, place, peer)
            if not (must or self._wants(depth)):
                continue
            known = peer_name(member, peer)
            try:
                if known is None:
                    self.unknown.add(f"{shape.id}${member.name}")
                    raise NotComparable(f"botocore does not have {shape.id}${member.name}")
                sample = self._member(member, peer.members[known], place, depth + 1)
            except NotComparable:
                if must:
                    raise
                continue
            params[member.name], argument[known] = sample
        return Sample(params, argument)

    def _must(self, member: Member, container: Shape, place: Place, peer: Peer) -> bool:
        sent_unasked = self.model.is_sent_unasked(member, container)
        return (
            member.has("required")
            or place in (Place.HOST, Place.LABEL, Place.GREEDY_LABEL)
            or (self._message.is_response and response_liberties.is_always_given(place))
            or liberties.is_always_given(member, sent_unasked)
            or peer_name(member, peer) in peer.metadata.get("required", [])
        )

    def _wants(self, depth: int) -> bool:
        """Whether an optional member is set."""
        if self._style is Style.MINIMAL or depth > DEPTH:
            return False
        if self._style is Style.FULL and depth == 0:
            return True
        return self._values_left > 0 and self._random.random() < 0.5

    def _member(self, member: Member, peer: Peer, place: Place, depth: int) -> Sample:
        shape = self.model.shape(member.target)
        known_type = peer.type_name in PEER_TYPES.get(shape.kind, set()) or (
            shape.kind in INTEGER_BITS
            and liberties.may_be_text_of_number(peer.type_name, self._message.codec)
        )
        if not known_type and not is_json_header(shape, place):
            raise NotComparable(f"{shape.id} is a {peer.type_name} in botocore")
        if shape.kind == "structure":
            nested = [(member, Place.BODY) for member in shape.members.values()]
            return self._structure(shape, peer, nested, depth)
        if shape.kind == "union":
            return self._union(shape, peer, depth)
        if shape.kind in ("list", "set"):
            return self._list(shape, peer, place, depth)
        if shape.kind == "map":
            return self._map(shape, peer, place, depth)
        self._values_left -= 1
        return self._simple(member, shape, peer, place)

    def _union(self, shape: Shape, peer: Peer, depth: int) -> Sample:
        if shape.has("streaming"):
            raise NotComparable("event streams are not compared")
        known = [member for member in shape.members.values() if peer_name(member, peer)]
        if not known:
            raise NotComparable(f"botocore has no member of {shape.id}")
        if depth > DEPTH or self._style is Style.MINIMAL:
            known = [min(known, key=lambda member: self._depths.of(member.target))]
        member = self._random.choice(known)
        name = peer_name(member, peer)
        sample = self._member(member, peer.members[name], Place.BODY, depth + 1)
        return Sample({member.name: sample.params}, {name: sample.argument})

    def _list(self, shape: Shape, peer: Peer, place: Place, depth: int) -> Sample:
        member = shape.members["member"]
        count = self._count(shape, depth)
        elements = [self._member(member, peer.member, place, depth + 1) for _ in range(count)]
        if place is not Place.HEADER:
            return Sample([e.params for e in elements], [e.argument for e in elements])
        if self.model.shape(member.target).kind in ("string", "enum"):
            elements = [self._header_element(sample) for sample in elements]
        elif self._message.is_response:
            response_liberties.refuse_list_in_header(shape)
        return Sample([e.params for e in elements], [e.argument for e in elements])

    def _header_element(self, sample: Sample) -> Sample:
        alphabet = liberties.HEADER_LIST_ALPHABET
        if self._message.is_response:
            alphabet = response_liberties.HEADER_LIST_ALPHABET
        kept = (c for c in sample.argument if c in alphabet)
        text = liberties.header_text("".join(kept), is_element=True)
        return Sample(text, text)

    def _map(self, shape: Shape, peer: Peer, place: Place, depth: int) -> Sample:
        params, argument = {}, {}
        key_shape = self.model.shape(shape.members["key"].target)
        value_place = {Place.PREFIX_HEADERS: Place.HEADER, Place.QUERY_PARAMS: Place.QUERY}
        keys = {self._key(key_shape, place) for _ in range(self._count(shape, depth))}
        is_enum = key_shape.kind == "enum"
        values = self.model.enum_values(key_shape) if is_enum else None
        for key in liberties.in_order(list(keys), values):
            value_member, inner = shape.members["value"], value_place.get(place, Place.BODY)
            sample = self._member(value_member, peer.value, inner, depth + 1)
            params[key], argument[key] = sample
        return Sample(params, argument)

    def _key(self, shape: Shape, place: Place) -> str:
        if shape.kind == "enum":
            return self._random.choice(self.model.enum_values(shape))
        outside = place in (Place.PREFIX_HEADERS, Place.QUERY_PARAMS)
        may_be_empty = not (outside or self._message.is_response)
        return self._text(shape, place, at_least=0 if may_be_empty else response_liberties.KEY_LENGTH)

    def _count(self, shape: Shape, depth: int) -> int:
        low, high = limits(shape, "length", 0, 1 << 30)
        if self._style is Style.MINIMAL or depth > DEPTH or self._values_left <= 0:
            return low
        return min(low + self._random.randint(0, 2), high)

    # ---- Simple values ----

    def _simple(self, member: Member, shape: Shape, peer: Peer, place: Place) -> Sample:
        match shape.kind:
            case "boolean":
                return same(self._random.random() < 0.5)
            case "enum" | "intEnum":
                values = self.model.enum_values(shape)
                if not self._message.is_response:
                    values = liberties.values_of_enum(values)
                return same(self._random.choice(values))
            case "string":
                if liberties.is_in_endpoint(member, place):
                    place = Place.HOST
                return self._string(shape, place, peer.metadata.get("min", 0))
            case "blob":
                is_payload = place is Place.PAYLOAD
                text = self._text(shape, place if is_payload else Place.BODY, int(is_payload))
                return Sample(text, text.encode())
            case "timestamp":
                return self._timestamp(self._format(member, place), place)
            case "document":
                return same({self._text(shape, Place.BODY): self._document(3) for _ in range(2)})
            case "float" | "double" | "bigDecimal":
                return self._float(member, shape, place)
            case _:
                number = self._integer(member, shape)
                return Sample(number, str(number) if peer.type_name == "string" else number)

    def _string(self, shape: Shape, place: Place, at_least: int) -> Sample:
        if is_json_header(shape, place):
            value = self._document(2)
            return Sample(json.dumps(value, separators=(",", ":")), value)
        if place in liberties.LEAST_LENGTH:
            at_least = max(at_least, liberties.LEAST_LENGTH[place])
        text = self._text(shape, place, at_least)
        if place is Place.HEADER:
            text = liberties.header_text(text, is_element=False)
        elif place in (Place.LABEL, Place.GREEDY_LABEL):
            text = liberties.label_text(text)
        return same(text)

    def _text(self, shape: Shape, place: Place, at_least: int = 0) -> str:
        """A string of the modeled length. Patterns are ignored: neither client enforces them,
        and characters that servers would reject find more differences."""
        low, high = limits(shape, "length", 0, 1 << 30)
        low = max(low, at_least)
        length = min(low + self._random.randint(0, 12), max(high, low))
        alphabet = liberties.alphabet(place, self._message)
        return "".join(self._random.choices(alphabet, k=length))

    def _format(self, member: Member, place: Place) -> str:
        return self.model.timestamp_format(member, place, self._message.codec)

    def _timestamp(self, format: str, place: Place) -> Sample:
        seconds = self._random.randint(-2_000_000_000, 4_100_000_000)
        if not (self.has_milliseconds and liberties.may_have_milliseconds(format, place)):
            return Sample(seconds, EPOCH + datetime.timedelta(seconds=seconds))
        milliseconds = liberties.milliseconds(self._random)
        at = EPOCH + datetime.timedelta(seconds=seconds, milliseconds=milliseconds)
        return Sample(round(seconds + milliseconds / 1000, 3), at)

    def _float(self, member: Member, shape: Shape, place: Place) -> Sample:
        low, high = limits(member, "range", *limits(shape, "range", float("-inf"), float("inf")))
        is_free = (low, high) == (float("-inf"), float("inf"))
        if not is_free:
            return same(float(min(max(liberties.fraction(self._random), low), high)))
        if place is Place.BODY and shape.kind != "bigDecimal":
            if self._random.random() < 0.2:
                name = self._random.choice(["NaN", "Infinity", "-Infinity"])
                return Sample(name, float(name))
            may_be_any = self._message.is_response or liberties.may_be_any_number(self._message.codec)
            if shape.kind == "double" and may_be_any and self._random.random() < 0.3:
                return same(self._random.choice([0.1, 1e-7, 1e21, -2.5e300, 0.0, 7.0]))
        return same(liberties.fraction(self._random))

    def _integer(self, member: Member, shape: Shape) -> int:
        bound = 1 << (INTEGER_BITS[shape.kind] - 1)
        low, high = limits(member, "range", *limits(shape, "range", -bound, bound - 1))
        small = self._random.randint(int(low), int(min(high, low + 1000)))
        return self._random.choice([small, small, int(low), int(high)])

    def _document(self, depth: int) -> Json:
        source = self._random
        leaves: list[Json] = [None, True, source.randint(-99, 99), liberties.fraction(source), 'ü "x"']
        if depth == 0 or source.random() < 0.4:
            return source.choice(leaves)
        inner = [self._document(depth - 1) for _ in range(source.randint(0, 2))]
        return inner if source.random() < 0.5 else {f"k{i}": value for i, value in enumerate(inner)}


class Depths:
    """The depth of the smallest value of a shape, with which a recursive shape can end."""

    def __init__(self, model: SmithyModel) -> None:
        self._model = model
        self._known: dict[str, int] = {}

    def of(self, id: str, above: tuple[str, ...] = ()) -> int:
        """The minimum depth of a shape; `above` are the shapes around it."""
        if id in above:
            return 1 << 16
        if id not in self._known:
            depth = self._measure(self._model.shape(id), (*above, id))
            if not above:
                self._known[id] = depth
            return depth
        return self._known[id]

    def _measure(self, shape: Shape, above: tuple[str, ...]) -> int:
        members = shape.members.values()
        if shape.kind == "structure":
            must = [member for member in members if member.has("required")]
            return 1 + max((self.of(member.target, above) for member in must), default=0)
        if shape.kind == "union":
            return 1 + min((self.of(member.target, above) for member in members), default=0)
        if shape.kind in ("list", "set", "map") and limits(shape, "length", 0, 0)[0] > 0:
            return 1 + max((self.of(member.target, above) for member in members), default=0)
        return 0


def same(value: Json) -> Sample:
    """A value that is the same in both forms."""
    return Sample(value, value)


def limits(owner: Shape | Member, trait: str, low: Any, high: Any) -> tuple[Any, Any]:
    """The bounds of a `length` or `range` trait, or the given ones."""
    bounds = owner.trait(trait) or {}
    return bounds.get("min", low), bounds.get("max", high)


def is_json_header(shape: Shape, place: Place) -> bool:
    """Whether a string is JSON in a header: botocore takes the value and serializes it itself."""
    return place is Place.HEADER and shape.trait("mediaType") == "application/json"


def peer_name(member: Member, peer: Peer) -> str | None:
    """botocore's name of a member, which may differ in case."""
    if member.name in peer.members:
        return member.name
    folded = fold(member.name)
    return next((name for name in peer.members if fold(name) == folded), None)


def fold(name: str) -> str:
    """The normalized name of a member."""
    return name.lower()
