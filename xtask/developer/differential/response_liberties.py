"""The allowed differences in how a response is read, and the limits of the servers that write the responses.
All other differences are bugs. None is specific to a service or an operation.

Both clients read the same bytes, so it matters only where a server writes what no service of AWS does, or
where botocore reads something else than the Smithy specification says.
"""

from __future__ import annotations

import liberties
from smithy_model import Codec, NotComparable, Place, Shape

# ---- Avoided: what moto cannot write ----------------------------------------------------------------


# moto joins the elements of a header list with commas and quotes none, and botocore splits at every comma,
# within quotation marks as well. The specification has both
# (<https://smithy.io/2.0/spec/http-bindings.html#httpheader-serialization-rules>).
HEADER_LIST_ALPHABET = "".join(c for c in liberties.HEADER_LIST_ALPHABET if c not in ',"')


def refuse_list_in_header(shape: Shape) -> None:
    """moto joins strings only."""
    raise NotComparable(f"moto does not write the list {shape.id} in a header")


# The least length of a key of a map. For an empty one moto writes the members of a structure in the place of the
# structure.
KEY_LENGTH = 1


# ---- Avoided: presence ------------------------------------------------------------------------------


def is_always_given(place: Place) -> bool:
    """An empty body is an absent payload: the protocol test `HttpPayloadTraitsWithNoBlobBody` says so.
    botocore reads it as an empty payload. An empty element is an empty string, which botocore reads as an absent
    one where the element is the whole body."""
    return place is Place.PAYLOAD


# ---- Undone -----------------------------------------------------------------------------------------


def are_parts_members(codec: Codec) -> bool:
    """Whether the code and the message of an error may be members. In XML they are elements beside those of the
    members, and the Smithy model of CloudSearch has them as members; botocore's model has not."""
    return codec is Codec.XML
