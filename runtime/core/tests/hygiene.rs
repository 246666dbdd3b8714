//! Expands the macros in modules whose items shadow the prelude: what they expand to must not
//! depend on the names around it.

#![allow(dead_code, missing_docs, unreachable_pub)]

/// Declares unit structs, which shadow types, traits and values alike.
macro_rules! shadows {
    ($($name:ident)*) => {
        $(pub struct $name;)*

        mod alloc {}
        mod core {}
        mod std {}
        mod whitesmith_runtime {}
    };
}

mod enums {
    shadows! {
        AsMut AsRef Borrow Box Clone Copy Cow Debug Default Display Drop Eq Err Error Fn FnMut FnOnce From
        FromIterator FromStr FromText Hash Infallible Into IntoIterator Iterator None Ok Option Ord
        PartialEq PartialOrd Reader Result Send Some String Sync Text ToOwned ToString TryFrom TryInto Vec
        Writer
    }

    ::whitesmith_runtime::string_enum! {
        pub enum Level {
            AsRef = "a", Borrowed = "b", Err = "e", Error = "r", Item = "i", None = "n", Ok = "o",
            Output = "u", Some = "s", String = "t", Target = "g", Owned = "w",
        }
    }

    ::whitesmith_runtime::string_enum! {
        #[sensitive]
        pub enum Secret { Err = "e", Redacted = "r" }
    }

    ::whitesmith_runtime::int_enum! {
        pub enum Step { Err = 1, Error = 2, Ok = 3, None = 4, Some = 5, Output = 6 }
    }
}

mod structures {
    use ::std::option::Option as Maybe;
    use ::std::string::String as Letters;

    shadows! {
        AsMut AsRef Box Clone Copy Debug Default Display Drop Eq Err Error Fn From FromIterator Into
        IntoIterator Iterator None Ok Option Result Some String ToOwned ToString TryFrom TryInto Vec
    }

    /// Its setters have the names of trait methods.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Inner {
        pub from: Maybe<Letters>,
        pub into: Maybe<Letters>,
        pub try_into: Maybe<Letters>,
        pub default: Maybe<Letters>,
        pub clone: Maybe<Letters>,
        pub to_string: Maybe<Letters>,
        pub value: Maybe<Letters>,
    }

    ::whitesmith_runtime::setters! {
        #[new]
        struct Inner {
            from: Into<Letters>,
            into: Into<Letters>,
            try_into: Into<Letters>,
            default: Into<Letters>,
            clone: Into<Letters>,
            to_string: Into<Letters>,
            value: Into<Letters>,
        }
    }

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Outer {
        pub inner: Maybe<Inner>,
    }

    ::whitesmith_runtime::setters! {
        #[new]
        struct Outer {
            inner: Inner,
        }
    }
}

mod errors {
    use ::std::default::Default as Preset;
    use ::whitesmith_runtime::{ErrorMetadata as Metadata, ResponseReader as Answer};

    shadows! {
        Clone Debug Default Display Err ErrorMetadata ErrorReader From None Ok OperationError Option Result
        ResponseReader RetryHint ServiceError Some
    }

    macro_rules! error {
        ($name:ident $(, $hint:ident)?) => {
            #[derive(Clone, Debug, PartialEq)]
            pub struct $name {
                pub metadata: Metadata,
            }

            impl $name {
                fn read(_: &mut Answer<'_>) -> Self {
                    Self { metadata: Preset::default() }
                }
            }

            ::whitesmith_runtime::modeled_error!($name $(, $hint)?);
        };
    }

    error!(Error);
    error!(Output, retryable);
    error!(Item, throttling);

    ::whitesmith_runtime::operation_error! {
        pub enum CallError {
            Error(Error),
            Output(Output) = "Err",
            Item(Item),
        }
    }
}

#[test]
fn enums_keep_to_their_own_names() {
    for text in enums::Level::values() {
        let level = text.parse::<enums::Level>().expect("this cannot fail");
        assert_eq!(level.as_str(), *text);
        assert!(!matches!(level, enums::Level::Unknown(_)));
    }
    assert_eq!(enums::Step::from(1), enums::Step::Err);
    assert_eq!(enums::Step::Some.to_string(), "5");
}

#[test]
fn setters_call_no_setters() {
    let inner = structures::Inner::new().into("a").from("b").clone("c").default("d");
    let outer = structures::Outer::new().inner(inner);
    let inner = outer.inner.expect("it is set");
    assert_eq!((inner.into.as_deref(), inner.clone.as_deref()), (Some("a"), Some("c")));
}

#[test]
fn errors_keep_to_their_own_names() {
    use whitesmith_runtime::protocol::RestJson1;
    use whitesmith_runtime::{ErrorReader, HeaderMap, OperationError, Response};
    let response = Response::new(400, HeaderMap::new(), r#"{"code": "Err"}"#);
    let error = errors::CallError::read(ErrorReader::new::<RestJson1>(&response));
    assert!(matches!(error, errors::CallError::Output(_)), "{error:?}");
    assert!(error.is_retryable());
}
