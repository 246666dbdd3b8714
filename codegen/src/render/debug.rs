//! Renders a `Debug` that hides the sensitive members of a structure or union.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use crate::ir::{Structure, Union};

pub(super) fn structure(structure: &Structure) -> TokenStream {
    let name = ident(&structure.item.name);
    let text = structure.item.name.as_str();
    let fields = structure.members.iter().map(|member| {
        let field = ident(&member.item.name);
        let label = member.item.name.trim_start_matches("r#");
        if structure.sensitive || member.sensitive {
            quote!(.field(#label, &whitesmith_runtime::Redacted))
        } else {
            quote!(.field(#label, &self.#field))
        }
    });
    let metadata = structure.is_error.then(|| quote!(.field("metadata", &self.metadata)));
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text) #(#fields)* #metadata .finish()
            }
        }
    }
}

pub(super) fn union(union: &Union) -> TokenStream {
    let name = ident(&union.item.name);
    let arms = union.variants.iter().map(|variant| {
        let (variant_name, text) = (ident(&variant.item.name), variant.item.name.as_str());
        match &variant.value {
            None => quote!(Self::#variant_name => f.write_str(#text)),
            Some(_) if union.sensitive || variant.sensitive => {
                quote!(Self::#variant_name(_) => f.debug_tuple(#text).field(&whitesmith_runtime::Redacted).finish())
            }
            Some(_) => quote!(Self::#variant_name(value) => f.debug_tuple(#text).field(value).finish()),
        }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(tag) => f.debug_tuple("Unknown").field(tag).finish(),
                }
            }
        }
    }
}
