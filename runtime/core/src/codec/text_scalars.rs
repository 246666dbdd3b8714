//! Scalars as text, as XML and forms have them.

/// Implements the functions for scalars of a writer, which has `text` for any text, `formatted` for text that
/// needs no escapes, and `fail`.
macro_rules! text_scalars {
    ($writer:ty) => {
        impl $writer {
            /// Writes a string.
            #[expect(
                clippy::ptr_arg,
                reason = "the type of a field decides which function writes it"
            )]
            pub fn string(&mut self, value: &String) {
                self.text(value);
            }

            /// Writes `true` or `false`.
            pub fn boolean(&mut self, value: &bool) {
                self.formatted(format_args!("{value}"));
            }

            /// Writes an integer of 8 bits.
            pub fn byte(&mut self, value: &i8) {
                self.formatted(format_args!("{value}"));
            }

            /// Writes an integer of 16 bits.
            pub fn short(&mut self, value: &i16) {
                self.formatted(format_args!("{value}"));
            }

            /// Writes an integer of 32 bits.
            pub fn integer(&mut self, value: &i32) {
                self.formatted(format_args!("{value}"));
            }

            /// Writes an integer of 64 bits.
            pub fn long(&mut self, value: &i64) {
                self.formatted(format_args!("{value}"));
            }

            /// Writes a number of 32 bits, or the text `NaN`, `Infinity` or `-Infinity`.
            pub fn float(&mut self, value: &f32) {
                self.text(&$crate::Text::text(value).unwrap_or_default());
            }

            /// Writes a number of 64 bits, or the text `NaN`, `Infinity` or `-Infinity`.
            pub fn double(&mut self, value: &f64) {
                self.text(&$crate::Text::text(value).unwrap_or_default());
            }

            /// Writes an integer of any size.
            pub fn big_integer(&mut self, value: &$crate::BigInteger) {
                self.text(value.as_str());
            }

            /// Writes a number of any size and precision.
            pub fn big_decimal(&mut self, value: &$crate::BigDecimal) {
                self.text(value.as_str());
            }

            /// Writes bytes in base64.
            pub fn blob(&mut self, value: &$crate::Blob) {
                self.text(&value.to_base64());
            }

            /// Writes a timestamp in the format `date-time`.
            pub fn date_time(&mut self, value: &$crate::DateTime) {
                self.date(*value, $crate::TimestampFormat::DateTime);
            }

            /// Writes a timestamp in the format `http-date`.
            pub fn http_date(&mut self, value: &$crate::DateTime) {
                self.date(*value, $crate::TimestampFormat::HttpDate);
            }

            /// Writes a timestamp in the format `epoch-seconds`.
            pub fn epoch_seconds(&mut self, value: &$crate::DateTime) {
                self.date(*value, $crate::TimestampFormat::EpochSeconds);
            }

            fn date(&mut self, at: $crate::DateTime, format: $crate::TimestampFormat) {
                match at.send(format) {
                    Ok(text) => self.text(&text),
                    Err(reason) => self.fail("", reason),
                }
            }
        }

        impl $crate::codec::WriteEnum for $writer {
            fn string_enum(&mut self, value: &str) {
                self.text(value);
            }

            fn int_enum(&mut self, value: i32) {
                self.integer(&value);
            }
        }
    };
}

pub(crate) use text_scalars;
