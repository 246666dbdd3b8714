//! The modules that the examples of the book call. `cargo test` compiles and runs the examples, as
//! documentation tests of this crate.

include!(concat!(env!("OUT_DIR"), "/chime.rs"));
include!(concat!(env!("OUT_DIR"), "/weather.rs"));

/// The chapters.
#[cfg(doctest)]
#[doc = include_str!("../../../book/src/introduction.md")]
#[doc = include_str!("../../../book/src/start.md")]
#[doc = include_str!("../../../book/src/aws.md")]
#[doc = include_str!("../../../book/src/own-service.md")]
#[doc = include_str!("../../../book/src/build-script.md")]
#[doc = include_str!("../../../book/src/testing.md")]
#[doc = include_str!("../../../book/src/configuration.md")]
#[doc = include_str!("../../../book/src/permissions.md")]
#[doc = include_str!("../../../book/src/errors.md")]
#[doc = include_str!("../../../book/src/migration.md")]
#[doc = include_str!("../../../book/src/review.md")]
#[doc = include_str!("../../../book/src/inside.md")]
pub struct Book;
