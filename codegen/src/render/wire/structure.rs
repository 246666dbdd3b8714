//! The functions that read a structure from a body and write it to one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{read_members, write_members};
use crate::ir::{Field, Flows, Structure};
use crate::render::item::ident;
use crate::render::rust_type::ModuleScope;
use crate::render::structure::{Structures, zero_arguments};

/// The functions for the flows that reach the structure.
pub(in crate::render) fn functions(
    structure: &Structure,
    wire: &Flows<Option<Vec<Field>>>,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> Flows<Option<TokenStream>> {
    let read = wire.output.as_ref().map(|fields| read(structure, fields, structures, scope));
    let write = wire.input.as_ref().map(|fields| write(structure, fields, scope));
    Flows { input: write, output: read }
}

fn read(
    structure: &Structure,
    fields: &[Field],
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let visibility = scope.visibility();
    let (reader, read) = (scope.reader(), ident(scope.codecs().output.read()));
    if structure.members.is_empty() {
        return quote! {
            #visibility fn #read(r: &mut #reader<'_>) -> Self {
                r.object(|r, _| r.skip());
                Self::new()
            }
        };
    }
    let zero = zero_arguments(structure, structures, scope);
    let arms = read_members(scope, "value", &structure.members, fields);
    quote! {
        #visibility fn #read(r: &mut #reader<'_>) -> Self {
            let mut value = Self::new(#(#zero),*);
            r.object(|r, key| match key { #arms });
            value
        }
    }
}

fn write(structure: &Structure, fields: &[Field], scope: ModuleScope<'_>) -> TokenStream {
    let visibility = scope.visibility();
    let (writer, write) = (scope.writer(), ident(scope.codecs().input.write()));
    if structure.members.is_empty() {
        return quote! {
            #visibility fn #write(w: &mut #writer, _: &Self) {
                w.object(|_| {});
            }
        };
    }
    let statements = write_members(scope, "w", "value", &structure.members, fields);
    quote! {
        #visibility fn #write(w: &mut #writer, value: &Self) {
            w.object(|w| { #statements });
        }
    }
}
