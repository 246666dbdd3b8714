// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Depot.

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

/// A client of Depot: a function for each operation.
///
/// Cloning it is cheap: the clones share connections, credentials and what is known about retries.
///
/// # Errors
///
/// A call fails with a [`CallError`]: the service returned an error ([`CallError::Service`], with the
/// error type of the operation), the input cannot be sent, there is no endpoint or there are no
/// credentials, the exchange failed or timed out, or the response cannot be read.
#[derive(Clone, Debug)]
pub struct Client(whitesmith_client::Client);

impl Client {
    /// Creates a client from its configuration: endpoint, credentials, transport, retries, timeouts.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self(whitesmith_client::Client::new::<Service>(config))
    }

    /// Returns this client with other options for its calls. What `options` leaves unset stays as it
    /// is in this client.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self(self.0.with(options))
    }

    /// Calls the operation of an input. Returns the output with the status, the headers and the
    /// request ids of the response.
    pub async fn call_with_metadata<O: Operation<Service = Service>>(&self, input: O)
        -> Result<(O::Output, ResponseMetadata), CallError<O::Error>> {
        self.0.call_with_metadata(input).await
    }

    /// Creates a presigned request, which has its signature in its URI: anyone who holds it can send
    /// it until it expires, `expires_in` from now (1 second to 7 days). Nothing is sent.
    pub async fn presigned<O: Operation<Service = Service>>(&self, input: O, expires_in: Duration)
        -> Presigned<O> {
        self.0.presigned(input, expires_in).await
    }

    /// Calls `Fail`.
    pub async fn fail(&self, input: FailInput) -> Result<FailOutput, CallError<FailError>> {
        self.0.call(input).await
    }

    /// Calls `GetFirm`.
    pub async fn get_firm(&self, input: GetFirmInput)
        -> Result<GetFirmOutput, CallError<GetFirmError>> {
        self.0.call(input).await
    }

    /// Calls `Mix`.
    pub async fn mix(&self, input: MixInput) -> Result<MixOutput, CallError<MixError>> {
        self.0.call(input).await
    }

    /// Calls `PutBigNumbers`.
    pub async fn put_big_numbers(&self, input: PutBigNumbersInput)
        -> Result<PutBigNumbersOutput, CallError<PutBigNumbersError>> {
        self.0.call(input).await
    }

    /// Calls `PutChoice`.
    pub async fn put_choice(&self, input: PutChoiceInput)
        -> Result<PutChoiceOutput, CallError<PutChoiceError>> {
        self.0.call(input).await
    }

    /// Calls `PutCollections`.
    pub async fn put_collections(&self, input: PutCollectionsInput)
        -> Result<PutCollectionsOutput, CallError<PutCollectionsError>> {
        self.0.call(input).await
    }

    /// Calls `PutScalars`.
    pub async fn put_scalars(&self, input: PutScalarsInput)
        -> Result<PutScalarsOutput, CallError<PutScalarsError>> {
        self.0.call(input).await
    }

    /// Calls `PutSettings`.
    pub async fn put_settings(&self, input: PutSettingsInput)
        -> Result<PutSettingsOutput, CallError<PutSettingsError>> {
        self.0.call(input).await
    }

    /// Calls `PutTree`.
    pub async fn put_tree(&self, input: PutTreeInput)
        -> Result<PutTreeOutput, CallError<PutTreeError>> {
        self.0.call(input).await
    }

    /// Calls `SendBlob`.
    pub async fn send_blob(&self, input: SendBlobInput)
        -> Result<SendBlobOutput, CallError<SendBlobError>> {
        self.0.call(input).await
    }

    /// Calls `SendChoice`.
    pub async fn send_choice(&self, input: SendChoiceInput)
        -> Result<SendChoiceOutput, CallError<SendChoiceError>> {
        self.0.call(input).await
    }

    /// Calls `SendColour`.
    pub async fn send_colour(&self, input: SendColourInput)
        -> Result<SendColourOutput, CallError<SendColourError>> {
        self.0.call(input).await
    }

    /// Calls `SendDocument`.
    pub async fn send_document(&self, input: SendDocumentInput)
        -> Result<SendDocumentOutput, CallError<SendDocumentError>> {
        self.0.call(input).await
    }

    /// Calls `SendText`.
    pub async fn send_text(&self, input: SendTextInput)
        -> Result<SendTextOutput, CallError<SendTextError>> {
        self.0.call(input).await
    }

    /// Calls `SendTexts`.
    pub async fn send_texts(&self, input: SendTextsInput)
        -> Result<SendTextsOutput, CallError<SendTextsError>> {
        self.0.call(input).await
    }

    /// Calls `TellHeaders`.
    pub async fn tell_headers(&self, input: TellHeadersInput)
        -> Result<TellHeadersOutput, CallError<TellHeadersError>> {
        self.0.call(input).await
    }

    /// Calls `TellNotes`.
    pub async fn tell_notes(&self, input: TellNotesInput)
        -> Result<TellNotesOutput, CallError<TellNotesError>> {
        self.0.call(input).await
    }
}
