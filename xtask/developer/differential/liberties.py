"""The allowed differences between botocore and a client that follows the Smithy specification. All other
differences are bugs of one of the two. No other part of the comparison handles differences.

Some differences are avoided, by not creating inputs for which the two differ; the others are undone, by
normalizing botocore's request as specified. None is specific to a service or an operation.
"""

from __future__ import annotations

import base64
import hashlib
import random
import re
import string
import zlib
from typing import Any

from botocore import handlers

from smithy_model import FORMS, Codec, Member, Message, Place, Shape

# ---- Avoided: texts ---------------------------------------------------------------------------------

_UNRESERVED = string.ascii_letters + string.digits + "-._~"
_RESERVED = " %/?#[]@!$&'()*+,;=:\"<>\\^`{|}"
_UNICODE = "äß日本é😹"

# The characters of strings, by location. Headers are ASCII: other characters there are not
# defined, and Python's HTTP client rejects most of them.
ALPHABETS: dict[Place, str] = {
    Place.BODY: _UNRESERVED + _RESERVED + _UNICODE + "\n\t\r\0\x1f\x7f\u2028",
    Place.PAYLOAD: _UNRESERVED + _RESERVED + _UNICODE + "\n\t",
    Place.LABEL: _UNRESERVED + _RESERVED + _UNICODE,
    Place.GREEDY_LABEL: _UNRESERVED + _RESERVED + _UNICODE,
    Place.HOST: string.ascii_lowercase + string.digits,
    Place.QUERY: _UNRESERVED + _RESERVED + _UNICODE + "\n",
    Place.QUERY_PARAMS: _UNRESERVED + _RESERVED + _UNICODE,
    Place.HEADER: _UNRESERVED + _RESERVED,
    Place.PREFIX_HEADERS: string.ascii_lowercase + string.digits + "-",
}


# The least length of strings: labels and payloads are not empty, and a part of a host name may be a bucket.
LEAST_LENGTH = {Place.LABEL: 1, Place.GREEDY_LABEL: 1, Place.PAYLOAD: 1, Place.HOST: 3}


def is_in_endpoint(member: Member, place: Place) -> bool:
    """Whether a label is a parameter of the endpoint rules: they make a bucket a part of the host, and botocore
    rejects other characters."""
    return place is Place.LABEL and "smithy.rules#contextParam" in member.traits


# What strings do not have where bodies are XML: control characters that XML does not have, which ours refuses
# and botocore sends; and in labels the slash, since ids of Route 53 lose what stands before it, in botocore before
# its serializer.
_NOT_IN_XML = {Place.BODY: "\0\x1f", Place.LABEL: "/"}

# In requests also the carriage return, which botocore sends as it is, so that it is read as a line feed.
_NOT_SENT_IN_XML = "\r"


def alphabet(place: Place, message: Message) -> str:
    """The characters of strings."""
    if message.codec is not Codec.XML:
        return ALPHABETS[place]
    without = _NOT_IN_XML.get(place, "") + ("" if message.is_response else _NOT_SENT_IN_XML)
    return "".join(character for character in ALPHABETS[place] if character not in without)


# Elements of a header list have no backslash: the specification requires it to be escaped, and
# botocore escapes only quotation marks.
HEADER_LIST_ALPHABET = ALPHABETS[Place.HEADER].replace("\\", "")


def header_text(text: str, is_element: bool) -> str:
    """White space around a header's value is not part of it (RFC 9110, 5.5); in a list, the
    specification lets a client quote such an element, and an empty one, but botocore does not."""
    stripped = text.strip()
    return stripped or "x" if is_element else stripped


def label_text(text: str) -> str:
    """A segment of dots changes the path (RFC 3986, section 5.2.4); a client may reject it."""
    return text if text.strip(".") else text + "x"


# ---- Avoided: numbers -------------------------------------------------------------------------------


