//! Renders the module `waiter`, with a type for each waiter that implements `Waiter`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::expression::{self, Roots};
use super::gate;
use super::imports::{Import, Imports, Root};
use super::item::{attributes_or, ident, inner_docs};
use super::rust_type::ModuleScope;
use super::types::unused_imports;
use crate::docs::Sentence;
use crate::ir::{Acceptor, Condition, Crate, Matcher, State, Waiter};

/// Renders the module `waiter`, if there are waiters.
pub(super) fn waiters(emitted: &Crate) -> Option<TokenStream> {
    if emitted.waiters.is_empty() {
        return None;
    }
    let docs = inner_docs(Sentence::new("The waiters of ").text(&emitted.title).words("."));
    let imports = Imports::new(Root::Parent);
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let items: TokenStream =
        emitted.waiters.iter().filter_map(|item| waiter(item, emitted, scope)).collect();
    let uses = imports.items();
    let unused = unused_imports(emitted);
    Some(quote! {
        #docs
        #![allow(clippy::len_zero, clippy::map_flatten, clippy::nonminimal_bool)]
        #unused

        #uses
        #items
    })
}

fn waiter(waiter: &Waiter, emitted: &Crate, scope: ModuleScope<'_>) -> Option<TokenStream> {
    let operation = emitted.operations.get(waiter.operation)?;
    let needed = emitted.feature_of(operation);
    let (name, model_name) = (ident(&waiter.item.name), &waiter.model_name);
    let default = Sentence::new("Waits for the state ").code(model_name).words(" by calling ");
    let default = default.code(operation.id.name()).words(".");
    let attributes = attributes_or(&waiter.item, default);
    let (module, input) = (ident(&operation.module), ident(&operation.input.item.name));
    let (min, max) = (seconds(waiter.min_delay, scope), seconds(waiter.max_delay, scope));
    let (waiter_trait, operations) =
        (scope.import(Import::Waiter), scope.import(Import::Operations));
    let (polled, state) = (scope.import(Import::Polled), scope.import(Import::WaiterState));
    let duration = scope.import(Import::Duration);
    let roots = Roots::new(scope);
    let arms: TokenStream =
        waiter.acceptors.iter().map(|acceptor| arm(acceptor, scope, &roots)).collect();
    let parameter = ident(if roots.input.get() { "input" } else { "_" });
    let otherwise = (!is_complete(&waiter.acceptors)).then(|| quote!(_ => None,));
    let items = quote! {
        #attributes
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct #name;

        impl #waiter_trait for #name {
            type Operation = #operations::#module::#input;
            const NAME: &'static str = #model_name;
            const MIN_DELAY: #duration = #min;
            const MAX_DELAY: #duration = #max;

            fn check(#parameter: &Self::Operation, polled: #polled<'_, Self>) -> Option<#state> {
                match polled {
                    #arms
                    #otherwise
                }
            }
        }
    };
    Some(match needed {
        Some(needed) => gate::each(&gate::gate(&needed), items),
        None => items,
    })
}

fn seconds(seconds: u32, scope: ModuleScope<'_>) -> TokenStream {
    let (duration, seconds) = (scope.import(Import::Duration), Literal::u32_unsuffixed(seconds));
    quote!(#duration::from_secs(#seconds))
}

/// Whether acceptors match every output and every error.
fn is_complete(acceptors: &[Acceptor]) -> bool {
    let has =
        |wanted: fn(&Matcher) -> bool| acceptors.iter().any(|acceptor| wanted(&acceptor.matcher));
    has(|matcher| matches!(matcher, Matcher::Output))
        && has(|matcher| matches!(matcher, Matcher::Error))
}

fn arm(acceptor: &Acceptor, scope: ModuleScope<'_>, roots: &Roots<'_>) -> TokenStream {
    let pattern = match &acceptor.matcher {
        Matcher::Output => quote!(Ok(_)),
        Matcher::Error => quote!(Err(_)),
        Matcher::Codes(codes) => {
            let codes = codes.iter();
            quote!(Err(Some(#(#codes)|*)))
        }
        Matcher::Holds(condition) => {
            roots.output.set(false);
            let condition = self::condition(condition, scope, roots);
            let output = ident(if roots.output.get() { "output" } else { "_" });
            quote!(Ok(#output) if #condition)
        }
    };
    let state = match acceptor.state {
        State::Success => quote!(Success),
        State::Failure => quote!(Failure),
        State::Retry => quote!(Retry),
    };
    let states = scope.import(Import::WaiterState);
    quote!(#pattern => Some(#states::#state),)
}

fn condition(condition: &Condition, scope: ModuleScope<'_>, roots: &Roots<'_>) -> TokenStream {
    match condition {
        Condition::IsTrue(of) => expression::root(of, roots),
        Condition::BooleanEquals(of, expected) => expression::boolean_equals(of, *expected, roots),
        Condition::TextEquals(of, expected) => expression::text_equals(of, expected, roots),
        Condition::AllEqual(of, expected) => {
            let (acceptor, items) = (scope.import(Import::Acceptor), expression::items(of, roots));
            quote!(#acceptor::all_equal(#items, #expected))
        }
        Condition::AnyEquals(of, expected) => {
            let (acceptor, items) = (scope.import(Import::Acceptor), expression::items(of, roots));
            quote!(#acceptor::any_equals(#items, #expected))
        }
    }
}
