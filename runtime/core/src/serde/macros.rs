//! Macros that implement serde's traits for emitted types.

/// Implements `Serialize` and `Deserialize` for a structure: a line for each member, with its name. The
/// expressions in `#[new(…)]` are the arguments of `new` for a value to read into; without it, that is the
/// default. `Required`, `Optional` and
/// `Default` say what holds if the member is missing; `date_time` and `http_date` after the name are formats of
/// timestamps, and `#[sensitive]` before a member or the structure is the trait `sensitive`.
///
/// ```
/// use whitesmith_runtime::DateTime;
///
/// struct Account {
///     id: String,
///     opened: Option<DateTime>,
/// }
///
/// impl Account {
///     fn new(id: impl Into<String>) -> Self {
///         Self { id: id.into(), opened: None }
///     }
/// }
///
/// whitesmith_runtime::serde_structure! {
///     #[new("")]
///     struct Account {
///         id: Required<"Id">,
///         opened: Optional<"Opened", date_time>,
///     }
/// }
///
/// let account: Account = serde_json::from_str(r#"{"Id": "7", "Opened": 0}"#)?;
/// let text = serde_json::to_string(&account)?;
/// assert_eq!(text, r#"{"Id":"7","Opened":"1970-01-01T00:00:00Z"}"#);
///
/// let error = serde_json::from_str::<Account>("{}").err().map(|error| error.to_string());
/// assert_eq!(error.as_deref(), Some("missing field `Id` at line 1 column 2"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! serde_structure {
    (#[new($($zero:expr),* $(,)?)] $($structure:tt)*) => {
        $crate::serde_structure! { @zero Self::new($($zero),*); $($structure)* }
    };
    (
        @zero $zero:expr;
        $(#[$secret:ident])?
        struct $name:ident {
            $(
                $(#[$sensitive:ident])?
                $field:ident: $presence:ident<$wire:literal $(, $format:ident)? $(,)?>
            ),* $(,)?
        }
    ) => {
        #[allow(deprecated)]
        const _: () = {
            static DESCRIPTION: $crate::serde::Description = $crate::serde::Description {
                name: ::core::stringify!($name),
                names: &[$($wire),*],
                members: &[$($crate::serde::Member {
                    presence: $crate::serde::Presence::$presence,
                    format: $crate::__serde_format!($($format)?),
                    sensitive: $crate::__serde_sensitive!($($sensitive)?),
                }),*],
                sensitive: $crate::__serde_sensitive!($($secret)?),
            };

            impl $crate::serde::Structure for $name {
                fn description(&self) -> &'static $crate::serde::Description {
                    &DESCRIPTION
                }

                fn members(
                    &self,
                    function: &mut dyn ::core::ops::FnMut(&[&dyn $crate::serde::Shape]),
                ) {
                    function(&[$(&self.$field),*]);
                }

                fn slots(
                    &mut self,
                    function: &mut $crate::serde::Slots<'_>,
                ) -> ::core::result::Result<(), $crate::serde::Fault> {
                    function(&mut [$(::core::option::Option::Some(&mut self.$field)),*])
                }
            }

            $crate::__serde_shape! {
                $name, Structure, read_structure, $zero
            }
        };
    };
    ($(#[$secret:ident])? struct $($structure:tt)*) => {
        $crate::serde_structure! {
            @zero ::core::default::Default::default();
            $(#[$secret])? struct $($structure)*
        }
    };
}

/// Implements `Serialize` and `Deserialize` for a union: a line for each variant, with its name. `Unit` stands
/// for a variant without a value. The union has a variant `Unknown` in addition. Formats and `#[sensitive]` are
/// those of [`serde_structure!`](crate::serde_structure).
///
/// ```
/// #[derive(Debug, PartialEq)]
/// enum Contact {
///     Email(String),
///     Nobody,
///     Unknown(String),
/// }
///
/// whitesmith_runtime::serde_union! {
///     enum Contact {
///         Email(Value<"email">),
///         Nobody(Unit<"nobody">),
///     }
/// }
///
/// let contact = Contact::Email("a@example.com".to_owned());
/// assert_eq!(serde_json::to_string(&contact)?, r#"{"email":"a@example.com"}"#);
/// assert_eq!(serde_json::from_str::<Contact>(r#"{"nobody": {}}"#)?, Contact::Nobody);
/// let unknown = Contact::Unknown("phone".to_owned());
/// assert_eq!(serde_json::from_str::<Contact>(r#"{"phone": 7}"#)?, unknown);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! serde_union {
    (
        $(#[$secret:ident])?
        enum $name:ident {
            $(
                $(#[$sensitive:ident])?
                $variant:ident($kind:ident<$wire:literal $(, $format:ident)? $(,)?> $(,)?)
            ),* $(,)?
        }
    ) => {
        #[allow(deprecated)]
        const _: () = {
            impl $crate::serde::Union for $name {
                fn name(&self) -> &'static str {
                    ::core::stringify!($name)
                }

                fn is_sensitive(&self) -> bool {
                    $crate::__serde_sensitive!($($secret)?)
                }

                fn variant(&self) -> $crate::serde::Variant<'_> {
                    match self {
                        $($crate::__serde_variant!(pattern $kind $name $variant value) => {
                            $crate::serde::Variant {
                                name: $wire,
                                value: $crate::__serde_variant!(view $kind value),
                                format: $crate::__serde_format!($($format)?),
                                sensitive: $crate::__serde_sensitive!($($sensitive)?),
                            }
                        })*
                        Self::Unknown(name) => $crate::serde::Variant {
                            name,
                            value: ::core::option::Option::None,
                            format: $crate::__serde_format!(),
                            sensitive: false,
                        },
                    }
                }

                fn start(&mut self, name: &str) -> $crate::serde::Started<'_> {
                    match name {
                        $($wire => $crate::__serde_variant!(
                            start $kind self $variant $crate::__serde_sensitive!($($sensitive)?)
                        ),)*
                        _ => $crate::serde::Started::Unknown,
                    }
                }

                fn set_unknown(&mut self, name: ::std::string::String) {
                    *self = Self::Unknown(name);
                }
            }

            $crate::__serde_shape! {
                $name, Union, read_union, <$name>::Unknown(::std::string::String::new())
            }
        };
    };
}

