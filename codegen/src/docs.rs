//! Converts documentation of the model to [`Docs`]: lines of Markdown without rustdoc warnings.
//! Every comment of an emitted crate is made from [`Docs`].
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
