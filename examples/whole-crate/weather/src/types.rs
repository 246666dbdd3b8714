// Made by whitesmith from a Smithy model. To change it, change the model and generate again.

//! The data types of Weather.

pub mod error;

use whitesmith_runtime::json::Reader;

/// The weather of a day.
#[derive(Clone, Debug, PartialEq)]
#[derive(PartialOrd)]
#[non_exhaustive]
pub struct Day {
    /// The highest temperature, in degrees Celsius.
    pub highest: f32,
    /// What is seen of the sky at noon.
    pub sky: Option<Sky>,
}

impl Day {
    /// Creates a value from its required members.
    #[must_use]
    pub fn new(highest: f32) -> Self {
        Self {
            highest,
            sky: None,
        }
    }

    pub(crate) fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::new(0.0);
        r.object(|r, key| match key {
            "highest" => r.set(&mut value.highest, Reader::float),
            "sky" => r.set(&mut value.sky, Sky::read),
            _ => r.skip(),
        });
        value
    }
}

whitesmith_runtime::setters! {
    struct Day {
        sky: Sky,
    }
}

whitesmith_runtime::string_enum! {
    /// What is seen of the sky.
    pub enum Sky {
        Clear = "CLEAR",
        Cloudy = "CLOUDY",
        Fog = "FOG",
    }
}
