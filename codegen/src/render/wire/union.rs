//! The functions that read a union from a body and write it to one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{flat_element_reader, insert, reader as reader_of, write_value};
use crate::ir::{Field, FieldPlace, Flows, Type, Union};
use crate::render::item::ident;
use crate::render::rust_type::ModuleScope;

/// The functions for the flows that reach the union.
pub(in crate::render) fn functions(
    union: &Union,
    wire: &Flows<Option<Vec<Field>>>,
    scope: ModuleScope<'_>,
) -> Flows<Option<TokenStream>> {
    let read = wire.output.as_ref().map(|fields| read(union, fields, scope));
    let write = wire.input.as_ref().map(|fields| write(union, fields, scope));
    Flows { input: write, output: read }
}

fn read(union: &Union, fields: &[Field], scope: ModuleScope<'_>) -> TokenStream {
    let visibility = scope.visibility();
    let (reader, read_name) = (scope.reader(), ident(scope.codecs().output.read()));
    let arms = fields.iter().filter_map(|field| {
        let variant = union.variants.get(field.member)?;
        let (wire_name, name) = (&field.name.name, ident(&variant.item.name));
        Some(match &variant.value {
            None => quote! {
                #wire_name => {
                    r.skip();
                    value = Self::#name;
                }
            },
            Some(inner) if field.place == FieldPlace::Flattened => {
                flattened(&quote!(Self::#name), inner, field, scope)
            }
            Some(inner) => {
                let read = reader_of(scope, inner, &field.encoding);
                let read = quote!(r.value(#read));
                let read = if variant.boxed { quote!(Box::new(#read)) } else { read };
                quote!(#wire_name => value = Self::#name(#read),)
            }
        })
    });
    quote! {
        #visibility fn #read_name(r: &mut #reader<'_>) -> Self {
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

/// The match arm that adds an element of a flattened list, or an entry of a flattened map, to a variant.
fn flattened(
    variant: &TokenStream,
    inner: &Type,
    field: &Field,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let wire_name = &field.name.name;
    let add = match inner {
        Type::Map(_, element) => insert(&quote!(all), scope, element, &field.encoding),
        Type::List(element) => {
            let read = flat_element_reader(scope, element, &field.encoding);
            quote!(push(all, #read))
        }
        _ => quote!(skip()),
    };
    quote! {
        #wire_name => {
            if !matches!(value, #variant(_)) {
                value = #variant(Default::default());
            }
            if let #variant(all) = &mut value {
                r.#add;
            }
        }
    }
}

fn write(union: &Union, fields: &[Field], scope: ModuleScope<'_>) -> TokenStream {
    let visibility = scope.visibility();
    let (writer, write_name) = (scope.writer(), ident(scope.codecs().input.write()));
    let arms = fields.iter().filter_map(|field| {
        let variant = union.variants.get(field.member)?;
        let (wire_name, name) = (&field.name.name, ident(&variant.item.name));
        Some(match &variant.value {
            None => quote!(Self::#name => w.field(#wire_name, &(), |w, ()| w.object(|_| {})),),
            Some(inner) => {
                let value = if variant.boxed { quote!(&**value) } else { quote!(value) };
                let call = write_value(scope, field, inner, &value);
                quote!(Self::#name(value) => w.#call,)
            }
        })
    });
    quote! {
        #visibility fn #write_name(w: &mut #writer, value: &Self) {
            w.object(|w| match value {
                #(#arms)*
                Self::Unknown(tag) => w.fail(tag, "is a member of a union that this crate does not know"),
            });
        }
    }
}
