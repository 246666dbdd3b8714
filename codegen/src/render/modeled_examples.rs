//! Renders the model's examples of an operation for the documentation of its input. Each is a call that
//! compiles.

use proc_macro2::TokenStream;
use quote::quote;

use super::example::attributes;
use super::imports::{Imports, Root};
use super::item::ident;
use super::param::{Params, Shapes, Style};
use super::rust_type::ModuleScope;
use crate::config::Layout;
use crate::docs::Docs;
use crate::format::format;
use crate::ir::{Crate, MemberParam, ModeledExample, Operation, Outcome};

/// The number of lines from which on code is collapsed in the pages of the documentation.
const LONG: usize = 60;

/// The section with the examples; empty if there are none.
pub(super) fn docs(
    operation: &Operation,
    emitted: &Crate,
    shapes: &Shapes<'_>,
    layout: Layout,
) -> Docs {
    if operation.examples.is_empty() {
        return Docs::default();
    }
    operation.examples.iter().fold(Docs::from("# Examples"), |docs, example| {
        let code = code(example, operation, emitted, shapes, layout);
        let is_long = code.lines().count() >= LONG;
        let code = Docs::example(attributes(layout, "no_run"), &code);
        let code = if is_long { collapsed(code) } else { code };
        docs.then(Docs::heading(2, &example.title)).then(example.docs.clone()).then(code)
    })
}

/// A block that readers of the page open.
fn collapsed(code: Docs) -> Docs {
    Docs::from("<details><summary>Show the code</summary>").then(code).then("</details>".into())
}

/// The code of an example. In a package it compiles to nothing without the feature `client`.
fn code(
    example: &ModeledExample,
    operation: &Operation,
    emitted: &Crate,
    shapes: &Shapes<'_>,
    layout: Layout,
) -> String {
    let imports = Imports::new(Root::Package(emitted.name.clone()));
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let params = Params { scope, shapes, style: Style::Documentation };
    let call = Call { operation, imports: &imports, params, layout };
    let (input, outcome) = (call.input(&example.input), call.outcome(&example.outcome));
    let (input, outcome) = (statements(&input), statements(&outcome));
    let uses = format(&imports.items());
    let package = emitted.name.replace('-', "_");
    let gate = match layout {
        Layout::Package => "# #[cfg(feature = \"client\")]\n",
        Layout::Module { .. } => "",
    };
    let client =
        if layout.has_client() { format!("client: {package}::Client") } else { String::new() };
    format!(
        "{gate}# async fn example({client}) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {uses}\n{input}{outcome}# Ok(())\n# }}"
    )
}

/// A call while its statements are rendered.
struct Call<'e, 'c> {
    operation: &'e Operation,
    imports: &'e Imports,
    params: Params<'e, 'c>,
    layout: Layout,
}

impl Call<'_, '_> {
    fn input(&self, members: &[MemberParam]) -> TokenStream {
        let structure = &self.operation.input;
        let name = self.imports.of_operation(&self.operation.module, &structure.item.name);
        let value = self.params.structure(&quote!(#name), structure, members);
        quote!(let input = #value;)
    }

    fn outcome(&self, outcome: &Outcome) -> TokenStream {
        let result = self.result();
        match outcome {
            Outcome::Success => quote!(#result?;),
            Outcome::Output(members) => {
                let structure = &self.operation.output;
                let name = self.imports.of_operation(&self.operation.module, &structure.item.name);
                let value = self.params.structure(&quote!(#name), structure, members);
                quote! {
                    let output = #result?;
                    let expected = #value;
                    assert_eq!(output, expected);
                }
            }
            Outcome::Error { error, members } => {
                let error = self.error(*error, members).unwrap_or_default();
                let service_error = self.service_error();
                quote! {
                    let error = #result.unwrap_err()#service_error;
                    #error
                }
            }
        }
    }

    /// Renders the call, whose value is a result.
    fn result(&self) -> TokenStream {
        if self.layout.has_client() {
            let function = ident(&self.operation.module);
            return quote!(client.#function(input).await);
        }
        let input =
            self.imports.of_operation(&self.operation.module, &self.operation.input.item.name);
        quote!(#input::parse(&send(input.request()?)))
    }

    /// Renders the conversion of the error of a call into that of the operation.
    fn service_error(&self) -> TokenStream {
        if self.layout.has_client() {
            quote!(.into_service_error())
        } else {
            quote!(.as_service().cloned().unwrap())
        }
    }

    /// Renders the statements that compare an error.
    fn error(&self, index: usize, members: &[MemberParam]) -> Option<TokenStream> {
        let listed = self.operation.errors.get(index)?;
        let structure = self.params.shapes.structures.get(&listed.type_name.id)?;
        let errors = format!("{}Error", self.operation.item.name);
        let errors = self.imports.of_operation(&self.operation.module, &errors);
        let variant = ident(&listed.variant);
        if members.is_empty() {
            return Some(quote!(assert!(matches!(error, #errors::#variant(_)));));
        }
        let fields = members.iter().filter_map(|given| {
            let member = structure.members.get(given.member)?;
            let (field, value) =
                (ident(&member.item.name), self.params.field(member, &given.param));
            Some(quote!(assert_eq!(error.#field, #value);))
        });
        Some(quote! {
            let #errors::#variant(error) = error else { panic!("{error}") };
            #(#fields)*
        })
    }
}

/// Formats statements as they stand in a function.
fn statements(statements: &TokenStream) -> String {
    let function = format(&quote!(async fn example() { #statements }));
    let lines = function.lines().skip(1).filter(|line| *line != "}");
    let mut text = String::new();
    for line in lines {
        text.push_str(line.strip_prefix("    ").unwrap_or(line));
        text.push('\n');
    }
    text
}
