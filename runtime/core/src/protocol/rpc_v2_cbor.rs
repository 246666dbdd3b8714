//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html>

use super::rpc_v2::{self, Members, SMITHY_PROTOCOL};
use super::{ErrorHead, Protocol};
use crate::cbor::Reader;
use crate::{ParseError, Response, ResponseReader};

/// `smithy.protocols#rpcv2Cbor`: the path names the operation, and all members are in a body of CBOR.
#[derive(Clone, Copy, Debug)]
pub struct RpcV2Cbor;

const NAME: &str = "rpc-v2-cbor";

impl Protocol for RpcV2Cbor {
    const CONTENT_TYPE: &'static str = "application/cbor";
    const HEADERS: &'static [(&'static str, &'static str)] =
        &[(SMITHY_PROTOCOL, NAME), ("accept", Self::CONTENT_TYPE)];

    fn is_error(response: &Response) -> bool {
        rpc_v2::is_error(response)
    }

    fn check(response: &Response) -> Result<(), ParseError> {
        rpc_v2::check(response, NAME)
    }

    fn error(response: &Response) -> ErrorHead<'_> {
        rpc_v2::head(response, NAME, members)
    }
}

fn members(response: &Response) -> (Members, Result<(), ParseError>) {
    let mut members = Members::default();
    let mut reader = ResponseReader::new(response);
    reader.cbor(|r: &mut Reader<'_>, key| match members.slot(key) {
        Some(slot) => *slot = r.text_or_skip().or_else(|| slot.take()),
        None => r.skip(),
    });
    (members, reader.finish())
}
