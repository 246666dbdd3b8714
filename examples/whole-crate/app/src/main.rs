//! Prints the request for a forecast, and what a response says.

use std::error::Error;

use weather::operation::get_forecast::GetForecastInput;
use weather::{Operation, Response};

fn main() -> Result<(), Box<dyn Error>> {
    let input = GetForecastInput::new("Oslo").number_of_days(3);
    let request = input.request()?.into_http("https://weather.example.com")?;
    println!("{} {}", request.method(), request.uri());

    let response = r#"{"days": [{"highest": 11.5, "sky": "CLOUDY"}]}"#;
    let output = GetForecastInput::parse(&Response::new(200, Default::default(), response))?;
    for day in output.days {
        println!("{day:?}");
    }
    Ok(())
}
