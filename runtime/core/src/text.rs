//! Serializes values in the text parts of HTTP messages: labels, query parameters and headers.

use std::borrow::Cow;

use crate::{BigDecimal, BigInteger};

/// A value that is serialized as text: in a label, a query parameter or a header. `None` has no text.
///
/// ```
/// use whitesmith_runtime::Text;
///
/// assert_eq!(true.text().as_deref(), Some("true"));
/// assert_eq!(f64::INFINITY.text().as_deref(), Some("Infinity"));
/// assert_eq!(None::<String>.text(), None);
/// ```
#[doc(alias = "serialize")]
pub trait Text {
    /// Returns the text, or `None` if there is no value.
    fn text(&self) -> Option<Cow<'_, str>>;
}

/// A value that can be deserialized from the text of a header.
#[doc(alias = "deserialize")]
pub trait FromText: Sized {
    /// Deserializes the text, which has no white space around it.
    ///
    /// # Errors
    ///
    /// The text is not such a value. The message says what was expected, and does not quote the text,
    /// which may be a secret.
    fn from_text(text: &str) -> Result<Self, String>;
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(Text::text)
    }
}

impl<T: FromText> FromText for Option<T> {
    fn from_text(text: &str) -> Result<Self, String> {
        T::from_text(text).map(Some)
    }
}

impl Text for String {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.into())
    }
}

impl Text for str {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.into())
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }
}

/// Types that are serialized with `Display` and deserialized with `FromStr`.
macro_rules! displayed {
    ($($type:ty: $expected:literal),* $(,)?) => {$(
        impl Text for $type {
            fn text(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| concat!("expected ", $expected).to_owned())
            }
        }
    )*};
}

displayed! {
    bool: "true or false",
    i8: "a byte",
    i16: "a short",
    i32: "an integer",
    i64: "a long",
    BigInteger: "an integer",
    BigDecimal: "a number",
}

/// Floats: the shortest text that parses to the same value, or Smithy's `NaN`, `Infinity` and
/// `-Infinity`.
macro_rules! floats {
    ($($type:ty),*) => {$(
        impl Text for $type {
            fn text(&self) -> Option<Cow<'_, str>> {
                Some(if self.is_nan() {
                    "NaN".into()
                } else if self.is_infinite() {
                    if *self > 0.0 { "Infinity".into() } else { "-Infinity".into() }
                } else {
                    format!("{self:?}").into()
                })
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Result<Self, String> {
                match text {
                    "NaN" => Ok(Self::NAN),
                    "Infinity" => Ok(Self::INFINITY),
                    "-Infinity" => Ok(Self::NEG_INFINITY),
                    _ if text.ends_with(|last: char| last.is_ascii_digit()) => {
                        text.parse().map_err(|_| "expected a number".to_owned())
                    }
                    _ => Err("expected a number".to_owned()),
                }
            }
        }
    )*};
}

floats!(f32, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_texts_that_read_back() {
        fn check<T: Text + FromText + PartialEq + std::fmt::Debug>(value: T, text: &str) {
            assert_eq!(value.text().as_deref(), Some(text));
            assert_eq!(T::from_text(text), Ok(value));
        }
        check(String::from("a b"), "a b");
        check(false, "false");
        check(-8_i8, "-8");
        check(1_i16, "1");
        check(i32::MAX, "2147483647");
        check(i64::MIN, "-9223372036854775808");
        check(1.1_f32, "1.1");
        check(5.0_f64, "5.0");
        check(1e300, "1e300");
        check(f64::NEG_INFINITY, "-Infinity");
        check(Some(3), "3");
    }

    #[test]
    fn not_a_number_has_a_text() {
        assert_eq!(f32::NAN.text().as_deref(), Some("NaN"));
        assert!(f64::from_text("NaN").is_ok_and(f64::is_nan));
    }

    #[test]
    fn an_error_says_what_was_expected() {
        assert_eq!(i8::from_text("300"), Err("expected a byte".to_owned()));
        assert_eq!(bool::from_text("True"), Err("expected true or false".to_owned()));
        for text in ["inf", "nan", "", "0x1", "1,5"] {
            assert_eq!(f64::from_text(text), Err("expected a number".to_owned()));
        }
    }
}
