//! In: a union. Out: the Rust enum, and what reads and writes it.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::{attributes, attributes_or, ident};
use super::rust_type::ModuleScope;
use super::{codec, debug};
use crate::ir::{Field, Flows, Union, UnionVariant};

/// A union of the `types` module.
pub(super) fn union(
    union: &Union,
    wire: &Flows<Option<Vec<Field>>>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let name = ident(&union.item.name);
    let attributes = attributes_or(&union.item, "One of several values.");
    let variants = union.variants.iter().map(|one| variant(one, scope));
    let has_secrets = union.sensitive || union.variants.iter().any(|variant| variant.sensitive);
    let derived_debug = if has_secrets { None } else { Some(quote!(Debug,)) };
    let manual_debug = has_secrets.then(|| debug::union(union));
    let read = wire.output.as_ref().map(|fields| read(union, fields, scope));
    let write = wire.input.as_ref().map(|fields| write(union, fields, scope));
    quote! {
        #attributes
        #[derive(Clone, #derived_debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that this crate does not know: its name on the wire.
            Unknown(String),
        }
        #manual_debug
        impl #name {
            #read
            #write
        }
    }
}

fn variant(variant: &UnionVariant, scope: ModuleScope<'_>) -> TokenStream {
    let (attributes, name) = (attributes(&variant.item), ident(&variant.item.name));
    match &variant.value {
        None => quote!(#attributes #name),
        Some(value) => {
            let value = scope.value(value);
            if variant.boxed {
                quote!(#attributes #name(Box<#value>))
            } else {
                quote!(#attributes #name(#value))
            }
        }
    }
}

fn read(union: &Union, fields: &[Field], scope: ModuleScope<'_>) -> TokenStream {
    let reader = scope.import(Import::Reader);
    let arms = fields.iter().filter_map(|field| {
        let variant = union.variants.get(field.member)?;
        let (wire_name, name) = (&field.name, ident(&variant.item.name));
        Some(match &variant.value {
            None => quote! {
                #wire_name => {
                    r.skip();
                    value = Self::#name;
                }
            },
            Some(inner) => {
                let read = codec::reader(scope, inner, &field.encoding);
                let read = quote!(r.value(#read));
                let read = if variant.boxed { quote!(Box::new(#read)) } else { read };
                quote!(#wire_name => value = Self::#name(#read),)
            }
        })
    });
    quote! {
        pub(crate) fn read_json(r: &mut #reader<'_>) -> Self {
            let mut value = Self::Unknown(String::new());
            r.union(|r, key| match key {
                #(#arms)*
                _ => {
                    r.skip();
                    value = Self::Unknown(key.to_owned());
                }
            });
            value
        }
    }
}

fn write(union: &Union, fields: &[Field], scope: ModuleScope<'_>) -> TokenStream {
    let writer = scope.import(Import::Writer);
    let arms = fields.iter().filter_map(|field| {
        let variant = union.variants.get(field.member)?;
        let (wire_name, name) = (&field.name, ident(&variant.item.name));
        Some(match &variant.value {
            None => quote!(Self::#name => w.field(#wire_name, &(), |w, ()| w.object(|_| {})),),
            Some(inner) => {
                let write = codec::writer(scope, inner, &field.encoding);
                let value = if variant.boxed { quote!(&**value) } else { quote!(value) };
                quote!(Self::#name(value) => w.field(#wire_name, #value, #write),)
            }
        })
    });
    quote! {
        pub(crate) fn write_json(w: &mut #writer, value: &Self) {
            w.object(|w| match value {
                #(#arms)*
                Self::Unknown(tag) => w.fail(tag, "is a member of a union that this crate does not know"),
            });
        }
    }
}
