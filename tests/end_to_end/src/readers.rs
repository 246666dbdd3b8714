//! Lists the reader of each operation of the crate `shapes`, for the property tests and the fuzz
//! targets.

use std::fmt::Debug;

use shapes::operation::{
    fail::FailInput, get_firm::GetFirmInput, mix::MixInput, put_big_numbers::PutBigNumbersInput,
    put_choice::PutChoiceInput, put_collections::PutCollectionsInput, put_scalars::PutScalarsInput,
    put_settings::PutSettingsInput, put_tree::PutTreeInput, send_blob::SendBlobInput,
    send_choice::SendChoiceInput, send_colour::SendColourInput, send_document::SendDocumentInput,
    send_text::SendTextInput, send_texts::SendTextsInput, tell_headers::TellHeadersInput,
    tell_notes::TellNotesInput,
};
use whitesmith_runtime::{Operation, ParseError, Response, ResponseError, ServiceError};

/// Reads the responses of an operation: outputs and errors.
#[derive(Clone, Copy, Debug)]
pub struct ResponseReader {
    /// The operation's name in the model.
    pub operation: &'static str,
    /// The parse error, if there is one.
    pub fault: fn(&Response) -> Option<ParseError>,
    /// The output or error, formatted: equal values have equal texts.
    pub show: fn(&Response) -> String,
}

/// All operations of the crate `shapes`.
pub const READERS: [ResponseReader; 17] = [
    reader::<FailInput>(),
    reader::<GetFirmInput>(),
    reader::<MixInput>(),
    reader::<PutBigNumbersInput>(),
    reader::<PutChoiceInput>(),
    reader::<PutCollectionsInput>(),
    reader::<PutScalarsInput>(),
    reader::<PutSettingsInput>(),
    reader::<PutTreeInput>(),
    reader::<SendBlobInput>(),
    reader::<SendChoiceInput>(),
    reader::<SendColourInput>(),
    reader::<SendDocumentInput>(),
    reader::<SendTextInput>(),
    reader::<SendTextsInput>(),
    reader::<TellHeadersInput>(),
    reader::<TellNotesInput>(),
];

const fn reader<O: Operation<Output: Debug>>() -> ResponseReader {
    ResponseReader { operation: O::NAME, fault: fault::<O>, show: show::<O> }
}

fn fault<O: Operation>(response: &Response) -> Option<ParseError> {
    match O::parse(response) {
        Ok(_) => None,
        Err(ResponseError::Parse(error)) => Some(error),
        Err(ResponseError::Service(error)) => error.metadata().parse_error().cloned(),
    }
}

fn show<O: Operation<Output: Debug>>(response: &Response) -> String {
    match O::parse(response) {
        Ok(output) => format!("{output:?}"),
        Err(error) => format!("{error}: {error:?}"),
    }
}
