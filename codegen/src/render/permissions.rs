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
    let start = Sentence::new(if is_guessed(actions) {
        "This operation probably needs "
    } else {
        "This operation needs "
    });
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
    let docs = if is_guessed(actions) {
        quote! {
            /// The IAM actions that a caller probably must be allowed to perform.
            ///
            /// The model does not name the action of this operation. It is derived from the name of the operation.
        }
    } else {
        quote! {
            /// The IAM actions that a caller must be allowed to perform.
        }
    };
    Some(quote! {
        #docs
        pub const IAM_ACTIONS: &'static [&'static str] = &[#(#names),*];
    })
}

/// Whether the model does not name all actions.
fn is_guessed(actions: &[Action]) -> bool {
    actions.iter().any(|action| action.is_guessed)
}