def fraction(source: random.Random) -> float:
    """A number whose digits are the same in every language, and in single precision too. In a URI or
    a header Python writes `5.0` and `1e-07` where others write `5` and `0.0000001`; the specification
    leaves that open."""
    return source.randint(-(1 << 16), 1 << 16) + source.choice([0.125, 0.25, 0.5, 0.75])


def may_be_any_number(codec: Codec) -> bool:
    """Whether a number in a body may be any: numbers in JSON and CBOR are compared, those in a form or in XML
    are text."""
    return codec in (Codec.JSON, Codec.CBOR)


def may_be_text_of_number(their_type: str, codec: Codec) -> bool:
    """Whether an integer may be a string in botocore's model: the page sizes of Route 53 are, and the Smithy model
    has made integers of them. On the wire they are the same, except in JSON and CBOR."""
    return their_type == "string" and not may_be_any_number(codec)


def may_have_milliseconds(timestamp_format: str, place: Place) -> bool:
    """botocore cuts fractions of seconds off in headers, and every client does in an HTTP date."""
    return timestamp_format != "http-date" and place is not Place.HEADER


def timestamp_precision(has_milliseconds: bool) -> str:
    """botocore writes three or six digits of a second; the specification asks for milliseconds, and
    does not ask for zeros at the end. So either every timestamp of an input is a whole second, or each
    has three digits of which the last is not zero; and botocore has an option for either."""
    return "millisecond" if has_milliseconds else "default"


def milliseconds(source: random.Random) -> int:
    """Three digits, the last of which is not zero."""
    return source.randrange(100) * 10 + source.randint(1, 9)


# ---- Avoided: checksums -----------------------------------------------------------------------------

# The checksum algorithms in requests. Of those that the specification names, botocore has CRC32C and CRC64NVME in a
# package of compiled code, which is not installed; S3 has more, which the specification does not name
# (<https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait>).
_ALGORITHMS = frozenset({"CRC32", "SHA1", "SHA256"})


def values_of_enum(values: list[Any]) -> list[Any]:
    """The values of an enum in a request. If it names algorithms, those that both clients have."""
    return [value for value in values if value in _ALGORITHMS] if "CRC32" in values else values


# ---- Avoided: presence ------------------------------------------------------------------------------

# There are no nulls in sparse collections: botocore's validation rejects every `None`.


def is_never_given(member: Member) -> bool:
    """The length of a body is not set by hand: ours refuses a wrong one, and botocore sends it."""
    return str(member.trait("httpHeader")).lower() == "content-length"


def is_always_given(member: Member, sent_unasked: bool) -> bool:
    """A client fills an absent idempotency token with a random one, and an absent member of a nested
    structure with its default; botocore's serializer leaves the first to a handler and does not know
    the second."""
    return member.has("idempotencyToken") or sent_unasked


# ---- Avoided: customizations ------------------------------------------------------------------------


def has_modeled_customizations(protocol: str) -> bool:
    """Whether what botocore's handlers add to requests is in models. To the forms of some copies between
    regions they add a presigned request, for which no trait asks."""
    return protocol not in FORMS


# The handlers that botocore's clients go without: what they do is neither in models nor in the specification, and
# other SDKs leave it to the caller. They encode the source of a copy, encode keys for encryption and add their
# digests, have the keys in lists encoded, send `Expect` with every streaming payload, however short, and have
# GetBucketLocation name the bucket in the path.
HANDLERS = (
    handlers.add_expect_header,
    handlers.copy_source_sse_md5,
    handlers.customize_endpoint_resolver_builtins,
    handlers.handle_copy_source_param,
    handlers.set_list_objects_encoding_type_url,
    handlers.sse_md5,
)


# ---- Avoided: order ---------------------------------------------------------------------------------


def in_order(keys: list[str], values_of_enum: list[str] | None) -> list[str]:
    """The keys of a map. A form numbers its entries, and the specification leaves the order open."""
    return sorted(keys, key=values_of_enum.index if values_of_enum else None)


