// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! A client of Weather that blocks the thread.

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

/// A client of Weather that blocks the thread: the functions of [`Client`](super::Client), which
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

    /// See [`Client::get_forecast`](super::Client::get_forecast).
    pub fn get_forecast(&self, input: GetForecastInput)
        -> Result<GetForecastOutput, CallError<GetForecastError>> {
        self.0.call(input)
    }

    /// See [`Client::report_weather`](super::Client::report_weather).
    pub fn report_weather(&self, input: ReportWeatherInput)
        -> Result<ReportWeatherOutput, CallError<ReportWeatherError>> {
        self.0.call(input)
    }
}
