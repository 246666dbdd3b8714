// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Weather.

use super::Config;
use super::Service;
use super::operation::get_forecast::{GetForecastError, GetForecastInput, GetForecastOutput};
use super::operation::report_weather::{ReportWeatherError, ReportWeatherInput, ReportWeatherOutput};
use std::time::Duration;
use whitesmith_client::CallError;
use whitesmith_client::CallOptions;
use whitesmith_client::Presigned;
use whitesmith_runtime::Operation;
use whitesmith_runtime::ResponseMetadata;

/// A client of Weather: a function for each operation.
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

    /// Returns the weather of the next days.
    pub async fn get_forecast(&self, input: GetForecastInput)
        -> Result<GetForecastOutput, CallError<GetForecastError>> {
        self.0.call(input).await
    }

    /// Tells the service what the weather is like.
    pub async fn report_weather(&self, input: ReportWeatherInput)
        -> Result<ReportWeatherOutput, CallError<ReportWeatherError>> {
        self.0.call(input).await
    }
}