# ---- Undone -----------------------------------------------------------------------------------------

# The content type of XML.
XML = "application/xml"

# The content type of forms. botocore adds a `charset`, which the specification does not have.
FORM = "application/x-www-form-urlencoded"


def form(body: str) -> str:
    """A form with spaces as RFC 3986 encodes them, which the specification asks for."""
    return body.replace("+", "%20")


# Headers of the transport, the signer and the user agent.
UNMODELED_HEADERS = frozenset({"content-length", "user-agent", "host", "transfer-encoding"})


def ends_differ(theirs: str, ours: str | None) -> bool:
    """AWS publishes two models of each service, and for a few operations the one that botocore has
    ends the path with a slash and the Smithy model does not."""
    return _ends_with_slash(theirs) != _ends_with_slash(ours or "/")


def path(path: str, theirs: str, ours: str | None) -> str:
    """A client follows its own model, which is the Smithy model here."""
    if not ends_differ(theirs, ours):
        return path
    return path[:-1] if _ends_with_slash(theirs) else path + "/"


def path_in_endpoint(path: str, is_in_endpoint: bool) -> str:
    """The endpoint rules add the bucket, which S3 has as the first label of its paths
    (<https://smithy.io/2.0/aws/customizations/s3-customizations.html>). botocore's serializer writes it; its handlers
    remove it again."""
    return "/" + path[1:].partition("/")[2] if is_in_endpoint else path


def _ends_with_slash(pattern: str) -> bool:
    return pattern.partition("?")[0].endswith("/")


_ELEMENT = re.compile(r'"(?:[^"\\]|\\.)*"|[^,]+')


def header_line(line: str, element: Shape | None, value: Any) -> str:
    """The line of a header that a list is bound to: botocore writes no space after a comma.
    Timestamps have a comma of their own, so their lists are left alone."""
    if element is None or not value or element.kind == "timestamp":
        return line
    return ", ".join(_ELEMENT.findall(line))


def header_timestamp(line: str) -> str:
    """A timestamp without the zeros of milliseconds, see `timestamp_precision`."""
    return line.removesuffix(".000Z") + "Z" if line.endswith(".000Z") else line


def is_of_checksum(member: Member, trait: Any) -> bool:
    """Whether a header is added with a checksum, by the trait `httpChecksum` of the operation or, in older models,
    as `Content-MD5`. In botocore this is not a part of the serializer; the conformance tests cover it, and
    `--clients` compares it (<https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait>)."""
    if trait is None:
        return False
    header = str(member.trait("httpHeader")).lower()
    named = member.name in (trait.get("requestAlgorithmMember"), trait.get("requestValidationModeMember"))
    return named or header.startswith("x-amz-checksum-") or header == "content-md5"


def absent_header(element: Shape | None, value: Any) -> str | None:
    """An empty list is an empty header: the protocol test `NullAndEmptyHeaders` says so. botocore
    leaves it out."""
    return "" if element is not None and value == [] else None


def is_raw(payload: Shape) -> bool:
    """Whether a payload is sent unchanged. botocore sends it without a content type; the specification
    has one for each kind, which the conformance tests cover, so none is asked for and none is
    forbidden."""
    return payload.kind in ("blob", "string", "enum")


def lacks_content_type(codec: Codec) -> bool:
    """botocore sends XML without a content type, too; that of the protocol is covered by the conformance
    tests."""
    return codec is Codec.XML


def may_be_empty_element(codec: Codec) -> bool:
    """Whether a client may send an empty root element where botocore sends no body: of an input whose members in
    the body are all absent the specification says nothing."""
    return codec is Codec.XML


def content_type(payload: Shape | None) -> dict[str, str]:
    """The specified content type of a raw payload; botocore sends none
    (<https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#content-type>)."""
    if payload is None:
        return {}
    default = "application/octet-stream" if payload.kind == "blob" else "text/plain"
    return {"content-type": payload.trait("mediaType") or default}


