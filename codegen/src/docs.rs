//! In: the documentation text of a model. Out: lines of Markdown fit for rustdoc comments.
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
pub(crate) mod html;
mod inline;
mod link;
mod page;
mod tag;
mod tokens;
mod wrap;
