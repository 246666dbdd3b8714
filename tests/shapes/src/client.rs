// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! `Client`, and with the feature `blocking` `BlockingClient`: a function for each operation,
//! which `whitesmith_runtime::client!` makes of the declarations below.

use crate::Service;
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
    /// let client = Client::new(Config::from_env().endpoint_url("https://service.example.com"));
    /// let input = FailInput::new();
    /// let output = client.fail(input).await?;
    /// println!("{output:?}");
    /// # Ok(())
    /// # }
    /// ```
    trait Client: Service {
        /// Calls `Fail`.
        fn fail(input: FailInput);
        /// Calls `GetFirm`.
        fn get_firm(input: GetFirmInput);
        /// Calls `Mix`.
        fn mix(input: MixInput);
        /// Calls `PutBigNumbers`.
        fn put_big_numbers(input: PutBigNumbersInput);
        /// Calls `PutChoice`.
        fn put_choice(input: PutChoiceInput);
        /// Calls `PutCollections`.
        fn put_collections(input: PutCollectionsInput);
        /// Calls `PutScalars`.
        fn put_scalars(input: PutScalarsInput);
        /// Calls `PutSettings`.
        fn put_settings(input: PutSettingsInput);
        /// Calls `PutTree`.
        fn put_tree(input: PutTreeInput);
        /// Calls `SendBlob`.
        fn send_blob(input: SendBlobInput);
        /// Calls `SendChoice`.
        fn send_choice(input: SendChoiceInput);
        /// Calls `SendColour`.
        fn send_colour(input: SendColourInput);
        /// Calls `SendDocument`.
        fn send_document(input: SendDocumentInput);
        /// Calls `SendText`.
        fn send_text(input: SendTextInput);
        /// Calls `SendTexts`.
        fn send_texts(input: SendTextsInput);
        /// Calls `TellHeaders`.
        fn tell_headers(input: TellHeadersInput);
        /// Calls `TellNotes`.
        fn tell_notes(input: TellNotesInput);
    }
}
