//! In: the waiters of a crate. Out: the module `waiter`: a type for each, which implements `Waiter`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::item::{attributes_or, ident, inner_docs};
use super::{query, uses};
use crate::docs::Sentence;
use crate::ir::{Acceptor, Condition, Crate, Matcher, State, Waiter};

/// The module `waiter`.
pub(super) fn waiters(emitted: &Crate) -> TokenStream {
    let docs = inner_docs(Sentence::new("States of ").text(&emitted.title).words(" to wait for."));
    let items: TokenStream =
        emitted.waiters.iter().filter_map(|item| waiter(item, emitted)).collect();
    let uses = uses::of_waiters(&items);
    quote! {
        #docs
        #![allow(clippy::len_zero, clippy::map_flatten, clippy::nonminimal_bool)]

        #uses
        #items
    }
}

fn waiter(waiter: &Waiter, emitted: &Crate) -> Option<TokenStream> {
    let operation = emitted.operations.get(waiter.operation)?;
    let (name, model_name) = (ident(&waiter.item.name), &waiter.model_name);
    let default = Sentence::new("The state ").code(model_name).words(", which ");
    let default = default.code(&operation.item.name).words(" tells of.");
    let attributes = attributes_or(&waiter.item, default);
    let (module, input) = (ident(&operation.module), ident(&operation.input.item.name));
    let (min, max) = (seconds(waiter.min_delay), seconds(waiter.max_delay));
    let arms: TokenStream = waiter.acceptors.iter().map(arm).collect();
    let parameter = if query::names(&arms, "input") { quote!(input) } else { quote!(_) };
    let otherwise = (!is_complete(&waiter.acceptors)).then(|| quote!(_ => None,));
    Some(quote! {
        #attributes
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct #name;

        impl Waiter for #name {
            type Operation = operation::#module::#input;
            const NAME: &'static str = #model_name;
            const MIN_DELAY: Duration = #min;
            const MAX_DELAY: Duration = #max;

            fn check(#parameter: &Self::Operation, polled: Polled<'_, Self>) -> Option<WaiterState> {
                match polled {
                    #arms
                    #otherwise
                }
            }
        }
    })
}

fn seconds(seconds: u32) -> TokenStream {
    let seconds = Literal::u32_unsuffixed(seconds);
    quote!(Duration::from_secs(#seconds))
}

/// Whether an acceptor takes every output, and one every error.
fn is_complete(acceptors: &[Acceptor]) -> bool {
    let has =
        |wanted: fn(&Matcher) -> bool| acceptors.iter().any(|acceptor| wanted(&acceptor.matcher));
    has(|matcher| matches!(matcher, Matcher::Output))
        && has(|matcher| matches!(matcher, Matcher::Error))
}

fn arm(acceptor: &Acceptor) -> TokenStream {
    let pattern = match &acceptor.matcher {
        Matcher::Output => quote!(Ok(_)),
        Matcher::Error => quote!(Err(_)),
        Matcher::Code(code) => quote!(Err(Some(#code))),
        Matcher::Holds(condition) => {
            let condition = self::condition(condition);
            let output =
                if query::names(&condition, "output") { quote!(output) } else { quote!(_) };
            quote!(Ok(#output) if #condition)
        }
    };
    let state = match acceptor.state {
        State::Success => quote!(Success),
        State::Failure => quote!(Failure),
        State::Retry => quote!(Retry),
    };
    quote!(#pattern => Some(WaiterState::#state),)
}

fn condition(condition: &Condition) -> TokenStream {
    match condition {
        Condition::IsTrue(of) => query::root(of),
        Condition::BooleanEquals(of, expected) => query::boolean_equals(of, *expected),
        Condition::TextEquals(of, expected) => query::text_equals(of, expected),
        Condition::AllEqual(of, expected) => {
            let items = query::items(of);
            quote!(acceptor::all_equal(#items, #expected))
        }
        Condition::AnyEquals(of, expected) => {
            let items = query::items(of);
            quote!(acceptor::any_equals(#items, #expected))
        }
    }
}
