//! In: the texts of a model. Out: [`Docs`], lines of Markdown that rustdoc accepts. Nothing else becomes
//! a comment of an emitted crate.
//!
//! ```text
//! HTML        ── tokens ──> html       ── inline   ──┐
//!                                                    ├──> page ── wrap ──> lines
//! CommonMark  ────────────> commonmark ── authored ──┘
//! ```

mod authored;
mod commonmark;
mod entity;
mod escape;
mod html;
mod inline;
mod lines;
mod link;
mod page;
mod tag;
mod tokens;
mod wrap;

pub(crate) use lines::{Docs, Sentence};
