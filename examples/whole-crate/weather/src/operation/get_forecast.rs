// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operation `GetForecast`.

use super::super::Service;
use super::super::types;
use whitesmith_runtime::Method;
use whitesmith_runtime::Operation;
use whitesmith_runtime::RequestWriter;
use whitesmith_runtime::ResponseReader;

/// Returns the weather of the next days.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetForecastInput {
    /// The name of the city, in English.
    pub city: String,
    /// How many days from today; otherwise one.
    ///
    /// Constraints: range 1 to 10.
    pub number_of_days: Option<i32>,
}

impl GetForecastInput {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(city: impl Into<String>) -> Self {
        Self {
            city: city.into(),
            number_of_days: None,
        }
    }
}

whitesmith_runtime::setters! {
    struct GetForecastInput {
        number_of_days: i32,
    }
}

impl Operation for GetForecastInput {
    type Output = GetForecastOutput;
    type Error = GetForecastError;
    type Service = Service;
    const NAME: &'static str = "GetForecast";
    const IDEMPOTENT: bool = true;

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET).path("/cities/").label("city", &self.city).path("/forecast");
        request.query("days", &self.number_of_days);
    }

    fn read_response(response: &mut ResponseReader<'_>) -> GetForecastOutput {
        let mut output = GetForecastOutput::new([]);
        response.json(|r, key| match key {
            "days" => r.set(&mut output.days, |r| r.list(types::Day::read_json)),
            _ => r.skip(),
        });
        output
    }
}

/// The output of `GetForecast`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetForecastOutput {
    /// A forecast for each day, today first.
    pub days: Vec<types::Day>,
}

impl GetForecastOutput {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(days: impl Into<Vec<types::Day>>) -> Self {
        Self {
            days: days.into(),
        }
    }
}

whitesmith_runtime::operation_error! {
    /// An error that `GetForecast` returns.
    pub enum GetForecastError {
        NoSuchCity(types::error::NoSuchCity),
    }
}
