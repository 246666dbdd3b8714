//! Tests what the options of the generator change in the package `weather`.

use weather::Operation;
use weather::operation::get_forecast::GetForecastInput;
use weather::types::{Day, Sky};

#[test]
fn the_renamed_member_is_sent_by_its_name_in_the_model() {
    let request = GetForecastInput::new("Oslo").number_of_days(3).request().unwrap();
    let request = request.into_http("https://weather.example.com").unwrap();
    assert_eq!(request.uri(), "https://weather.example.com/cities/Oslo/forecast?days=3");
}

#[test]
fn days_can_be_compared() {
    assert!(Day::new(11.5).sky(Sky::Cloudy) < Day::new(14.0));
}
