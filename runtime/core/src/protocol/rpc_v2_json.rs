//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html>

use super::rpc_v2::{self, Members, SMITHY_PROTOCOL};
use super::{ErrorHead, Protocol};
use crate::json::Reader;
use crate::{Document, ParseError, Response, ResponseReader};

/// `smithy.protocols#rpcv2Json`: the path names the operation, and all members are in a body of JSON.
#[derive(Clone, Copy, Debug)]
pub struct RpcV2Json;

const NAME: &str = "rpc-v2-json";

impl Protocol for RpcV2Json {
    const CONTENT_TYPE: &'static str = "application/json";
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
    reader.json(|r: &mut Reader<'_>, key| match members.slot(key) {
        Some(slot) => {
            if let Document::String(text) = r.document() {
                *slot = Some(text);
            }
        }
        None => r.skip(),
    });
    (members, reader.finish())
}
