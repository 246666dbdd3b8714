//! Functions of emitted code that serialize one value.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{ElementName, XmlNamespace};

/// A function that writes a value.
pub(super) enum Written {
    /// Its path.
    Path(TokenStream),
    /// An expression that writes `value` to `w`.
    Call(TokenStream),
}

impl Written {
    /// An expression for a `fn(&mut Writer, &T)`.
    pub(super) fn function(self) -> TokenStream {
        match self {
            Self::Path(path) => path,
            Self::Call(call) => quote!(|w, value| #call),
        }
    }

    /// The function for a value that may be absent.
    pub(super) fn nullable(self) -> Self {
        let write = self.function();
        Self::Call(quote!(w.nullable(value, #write)))
    }

    /// The function for a value in an element with this name: it declares the namespace first.
    pub(super) fn within(self, element: Option<&ElementName>) -> Self {
        let Some(namespace) = element.and_then(|element| element.namespace.as_ref()) else {
            return self;
        };
        let declaration = declaration(namespace);
        let call = match self {
            Self::Path(path) => quote!(#path(w, value)),
            Self::Call(call) => call,
        };
        Self::Call(quote!({ w.#declaration; #call; }))
    }
}

/// The call that declares a namespace.
pub(in crate::render) fn declaration(namespace: &XmlNamespace) -> TokenStream {
    let uri = &namespace.uri;
    match &namespace.prefix {
        None => quote!(namespace(None, #uri)),
        Some(prefix) => quote!(namespace(Some(#prefix), #uri)),
    }
}
