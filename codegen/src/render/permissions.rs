//! Renders the permissions in AWS IAM that an operation needs: a section of its docs, and a constant.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::{Docs, Sentence};
use crate::ir::{Action, Operation, Permissions};

/// The section of an operation's docs.
pub(super) fn docs(operation: &Operation) -> Docs {
    let Some(Permissions { actions }) = &operation.permissions else { return Docs::default() };
    let last = actions.len().saturating_sub(1);
    let item = |sentence: Sentence, (index, action): (usize, &Action)| {
        let separator = match index {
            0 => "",
            _ if index == last => " and ",
            _ => ", ",
        };
        let sentence = sentence.words(separator).code(&action.name);
        if action.is_guessed { sentence.words(" (derived from its name)") } else { sentence }
    };
    let start = Sentence::new("This operation needs ");
    let sentence = match actions.as_slice() {
        [] => start.words("no permission."),
        _ => actions.iter().enumerate().fold(start, item).words("."),
    };
    Docs::from("# Permissions").then(sentence.into())
}

/// The constant of an operation's input.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    let Permissions { actions } = operation.permissions.as_ref()?;
    let names = actions.iter().map(|action| &action.name);
    Some(quote! {
        /// The IAM actions that a caller must be allowed to perform.
        pub const IAM_ACTIONS: &'static [&'static str] = &[#(#names),*];
    })
}
