// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The operations of Weather, one module each.

pub mod get_forecast;
pub mod report_weather;
