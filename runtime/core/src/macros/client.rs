//! The operations of a service in, its clients out.

/// Declares the clients of a service: `Client`, whose functions are asynchronous, and
/// `BlockingClient`, if the crate that is generated has its feature `blocking`. There is a function
/// for each operation, named like its module in `crate::operation`; it takes the input there. What
/// stands in `Pages` gives the pages of an operation, what stands in `Waiters` waits for a state of
/// `crate::waiter`.
///
/// ```ignore
/// whitesmith_runtime::client! {
///     /// A client of Amazon Chime.
///     trait Client: Service {
///         /// Renames an account.
///         fn update_account(input: UpdateAccountInput);
///     }
///
///     trait Pages {
///         fn list_accounts_pages(input: list_accounts::ListAccountsInput);
///     }
///
///     trait Waiters {
///         fn wait_until_account_active(waiter: AccountActive);
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
        $(
            trait Pages {
                $(fn $pages:ident(input: $of_pages:ident::$page:ident $(,)?);)*
            }
        )?
        $(
            trait Waiters {
                $(fn $wait:ident(waiter: $waiter:ident $(,)?);)*
            }
        )?
    ) => {
        $(#[$of_client])*
        #[derive(Clone, Debug)]
        pub struct Client($crate::client::Client);

        impl Client {
            /// Creates a client from its endpoint, credentials and transport.
            #[must_use]
            pub fn new(config: $crate::client::Config) -> Self {
                Self($crate::client::Client::new::<$service>(config))
            }

            /// The same client, for calls that differ in these options from its configuration.
            /// Options that it has already stay, unless these say otherwise.
            #[must_use]
            pub fn with(&self, options: $crate::client::CallOptions) -> Self {
                Self(self.0.with(options))
            }

            /// Calls an operation by its input, as the function of the operation does. Gives the output,
            /// and the status, headers and request ids of the response.
            ///
            /// # Errors
            ///
            /// Those of the function of the operation.
            pub async fn call_with_metadata<O: $crate::Operation<Service = $service>>(
                &self,
                input: O,
            ) -> $crate::client::CallResultWithMetadata<O> {
                self.0.call_with_metadata(input).await
            }

            /// A presigned request: it is signed in its URI, and anyone who holds it can send it until it
            /// expires, after `expires_in`, from 1 second to 7 days. Nothing is sent.
            ///
            /// # Errors
            ///
            /// The input cannot be sent, or there is no endpoint or no credentials.
            pub async fn presigned<O: $crate::Operation<Service = $service>>(
                &self,
                input: O,
                expires_in: ::core::time::Duration,
            ) -> $crate::client::Presigned<O> {
                self.0.presigned(input, expires_in).await
            }

            $(
                $(#[$attribute])*
                ///
                /// # Errors
                ///
                /// The input cannot be sent, there is no endpoint or no credentials, the exchange failed
                /// or took too long, or the service answered an error.
                pub async fn $function(
                    &self,
                    input: crate::operation::$function::$input,
                ) -> $crate::client::CallResult<crate::operation::$function::$input> {
                    self.0.call(input).await
                }
            )*

            $($(
                #[doc = concat!("The pages of [`", stringify!($of_pages), "`](Self::", stringify!($of_pages), "), each asked for when the one before has been taken.")]
                pub fn $pages(
                    &self,
                    input: crate::operation::$of_pages::$page,
                ) -> $crate::client::CallPages<crate::operation::$of_pages::$page> {
                    self.0.pages(input)
                }
            )*)?

            $($(
                #[doc = concat!("Waits for [`", stringify!($waiter), "`](crate::waiter::", stringify!($waiter), "). No call starts after `max_wait`; one that has started may finish.")]
                ///
                /// # Errors
                ///
                /// The state will not be reached, a call failed, or the time was over.
                pub async fn $wait(
                    &self,
                    input: <crate::waiter::$waiter as $crate::Waiter>::Operation,
                    max_wait: ::core::time::Duration,
                ) -> $crate::client::CallWaited<crate::waiter::$waiter> {
                    self.0.wait_until::<crate::waiter::$waiter>(input, max_wait).await
                }
            )*)?
        }

        $(#[$of_client])*
        ///
        /// Its functions wait for their outputs.
        #[cfg(feature = "blocking")]
        #[derive(Clone, Debug)]
        pub struct BlockingClient($crate::client::BlockingClient);

        #[cfg(feature = "blocking")]
        impl BlockingClient {
            /// Creates a client from its endpoint, credentials and transport.
            #[must_use]
            pub fn new(config: $crate::client::Config) -> Self {
                Self($crate::client::BlockingClient::new::<$service>(config))
            }

            /// The same client, for calls that differ in these options from its configuration.
            /// Options that it has already stay, unless these say otherwise.
            #[must_use]
            pub fn with(&self, options: $crate::client::CallOptions) -> Self {
                Self(self.0.with(options))
            }

            /// Calls an operation by its input, as the function of the operation does. Gives the output,
            /// and the status, headers and request ids of the response.
            ///
            /// # Errors
            ///
            /// Those of the function of the operation.
            pub fn call_with_metadata<O: $crate::Operation<Service = $service>>(
                &self,
                input: O,
            ) -> $crate::client::CallResultWithMetadata<O> {
                self.0.call_with_metadata(input)
            }

            /// A presigned request: it is signed in its URI, and anyone who holds it can send it until it
            /// expires, after `expires_in`, from 1 second to 7 days. Nothing is sent.
            ///
            /// # Errors
            ///
            /// The input cannot be sent, or there is no endpoint or no credentials.
            pub fn presigned<O: $crate::Operation<Service = $service>>(
                &self,
                input: O,
                expires_in: ::core::time::Duration,
            ) -> $crate::client::Presigned<O> {
                self.0.presigned(input, expires_in)
            }

            $(
                $(#[$attribute])*
                ///
                /// # Errors
                ///
                /// The input cannot be sent, there is no endpoint or no credentials, the exchange failed
                /// or took too long, or the service answered an error.
                pub fn $function(
                    &self,
                    input: crate::operation::$function::$input,
                ) -> $crate::client::CallResult<crate::operation::$function::$input> {
                    self.0.call(input)
                }
            )*

            $($(
                #[doc = concat!("The pages of [`", stringify!($of_pages), "`](Self::", stringify!($of_pages), "), each asked for when the one before has been taken.")]
                pub fn $pages(
                    &self,
                    input: crate::operation::$of_pages::$page,
                ) -> $crate::client::BlockingCallPages<crate::operation::$of_pages::$page> {
                    self.0.pages(input)
                }
            )*)?

            $($(
                #[doc = concat!("Waits for [`", stringify!($waiter), "`](crate::waiter::", stringify!($waiter), "). No call starts after `max_wait`; one that has started may finish.")]
                ///
                /// # Errors
                ///
                /// The state will not be reached, a call failed, or the time was over.
                pub fn $wait(
                    &self,
                    input: <crate::waiter::$waiter as $crate::Waiter>::Operation,
                    max_wait: ::core::time::Duration,
                ) -> $crate::client::CallWaited<crate::waiter::$waiter> {
                    self.0.wait_until::<crate::waiter::$waiter>(input, max_wait)
                }
            )*)?
        }
    };
}
