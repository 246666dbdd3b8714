//! Chainable setters for the fields of a structure.

/// Implements chainable setters for fields, which have this type or an `Option` of it. The type
/// `Into<…>` makes a setter that accepts anything convertible to it. With `#[new]` in front there
/// is a function `new` too, which returns the default value.
///
/// ```
/// #[derive(Default)]
/// pub struct Account {
///     pub name: Option<String>,
///     pub seats: Option<i32>,
///     pub parent: Option<Box<Account>>,
/// }
///
/// whitesmith_runtime::setters! {
///     #[new]
///     struct Account {
///         name: Into<String>,
///         seats: i32,
///         parent: Into<Box<Account>>,
///     }
/// }
///
/// let account = Account::new().name("Sales").seats(5).parent(Account::default());
/// assert_eq!((account.name.as_deref(), account.seats), (Some("Sales"), Some(5)));
/// assert!(account.parent.is_some());
/// ```
///
/// The attributes of a field, such as more documentation or `#[deprecated]`, become those of its
/// setter. A type is a path with or without arguments: write `Vec<Tag>`, not `[Tag; 2]`.
#[macro_export]
macro_rules! setters {
    (#[new] struct $name:ident { $($fields:tt)* }) => {
        #[allow(deprecated)]
        impl $name {
            /// Creates a value with no member set.
            #[must_use]
            pub fn new() -> Self {
                <Self as ::core::default::Default>::default()
            }
        }

        $crate::setters! { struct $name { $($fields)* } }
    };
    (
        struct $name:ident {
            $(
                $(#[$attribute:meta])*
                $field:ident: $($segment:ident)::+ $(<$($argument:ty),+ $(,)?>)?
            ),* $(,)?
        }
    ) => {
        #[allow(deprecated)]
        impl $name {
            $($crate::__setter! {
                [$(#[$attribute])*] $field: $($segment)::+ $(<$($argument),+>)?
            })*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ([$($attributes:tt)*] $field:ident: Into<$type:ty>) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](#structfield.", stringify!($field), ").")]
        $($attributes)*
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$type>) -> Self {
            let value: $type = ::core::convert::Into::into($field);
            self.$field = ::core::convert::Into::into(value);
            self
        }
    };
    ([$($attributes:tt)*] $field:ident: $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](#structfield.", stringify!($field), ").")]
        $($attributes)*
        #[must_use]
        pub fn $field(mut self, $field: $type) -> Self {
            // As a function, since the type may have a setter called `into`.
            self.$field = ::core::convert::Into::into($field);
            self
        }
    };
}

#[cfg(test)]
#[allow(unreachable_pub)]
mod tests {
    use std::collections::BTreeMap;

    use crate::Blob;

    #[derive(Debug, Default, PartialEq)]
    pub struct Everything {
        pub required: String,
        pub tags: Option<Vec<String>>,
        pub map: Option<BTreeMap<String, Vec<i32>>>,
        pub ratio: Option<f32>,
        pub small: i8,
        pub r#type: Option<Blob>,
        pub nested: Option<Box<Everything>>,
        pub old: Option<std::time::Duration>,
    }

    setters! {
        struct Everything {
            required: Into<String>,
            tags: Into<Vec<String>>,
            map: BTreeMap<String, Vec<i32>>,
            ratio: f32,
            small: i8,
            /// What the account is made of.
            r#type: Into<Blob>,
            nested: Into<Box<Everything>>,
            #[deprecated]
            old: std::time::Duration,
        }
    }

    #[test]
    #[allow(deprecated)]
    fn setters_chain() {
        let everything = Everything::default()
            .required("a")
            .tags(["b".to_owned()])
            .map(BTreeMap::new())
            .ratio(1.5)
            .small(5)
            .r#type("blob")
            .nested(Everything::default())
            .old(std::time::Duration::ZERO);
        assert_eq!(
            everything,
            Everything {
                required: "a".to_owned(),
                tags: Some(vec!["b".to_owned()]),
                map: Some(BTreeMap::new()),
                ratio: Some(1.5),
                small: 5,
                r#type: Some(Blob::from("blob")),
                nested: Some(Box::default()),
                old: Some(std::time::Duration::ZERO),
            }
        );
    }
}
