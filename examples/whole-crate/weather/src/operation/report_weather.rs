// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `ReportWeather`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// Tells the service what the weather is like.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReportWeatherInput {
    pub city: String,
    pub sky: Option<types::Sky>,
}

impl ReportWeatherInput {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(city: impl Into<String>) -> Self {
        Self {
            city: city.into(),
            sky: None,
        }
    }
}

whitesmith_runtime::setters! {
    struct ReportWeatherInput {
        sky: types::Sky,
    }
}

impl Operation for ReportWeatherInput {
    type Output = ReportWeatherOutput;
    type Error = ReportWeatherError;
    type Service = Service;
    const NAME: &'static str = "ReportWeather";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::POST).path("/cities/").label("city", &self.city).path("/reports");
        request.json(|body| {
            body.field("sky", &self.sky, types::Sky::write);
        });
    }

    fn read_response(_: &mut ResponseReader<'_>) -> ReportWeatherOutput {
        ReportWeatherOutput::new()
    }
}

/// The output of `ReportWeather`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ReportWeatherOutput {}

whitesmith_runtime::setters! {
    #[new]
    struct ReportWeatherOutput {}
}

whitesmith_runtime::operation_error! {
    /// An error that `ReportWeather` returns.
    pub enum ReportWeatherError {}
}
