// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! What calls the operations of Depot.

use crate::{Service, operation};
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
        fn fail(input: operation::fail::FailInput);
        /// Calls `GetFirm`.
        fn get_firm(input: operation::get_firm::GetFirmInput);
        /// Calls `Mix`.
        fn mix(input: operation::mix::MixInput);
        /// Calls `PutBigNumbers`.
        fn put_big_numbers(input: operation::put_big_numbers::PutBigNumbersInput);
        /// Calls `PutChoice`.
        fn put_choice(input: operation::put_choice::PutChoiceInput);
        /// Calls `PutCollections`.
        fn put_collections(input: operation::put_collections::PutCollectionsInput);
        /// Calls `PutScalars`.
        fn put_scalars(input: operation::put_scalars::PutScalarsInput);
        /// Calls `PutSettings`.
        fn put_settings(input: operation::put_settings::PutSettingsInput);
        /// Calls `PutTree`.
        fn put_tree(input: operation::put_tree::PutTreeInput);
        /// Calls `SendBlob`.
        fn send_blob(input: operation::send_blob::SendBlobInput);
        /// Calls `SendChoice`.
        fn send_choice(input: operation::send_choice::SendChoiceInput);
        /// Calls `SendColour`.
        fn send_colour(input: operation::send_colour::SendColourInput);
        /// Calls `SendDocument`.
        fn send_document(input: operation::send_document::SendDocumentInput);
        /// Calls `SendText`.
        fn send_text(input: operation::send_text::SendTextInput);
        /// Calls `SendTexts`.
        fn send_texts(input: operation::send_texts::SendTextsInput);
        /// Calls `TellHeaders`.
        fn tell_headers(input: operation::tell_headers::TellHeadersInput);
        /// Calls `TellNotes`.
        fn tell_notes(input: operation::tell_notes::TellNotesInput);
    }
}
