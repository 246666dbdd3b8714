//! Open enums of strings.

/// Declares an enum of strings. It is open: a value that it does not know is kept in the variant
/// `Unknown`.
///
/// ```
/// whitesmith_runtime::string_enum! {
///     /// A license of a user.
///     pub enum License {
///         /// For meetings.
///         Basic = "Basic",
///         /// For everything.
///         ProTrial = "Pro-Trial",
///     }
/// }
///
/// assert_eq!(License::from("Pro-Trial"), License::ProTrial);
/// assert_eq!(License::ProTrial.as_str(), "Pro-Trial");
/// assert_eq!("Gold".parse(), Ok(License::Unknown("Gold".to_owned())));
/// assert_eq!(License::from("Gold").to_string(), "Gold");
/// assert_eq!(License::values(), ["Basic", "Pro-Trial"]);
/// ```
///
/// With `#[sensitive]` before all other attributes, `Debug` redacts the value:
///
/// ```
/// whitesmith_runtime::string_enum! {
///     #[sensitive]
///     /// How somebody has voted.
///     pub enum Vote { Yes = "yes", No = "no" }
/// }
///
/// assert_eq!(format!("{:?}", Vote::Yes), "*** Sensitive Data Redacted ***");
/// ```
#[macro_export]
macro_rules! string_enum {
    (
        #[sensitive]
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $crate::__string_enum! {
            [$(#[$attribute])*] [$visibility] $name $($variant = $value, [$(#[$of_variant])*])*
        }

        #[allow(deprecated)]
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&$crate::Redacted, f)
            }
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $crate::__string_enum! {
            [#[derive(Debug)] $(#[$attribute])*] [$visibility] $name
            $($variant = $value, [$(#[$of_variant])*])*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    (
        [$($attributes:tt)*] [$visibility:vis] $name:ident
        $($variant:ident = $value:literal, [$($of_variant:tt)*])*
    ) => {
        $($attributes)*
        #[allow(deprecated)]
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($($of_variant)* $variant,)*
            /// A value that this version of the crate does not know.
            Unknown(::std::string::String),
        }

        #[allow(deprecated)]
        impl $name {
            /// Returns the value as it is on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }

            /// Returns the known values, as they are on the wire.
            #[must_use]
            pub const fn values() -> &'static [&'static str] {
                &[$($value),*]
            }

            #[doc(hidden)]
            #[must_use]
            pub fn read<R: $crate::codec::ReadEnum>(r: &mut R) -> Self {
                <R as $crate::codec::ReadEnum>::string_enum(r)
            }

            #[doc(hidden)]
            pub fn write<W: $crate::codec::WriteEnum>(w: &mut W, value: &Self) {
                <W as $crate::codec::WriteEnum>::string_enum(w, value.as_str());
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(::std::string::String::from(value)),
                }
            }
        }

        #[allow(deprecated, unreachable_patterns)]
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                match <Self as ::core::convert::From<&str>>::from(value.as_str()) {
                    Self::Unknown(_) => Self::Unknown(value),
                    known => known,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`, which may also be a variant.
            fn from_str(
                value: &str,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        #[allow(deprecated)]
        impl $crate::Text for $name {
            fn text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::Some(::std::borrow::Cow::Borrowed(self.as_str()))
            }
        }

        #[allow(deprecated)]
        impl $crate::FromText for $name {
            fn from_text(text: &str) -> ::core::result::Result<Self, ::std::string::String> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(text))
            }
        }
    };
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub)]
mod tests {
    use crate::{FromText, Text};

    string_enum! {
        /// Where to go.
        pub enum Direction {
            /// Against the sun.
            #[deprecated]
            North = "n",
            South = "s",
        }
    }

    string_enum! {
        pub enum Empty {}
    }

    #[test]
    fn known_values_are_variants() {
        for value in ["s", "n"] {
            let direction = Direction::from(value.to_owned());
            assert!(!matches!(direction, Direction::Unknown(_)));
            assert_eq!(direction.text().as_deref(), Some(value));
            assert_eq!(Direction::from_text(value), Ok(direction));
        }
        assert_eq!(format!("{:?}|{:>3}", Direction::South, Direction::South), "South|  s");
        assert!(Direction::South < Direction::from("a"));
    }

    #[test]
    fn other_values_are_kept() {
        for value in ["", "S", "Unknown"] {
            assert_eq!(Direction::from(value), Direction::Unknown(value.to_owned()));
            assert_eq!(Direction::from(value.to_owned()).as_ref(), value);
        }
        assert_eq!(Empty::from("x").as_str(), "x");
        assert!(Empty::values().is_empty());
    }
}
