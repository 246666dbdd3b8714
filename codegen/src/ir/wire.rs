//! Defines the serialization of types: names and encodings of members, independent of their Rust
//! types.

use crate::model::traits::{TimestampFormat, XmlNamespace};

/// A codec of the runtime: what serializes and deserializes bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Codec {
    /// <https://www.rfc-editor.org/rfc/rfc8949>
    Cbor,
    /// The bodies of requests that a query string encodes: `application/x-www-form-urlencoded`.
    Form,
    #[default]
    Json,
    Xml,
}

impl Codec {
    /// The module of the runtime that has the reader and the writer. The functions of messages for a body
    /// of members have this name, too; those for a body that is one member start with it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cbor => "cbor",
            Self::Form => "form",
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// The name of the function that reads a structure or union.
    pub(crate) fn read(self) -> &'static str {
        match self {
            Self::Cbor => "read_cbor",
            Self::Form => "read_form",
            Self::Json => "read_json",
            Self::Xml => "read_xml",
        }
    }

    /// The name of the function that writes a structure or union.
    pub(crate) fn write(self) -> &'static str {
        match self {
            Self::Cbor => "write_cbor",
            Self::Form => "write_form",
            Self::Json => "write_json",
            Self::Xml => "write_xml",
        }
    }

    /// Whether a body is an element with a name.
    pub(crate) fn has_roots(self) -> bool {
        match self {
            Self::Cbor | Self::Form | Self::Json => false,
            Self::Xml => true,
        }
    }

    /// Whether lists and maps have names for what they consist of, and members may be flattened or
    /// attributes.
    pub(crate) fn names_elements(self) -> bool {
        match self {
            Self::Cbor | Self::Json => false,
            Self::Form | Self::Xml => true,
        }
    }

    /// Whether numbers and booleans are text, as strings are.
    pub(crate) fn has_text_alone(self) -> bool {
        match self {
            Self::Cbor | Self::Json => false,
            Self::Form | Self::Xml => true,
        }
    }

    /// Whether a payload that is a structure without a value is written as an empty structure, not left out.
    pub(crate) fn writes_absent_structures(self) -> bool {
        match self {
            Self::Cbor | Self::Json => true,
            Self::Form | Self::Xml => false,
        }
    }

    /// Whether the body of a response of success may be an error, unless it is bytes or text.
    pub(crate) fn has_errors_in_success(self) -> bool {
        match self {
            Self::Cbor | Self::Form | Self::Json => false,
            Self::Xml => true,
        }
    }

    /// Whether the codec has documents, which hold any value.
    pub(crate) fn has_documents(self) -> bool {
        match self {
            Self::Json => true,
            Self::Cbor | Self::Form | Self::Xml => false,
        }
    }

    /// The feature of the runtime that a crate with this codec enables.
    pub(crate) fn feature(self) -> Option<&'static str> {
        match self {
            Self::Json => None,
            Self::Cbor | Self::Form | Self::Xml => Some(self.name()),
        }
    }
}

/// A member in a body.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The index of the member in its structure or union.
    pub(crate) member: usize,
    /// The key, or the name of the element or attribute.
    pub(crate) name: ElementName,
    /// Another name that readers accept.
    pub(crate) also_read: Option<&'static str>,
    /// Where it stands in the value of its structure.
    pub(crate) place: FieldPlace,
    /// The encoding of its value; unused for a member without a value.
    pub(crate) encoding: Encoding,
}

/// Where a member stands in the serialized value of its structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldPlace {
    /// Under its key.
    Member,
    /// As an attribute of the element (<https://smithy.io/2.0/spec/protocol-traits.html#xmlattribute-trait>).
    Attribute,
    /// Each element of the list, or entry of the map, is a member under the key
    /// (<https://smithy.io/2.0/spec/protocol-traits.html#xmlflattened-trait>).
    Flattened,
}

/// The name of a key, element or attribute, and the namespace that the element declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ElementName {
    pub(crate) name: String,
    /// <https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait>
    pub(crate) namespace: Option<XmlNamespace>,
}

/// The names of the key and the value in an entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryNames {
    pub(crate) key: ElementName,
    pub(crate) value: ElementName,
}

/// What determines the encoding of values besides their type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The type determines it.
    Plain,
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// A string in base64.
    Base64,
    /// A big integer or big decimal as a string.
    Quoted,
    /// A list. Its elements have a name if the codec has one for them.
    List {
        /// The name of an element.
        member: Option<ElementName>,
        /// The encoding of an element.
        of: Box<Encoding>,
    },
    /// A map. Keys and values have names if the codec has them.
    Map {
        /// The names in an entry.
        entry: Option<Box<EntryNames>>,
        /// The encoding of a value.
        of: Box<Encoding>,
    },
}

impl Encoding {
    /// The encoding of the elements of a list, or the values of a map.
    pub(crate) fn element(&self) -> &Self {
        match self {
            Self::List { of, .. } | Self::Map { of, .. } => of,
            Self::Plain | Self::Timestamp(_) | Self::Base64 | Self::Quoted => &Self::Plain,
        }
    }
}
