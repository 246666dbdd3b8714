//! The protocols <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html> and
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html>.

use super::rules::{EmptyInput, ErrorCodes, Framing, Names, Outputs, Rules, Timestamps};
use crate::flow::Flows;
use crate::ir::wire::Codec;
use crate::model::traits::{self, TimestampFormat};

pub(super) const RPC_V2_CBOR: Rules = Rules {
    trait_id: traits::RPC_V2_CBOR,
    type_name: "RpcV2Cbor",
    codecs: Flows::both(Codec::Cbor),
    framing: Framing::Path,
    names: Flows::both(Names::Model),
    flattens_lists: false,
    body_timestamps: Timestamps::Always(TimestampFormat::EpochSeconds),
    quotes_big_numbers: false,
    empty_input: EmptyInput::ObjectUnlessUnit,
    outputs: Outputs::Root,
    errors: None,
    error_codes: ErrorCodes::ShapeName,
};

pub(super) const RPC_V2_JSON: Rules = Rules {
    trait_id: traits::RPC_V2_JSON,
    type_name: "RpcV2Json",
    codecs: Flows::both(Codec::Json),
    quotes_big_numbers: true,
    ..RPC_V2_CBOR
};
