//! The module `client_context`: the settings of a client that only this service has.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Import, Imports, Root};
use super::item::{attributes_or, docs, ident, inner_docs};
use crate::config::Layout;
use crate::docs::{Docs, Sentence};
use crate::ir::Crate;
use crate::ir::endpoint::{ClientSetting, ParameterKind};

/// Whether the code has the module.
pub(super) fn exists(emitted: &Crate, layout: Layout) -> bool {
    layout.has_client() && !emitted.endpoints.settings.is_empty()
}

/// The module, if the service has such settings.
pub(super) fn client_context(emitted: &Crate, layout: Layout) -> Option<TokenStream> {
    if !exists(emitted, layout) {
        return None;
    }
    let title = || Sentence::new("The settings of a client that only ").text(&emitted.title);
    let of_module = inner_docs(title().words(" has."));
    let of_trait: Docs = title().words(" has, as functions of [`Config`].").into();
    let of_trait = docs(&of_trait);
    let imports = Imports::new(Root::Parent);
    let config = imports.name(Import::Config);
    let settings = &emitted.endpoints.settings;
    let declarations = settings.iter().map(|setting| {
        let (attributes, signature) = (attributes_or(&setting.item, DOCS), signature(setting));
        quote!(#attributes #[must_use] #signature;)
    });
    let functions = settings.iter().map(|setting| {
        let (signature, name, param) =
            (signature(setting), ident(&setting.item.name), &setting.param);
        let value = match setting.kind {
            ParameterKind::Bool | ParameterKind::TextList => quote!(#name),
            ParameterKind::Text => quote!(#name.into()),
        };
        quote!(#signature { self.client_context(#param, #value) })
    });
    let uses = imports.items();
    Some(quote! {
        #of_module
        #uses
        #of_trait
        pub trait ClientContextParams: Sized { #(#declarations)* }

        impl ClientContextParams for #config { #(#functions)* }
    })
}

const DOCS: &str = "Sets a parameter of the endpoint rules.";

/// The signature of a setting's function.
fn signature(setting: &ClientSetting) -> TokenStream {
    let name = ident(&setting.item.name);
    let kind = match setting.kind {
        ParameterKind::Bool => quote!(bool),
        ParameterKind::Text => quote!(impl Into<String>),
        ParameterKind::TextList => quote!(Vec<String>),
    };
    quote!(fn #name(self, #name: #kind) -> Self)
}
