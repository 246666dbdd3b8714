// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! What calls the operations of Depot.

use crate::Service;
use crate::operation::*;
pub use whitesmith_runtime::Credentials;
pub use whitesmith_runtime::client::{CallError, CallOptions, Config};

whitesmith_runtime::client! {
    /// A client of Depot.
    ///
    /// ```no_run
    /// use shapes::operation::fail::FailInput;
    /// use shapes::{Client, Config};
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::new(Config::from_env()?);
    /// let input = FailInput::new();
    /// let output = client.fail(input).await?;
    /// println!("{output:?}");
    /// # Ok(())
    /// # }
    /// ```
    trait Client: Service {
        /// Calls `Fail`.
        fn fail(input: fail::FailInput);
        /// Calls `GetFirm`.
        fn get_firm(input: get_firm::GetFirmInput);
        /// Calls `Mix`.
        fn mix(input: mix::MixInput);
        /// Calls `PutBigNumbers`.
        fn put_big_numbers(input: put_big_numbers::PutBigNumbersInput);
        /// Calls `PutChoice`.
        fn put_choice(input: put_choice::PutChoiceInput);
        /// Calls `PutCollections`.
        fn put_collections(input: put_collections::PutCollectionsInput);
        /// Calls `PutScalars`.
        fn put_scalars(input: put_scalars::PutScalarsInput);
        /// Calls `PutSettings`.
        fn put_settings(input: put_settings::PutSettingsInput);
        /// Calls `PutTree`.
        fn put_tree(input: put_tree::PutTreeInput);
        /// Calls `SendBlob`.
        fn send_blob(input: send_blob::SendBlobInput);
        /// Calls `SendChoice`.
        fn send_choice(input: send_choice::SendChoiceInput);
        /// Calls `SendColour`.
        fn send_colour(input: send_colour::SendColourInput);
        /// Calls `SendDocument`.
        fn send_document(input: send_document::SendDocumentInput);
        /// Calls `SendText`.
        fn send_text(input: send_text::SendTextInput);
        /// Calls `SendTexts`.
        fn send_texts(input: send_texts::SendTextsInput);
        /// Calls `TellHeaders`.
        fn tell_headers(input: tell_headers::TellHeadersInput);
        /// Calls `TellNotes`.
        fn tell_notes(input: tell_notes::TellNotesInput);
    }
}
