//! Open enums of integers.

/// Declares an enum of integers. It is open: a value that it does not know is kept in the variant
/// `Unknown`.
///
/// ```
/// whitesmith_runtime::int_enum! {
///     /// A side of a coin.
///     pub enum Side {
///         /// The head.
///         Heads = 0,
///         /// The other.
///         Tails = 1,
///     }
/// }
///
/// assert_eq!(Side::from(1), Side::Tails);
/// assert_eq!(i32::from(Side::Tails), 1);
/// assert_eq!(Side::from(-7), Side::Unknown(-7));
/// assert_eq!(Side::Heads.to_string(), "0");
/// ```
#[macro_export]
macro_rules! int_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident = $value:literal),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[allow(deprecated)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $($(#[$of_variant])* $variant,)*
            /// A value that this version of the crate does not know.
            Unknown(i32),
        }

        #[allow(deprecated)]
        impl $name {
            #[doc(hidden)]
            #[must_use]
            pub fn read<R: $crate::codec::ReadEnum>(r: &mut R) -> Self {
                <R as $crate::codec::ReadEnum>::int_enum(r)
            }

            #[doc(hidden)]
            pub fn write<W: $crate::codec::WriteEnum>(w: &mut W, value: &Self) {
                let value = <i32 as ::core::convert::From<Self>>::from(*value);
                <W as $crate::codec::WriteEnum>::int_enum(w, value);
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<$name> for i32 {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => $value,)*
                    $name::Unknown(value) => value,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&<i32 as ::core::convert::From<Self>>::from(*self), f)
            }
        }

        #[allow(deprecated)]
        impl $crate::Text for $name {
            fn text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                let text = ::std::string::ToString::to_string(self);
                ::core::option::Option::Some(::std::borrow::Cow::Owned(text))
            }
        }

        #[allow(deprecated)]
        impl $crate::FromText for $name {
            fn from_text(text: &str) -> ::core::result::Result<Self, ::std::string::String> {
                <i32 as $crate::FromText>::from_text(text).map(Self::from)
            }
        }
    };
}

#[cfg(test)]
#[allow(unreachable_pub)]
mod tests {
    use crate::{FromText, Text};

    int_enum! {
        pub enum Level {
            Low = -1,
            High = 0x10,
        }
    }

    #[test]
    fn values_go_both_ways() {
        for (value, level) in [(-1, Level::Low), (16, Level::High), (0, Level::Unknown(0))] {
            assert_eq!(Level::from(value), level);
            assert_eq!(i32::from(level), value);
            assert_eq!(level.text(), Some(value.to_string().into()));
            assert_eq!(Level::from_text(&value.to_string()), Ok(level));
        }
        assert!(Level::from_text("low").is_err());
    }
}
