//! The operations of a service in, its clients out.

/// Declares the clients of a service: `Client`, whose functions are asynchronous, and
/// `BlockingClient`, if the crate that is generated has its feature `blocking`. There is a function
/// for each operation, named like its module in `crate::operation`; it takes the input there.
///
/// ```ignore
/// whitesmith_runtime::client! {
///     /// A client of Amazon Chime.
///     trait Client: Service {
///         /// Renames an account.
///         fn update_account(input: UpdateAccountInput);
///     }
/// }
/// ```
#[macro_export]
#[allow(clippy::crate_in_macro_def)] // The operations are those of the generated crate.
macro_rules! client {
    (
        $(#[$of_client:meta])*
        trait Client: $service:ty {
            $(
                $(#[$attribute:meta])*
                fn $function:ident(input: $input:ident $(,)?);
            )*
        }
    ) => {
        $(#[$of_client])*
        #[derive(Clone, Debug)]
        pub struct Client($crate::client::Client);

        impl Client {
            /// Takes where, as whom and over what to call.
            #[must_use]
            pub fn new(config: $crate::client::Config) -> Self {
                Self($crate::client::Client::new::<$service>(config))
            }

            /// The same client, for calls that differ in these options from its configuration.
            #[must_use]
            pub fn with(&self, options: $crate::client::CallOptions) -> Self {
                Self(self.0.with(options))
            }

            $(
                $(#[$attribute])*
                ///
                /// # Errors
                ///
                /// Why there is no output.
                pub async fn $function(
                    &self,
                    input: crate::operation::$function::$input,
                ) -> $crate::client::CallResult<crate::operation::$function::$input> {
                    self.0.call(input).await
                }
            )*
        }

        $(#[$of_client])*
        ///
        /// Its functions wait for their outputs.
        #[cfg(feature = "blocking")]
        #[derive(Clone, Debug)]
        pub struct BlockingClient($crate::client::BlockingClient);

        #[cfg(feature = "blocking")]
        impl BlockingClient {
            /// Takes where, as whom and over what to call.
            #[must_use]
            pub fn new(config: $crate::client::Config) -> Self {
                Self($crate::client::BlockingClient::new::<$service>(config))
            }

            /// The same client, for calls that differ in these options from its configuration.
            #[must_use]
            pub fn with(&self, options: $crate::client::CallOptions) -> Self {
                Self(self.0.with(options))
            }

            $(
                $(#[$attribute])*
                ///
                /// # Errors
                ///
                /// Why there is no output.
                pub fn $function(
                    &self,
                    input: crate::operation::$function::$input,
                ) -> $crate::client::CallResult<crate::operation::$function::$input> {
                    self.0.call(input)
                }
            )*
        }
    };
}