def content_type_of_xml(codec: Codec, body: bytes) -> dict[str, str]:
    """The content type of XML, see `lacks_content_type`."""
    return {"content-type": XML} if lacks_content_type(codec) and body else {}


def url(url: str, theirs: str, ours: str | None) -> str:
    """The URL that follows the Smithy model where the two models end a path differently, or where only the Smithy
    model has a constant in the query, such as S3's `x-id`."""
    address, _, query = url.partition("?")
    constants = (ours or "").partition("?")[2].split("&")
    pairs = [*constants, *(pair for pair in query.split("&") if pair not in constants)]
    return "?".join(filter(None, [path(address, theirs, ours), "&".join(filter(None, pairs))]))


# How the header `x-amz-content-sha256` says that a body is not signed, or is sent with its checksum behind it.
_UNSIGNED = "UNSIGNED-PAYLOAD"
_CHUNKED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"


def unchunked(headers: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    """A request with a streaming payload as one whose payload is in memory: botocore sends both in chunks, with the
    checksum behind them, and ours the latter with its checksum in a header
    (<https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>)."""
    if headers.get("x-amz-content-sha256") != _CHUNKED:
        return headers, body
    content = b""
    while (split := body.partition(b"\r\n"))[0] != b"0":
        size = int(split[0], 16)
        content, body = content + split[2][:size], split[2][size + 2 :]
    trailers = dict(line.split(":", 1) for line in split[2].decode().split())
    encodings = [e for e in headers.get("content-encoding", "").split(",") if e != "aws-chunked"]
    dropped = ("content-encoding", "transfer-encoding", "x-amz-decoded-content-length", "x-amz-trailer")
    headers = {name: value for name, value in headers.items() if name not in dropped} | trailers
    headers["content-length"] = str(len(content))
    return headers | ({"content-encoding": ",".join(encodings)} if encodings else {}), content


def content_sha256(headers: dict[str, str], body: bytes, is_unsigned: bool) -> dict[str, str]:
    """How the header `x-amz-content-sha256` states the body. botocore does not sign streaming payloads that have a
    checksum, and ours signs those in memory; botocore's signer of S3 does not know the trait `unsignedPayload`
    (<https://smithy.io/2.0/aws/aws-auth.html#aws-auth-unsignedpayload-trait>)."""
    name = "x-amz-content-sha256"
    if name not in headers:
        return {}
    return {name: _UNSIGNED if is_unsigned else _OF_BODY[name](body)}


def whole_url(url: str) -> str:
    """An empty path is a slash (RFC 9110, section 4.2.3). Where an empty list is the query, botocore
    leaves its question mark."""
    url = url.removesuffix("?")
    scheme, _, rest = url.partition("://")
    return url if "/" in rest else f"{scheme}://{rest}/"


def is_length_of_nothing(method: str, name: str, value: str) -> bool:
    """botocore sends a content length of 0, except for GET and HEAD. The
    methods that do not define content need not (RFC 9110, section 8.6)."""
    return (method, name, value) == ("DELETE", "content-length", "0")


_OF_BODY = {
    "content-length": lambda body: str(len(body)),
    "content-md5": lambda body: _base64(hashlib.md5(body).digest()),
    "x-amz-checksum-crc32": lambda body: _base64(zlib.crc32(body).to_bytes(4, "big")),
    "x-amz-checksum-sha1": lambda body: _base64(hashlib.sha1(body).digest()),
    "x-amz-checksum-sha256": lambda body: _base64(hashlib.sha256(body).digest()),
    "x-amz-content-sha256": lambda body: hashlib.sha256(body).hexdigest(),
}


def headers_of_body(ours: bytes, headers: dict[str, str], theirs: bytes) -> dict[str, str]:
    """Two bodies of JSON or XML with the same value differ in white space and escapes, and so in what
    follows from their bytes."""
    return {
        name: value(ours) for name, value in _OF_BODY.items() if headers.get(name) == value(theirs)
    }


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
