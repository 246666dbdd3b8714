//! Names the variables that an expression can use, and records which ones it uses.

use std::cell::Cell;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::super::imports::Import;
use super::super::item::ident;
use super::super::rust_type::ModuleScope;

/// The module of an expression, and the variables `input` and `output`.
pub(in super::super) struct Roots<'m> {
    pub(super) scope: ModuleScope<'m>,
    /// Whether the expression uses `input`.
    pub(in super::super) input: Cell<bool>,
    /// Whether the expression uses `output`.
    pub(in super::super) output: Cell<bool>,
    /// Whether the expression calls `flatten`.
    pub(in super::super) flattens: Cell<bool>,
}

impl<'m> Roots<'m> {
    pub(in super::super) fn new(scope: ModuleScope<'m>) -> Self {
        let no = || Cell::new(false);
        Self { scope, input: no(), output: no(), flattens: no() }
    }

    /// The variable outside of closures: `self`, if the expression is over an input that is not in
    /// `input`.
    pub(super) fn root(&self) -> Variable<'_> {
        self.variable("self")
    }

    /// The variable of a closure.
    pub(super) fn variable(&self, name: &'static str) -> Variable<'_> {
        Variable { roots: self, name, used: Cell::new(false) }
    }
}

/// The variable of the closure around an expression. Rendering its name marks it as used; an unused
/// one is rendered as `_`.
pub(super) struct Variable<'r> {
    pub(super) roots: &'r Roots<'r>,
    name: &'static str,
    used: Cell<bool>,
}

impl Variable<'_> {
    pub(super) fn input(&self) -> TokenStream {
        self.roots.input.set(true);
        quote!(input)
    }

    pub(super) fn output(&self) -> TokenStream {
        self.roots.output.set(true);
        quote!(output)
    }

    /// The runtime's module of functions.
    pub(super) fn acceptor(&self) -> TokenStream {
        self.roots.scope.import(Import::Acceptor).to_token_stream()
    }

    /// Renders a call of `flatten`.
    pub(super) fn flatten(&self) -> TokenStream {
        self.roots.flattens.set(true);
        quote!(.flatten())
    }

    /// The parameter of the closure: `_` if its body, which must have been rendered, does not use
    /// it.
    pub(super) fn parameter(&self) -> Ident {
        ident(if self.used.get() { self.name } else { "_" })
    }

    /// The name of a variable for the value of a field, in a closure that may also use the roots
    /// and this variable.
    pub(super) fn named_after(&self, field: Option<&str>) -> Ident {
        let is_taken = |name: &str| matches!(name, "input" | "output") || name == self.name;
        match field {
            Some(field) if !is_taken(field) => ident(field),
            _ if is_taken("value") => ident("inner"),
            _ => ident("value"),
        }
    }
}

impl ToTokens for Variable<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.used.set(true);
        ident(self.name).to_tokens(tokens);
    }
}