/// Implements `Serialize` and `Deserialize` for an enum of strings that
/// [`string_enum!`](crate::string_enum) declares; `sensitive` after the name is the trait `sensitive`.
#[macro_export]
macro_rules! serde_string_enum {
    ($name:ident) => {
        $crate::__serde_enum! {
            $name, read_string_enum, ::core::option::Option::None, "", |value| $crate::serde::View::Text(value.as_str())
        }
    };
    ($name:ident, sensitive) => {
        $crate::__serde_enum! {
            $name, read_string_enum, ::core::option::Option::Some(::core::stringify!($name)), "", |value| $crate::serde::View::SensitiveText(value.as_str())
        }
    };
}

/// Implements `Serialize` and `Deserialize` for an enum of integers that
/// [`int_enum!`](crate::int_enum) declares; `sensitive` after the name is the trait `sensitive`.
#[macro_export]
macro_rules! serde_int_enum {
    ($name:ident) => {
        $crate::__serde_enum! {
            $name, read_int_enum, ::core::option::Option::None, 0, |value| $crate::serde::View::Integer(
                <i64 as ::core::convert::From<i32>>::from(
                    <i32 as ::core::convert::From<$name>>::from(*value)
                )
            )
        }
    };
    ($name:ident, sensitive) => {
        $crate::__serde_enum! {
            $name, read_int_enum, ::core::option::Option::Some(::core::stringify!($name)), 0, |value| $crate::serde::View::SensitiveInteger(
                <i64 as ::core::convert::From<i32>>::from(
                    <i32 as ::core::convert::From<$name>>::from(*value)
                )
            )
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde_enum {
    ($name:ident, $read:ident, $sensitive:expr, $zero:expr, |$value:ident| $view:expr) => {
        #[allow(deprecated)]
        const _: () = {
            impl $crate::serde::Shape for $name {
                fn zero() -> Self {
                    <Self as ::core::convert::From<_>>::from($zero)
                }

                fn view(&self, _: $crate::TimestampFormat) -> $crate::serde::View<'_> {
                    let $value = self;
                    $view
                }

                fn read(
                    &mut self,
                    source: &mut dyn $crate::serde::Source,
                ) -> ::core::result::Result<(), $crate::serde::Fault> {
                    *self = $crate::serde::$read(source, $sensitive)?;
                    ::core::result::Result::Ok(())
                }
            }

            $crate::__serde_traits! { $name }
        };
    };
}

/// `Shape` of a structure or union, and serde's traits.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_shape {
    ($name:ident, $view:ident, $read:ident, $zero:expr) => {
        impl $crate::serde::Shape for $name {
            fn zero() -> Self {
                $zero
            }

            fn view(&self, _: $crate::TimestampFormat) -> $crate::serde::View<'_> {
                $crate::serde::View::$view(self)
            }

            fn read(
                &mut self,
                source: &mut dyn $crate::serde::Source,
            ) -> ::core::result::Result<(), $crate::serde::Fault> {
                $crate::serde::$read(self, source)
            }
        }

        $crate::__serde_traits! { $name }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde_traits {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// What a variant with or without a value needs.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_variant {
    (pattern Value $name:ident $variant:ident $value:ident) => {
        $name::$variant($value)
    };
    (pattern Unit $name:ident $variant:ident $value:ident) => {
        $name::$variant
    };
    (view Value $value:ident) => {
        ::core::option::Option::Some($value)
    };
    (view Unit $value:ident) => {
        ::core::option::Option::None
    };
    (start Value $self:ident $variant:ident $sensitive:expr) => {{
        *$self = Self::$variant($crate::serde::Shape::zero());
        match $self {
            Self::$variant(value) => $crate::serde::Started::Value(value, $sensitive),
            _ => $crate::serde::Started::Unknown,
        }
    }};
    (start Unit $self:ident $variant:ident $sensitive:expr) => {{
        *$self = Self::$variant;
        $crate::serde::Started::Unit
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde_sensitive {
    () => {
        false
    };
    (sensitive) => {
        true
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde_format {
    () => {
        $crate::TimestampFormat::EpochSeconds
    };
    (date_time) => {
        $crate::TimestampFormat::DateTime
    };
    (http_date) => {
        $crate::TimestampFormat::HttpDate
    };
}
