// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Depot that blocks the thread.

use super::Config;
use super::Service;
use super::operation::fail::{FailError, FailInput, FailOutput};
use super::operation::get_firm::{GetFirmError, GetFirmInput, GetFirmOutput};
use super::operation::mix::{MixError, MixInput, MixOutput};
use super::operation::put_big_numbers::{
    PutBigNumbersError, PutBigNumbersInput, PutBigNumbersOutput,
};
use super::operation::put_choice::{PutChoiceError, PutChoiceInput, PutChoiceOutput};
use super::operation::put_collections::{
    PutCollectionsError, PutCollectionsInput, PutCollectionsOutput,
};
use super::operation::put_scalars::{PutScalarsError, PutScalarsInput, PutScalarsOutput};
use super::operation::put_settings::{PutSettingsError, PutSettingsInput, PutSettingsOutput};
use super::operation::put_tree::{PutTreeError, PutTreeInput, PutTreeOutput};
use super::operation::send_blob::{SendBlobError, SendBlobInput, SendBlobOutput};
use super::operation::send_choice::{SendChoiceError, SendChoiceInput, SendChoiceOutput};
use super::operation::send_colour::{SendColourError, SendColourInput, SendColourOutput};
use super::operation::send_document::{SendDocumentError, SendDocumentInput, SendDocumentOutput};
use super::operation::send_text::{SendTextError, SendTextInput, SendTextOutput};
use super::operation::send_texts::{SendTextsError, SendTextsInput, SendTextsOutput};
use super::operation::tell_headers::{TellHeadersError, TellHeadersInput, TellHeadersOutput};
use super::operation::tell_notes::{TellNotesError, TellNotesInput, TellNotesOutput};
use std::time::Duration;
use whitesmith_client::CallError;
use whitesmith_client::CallOptions;
use whitesmith_client::Presigned;
use whitesmith_runtime::Operation;
use whitesmith_runtime::ResponseMetadata;

/// A client of Depot that blocks the thread: the functions of [`Client`](super::Client), which
/// return when the call has ended.
#[derive(Clone, Debug)]
pub struct Client(whitesmith_client::BlockingClient);

impl Client {
    /// See [`Client::new`](super::Client::new).
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self(whitesmith_client::BlockingClient::new::<Service>(config))
    }

    /// See [`Client::with`](super::Client::with).
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// See [`Client::call_with_metadata`](super::Client::call_with_metadata).
    pub fn call_with_metadata<O: Operation<Service = Service>>(&self, input: O)
        -> Result<(O::Output, ResponseMetadata), CallError<O::Error>> {
        self.0.call_with_metadata(input)
    }

    /// See [`Client::presigned`](super::Client::presigned).
    pub fn presigned<O: Operation<Service = Service>>(&self, input: O, expires_in: Duration)
        -> Presigned<O> {
        self.0.presigned(input, expires_in)
    }

    /// See [`Client::fail`](super::Client::fail).
    pub fn fail(&self, input: FailInput) -> Result<FailOutput, CallError<FailError>> {
        self.0.call(input)
    }

    /// See [`Client::get_firm`](super::Client::get_firm).
    pub fn get_firm(&self, input: GetFirmInput) -> Result<GetFirmOutput, CallError<GetFirmError>> {
        self.0.call(input)
    }

    /// See [`Client::mix`](super::Client::mix).
    pub fn mix(&self, input: MixInput) -> Result<MixOutput, CallError<MixError>> {
        self.0.call(input)
    }

    /// See [`Client::put_big_numbers`](super::Client::put_big_numbers).
    pub fn put_big_numbers(&self, input: PutBigNumbersInput)
        -> Result<PutBigNumbersOutput, CallError<PutBigNumbersError>> {
        self.0.call(input)
    }

    /// See [`Client::put_choice`](super::Client::put_choice).
    pub fn put_choice(&self, input: PutChoiceInput)
        -> Result<PutChoiceOutput, CallError<PutChoiceError>> {
        self.0.call(input)
    }

    /// See [`Client::put_collections`](super::Client::put_collections).
    pub fn put_collections(&self, input: PutCollectionsInput)
        -> Result<PutCollectionsOutput, CallError<PutCollectionsError>> {
        self.0.call(input)
    }

    /// See [`Client::put_scalars`](super::Client::put_scalars).
    pub fn put_scalars(&self, input: PutScalarsInput)
        -> Result<PutScalarsOutput, CallError<PutScalarsError>> {
        self.0.call(input)
    }

    /// See [`Client::put_settings`](super::Client::put_settings).
    pub fn put_settings(&self, input: PutSettingsInput)
        -> Result<PutSettingsOutput, CallError<PutSettingsError>> {
        self.0.call(input)
    }

    /// See [`Client::put_tree`](super::Client::put_tree).
    pub fn put_tree(&self, input: PutTreeInput) -> Result<PutTreeOutput, CallError<PutTreeError>> {
        self.0.call(input)
    }

    /// See [`Client::send_blob`](super::Client::send_blob).
    pub fn send_blob(&self, input: SendBlobInput)
        -> Result<SendBlobOutput, CallError<SendBlobError>> {
        self.0.call(input)
    }

    /// See [`Client::send_choice`](super::Client::send_choice).
    pub fn send_choice(&self, input: SendChoiceInput)
        -> Result<SendChoiceOutput, CallError<SendChoiceError>> {
        self.0.call(input)
    }

    /// See [`Client::send_colour`](super::Client::send_colour).
    pub fn send_colour(&self, input: SendColourInput)
        -> Result<SendColourOutput, CallError<SendColourError>> {
        self.0.call(input)
    }

    /// See [`Client::send_document`](super::Client::send_document).
    pub fn send_document(&self, input: SendDocumentInput)
        -> Result<SendDocumentOutput, CallError<SendDocumentError>> {
        self.0.call(input)
    }

    /// See [`Client::send_text`](super::Client::send_text).
    pub fn send_text(&self, input: SendTextInput)
        -> Result<SendTextOutput, CallError<SendTextError>> {
        self.0.call(input)
    }

    /// See [`Client::send_texts`](super::Client::send_texts).
    pub fn send_texts(&self, input: SendTextsInput)
        -> Result<SendTextsOutput, CallError<SendTextsError>> {
        self.0.call(input)
    }

    /// See [`Client::tell_headers`](super::Client::tell_headers).
    pub fn tell_headers(&self, input: TellHeadersInput)
        -> Result<TellHeadersOutput, CallError<TellHeadersError>> {
        self.0.call(input)
    }

    /// See [`Client::tell_notes`](super::Client::tell_notes).
    pub fn tell_notes(&self, input: TellNotesInput)
        -> Result<TellNotesOutput, CallError<TellNotesError>> {
        self.0.call(input)
    }
}
