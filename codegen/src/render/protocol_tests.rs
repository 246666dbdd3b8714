//! Renders the model's protocol tests as a test file of the emitted package, which uses its public
//! API.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint::constant;
use super::imports::{Import, Imports, Root};
use super::item::{docs, ident, inner_docs};
use super::param::{self, Params, Shapes, Style};
use super::rust_type::ModuleScope;
use super::text::literal;
use crate::docs::Sentence;
use crate::ir::endpoint::{BuiltIn, Constant};
use crate::ir::{
    Case, Crate, ExpectedRequest, MemberParam, Operation, ProtocolTest, Structure, TestBody,
};

/// Renders the file, if there are tests.
pub(super) fn protocol_tests(emitted: &Crate, shapes: &Shapes<'_>) -> Option<TokenStream> {
    let cases = &emitted.protocol_tests.cases;
    if cases.is_empty() {
        return None;
    }
    let imports = Imports::new(Root::Package(emitted.name.clone()));
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let params = Params { scope, shapes, style: Style::Test };
    let tests = Tests { emitted, scope, params };
    let items: TokenStream = cases.iter().filter_map(|case| tests.test(case)).collect();
    let docs = inner_docs(
        Sentence::new("The protocol tests of the model of ").text(&emitted.title).words("."),
    );
    let uses = imports.items();
    Some(quote! {
        #docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated)]

        #uses
        #items
    })
}

/// The context of a crate's tests.
struct Tests<'t, 'c> {
    emitted: &'t Crate,
    scope: ModuleScope<'t>,
    params: Params<'t, 'c>,
}

impl Tests<'_, '_> {
    fn test(&self, test: &ProtocolTest) -> Option<TokenStream> {
        let operation = self.emitted.operations.get(test.operation)?;
        let statements = match &test.case {
            Case::Request { request, input } => self.request(test, request, input, operation),
            Case::Output { status, output } => self.output(test, *status, output, operation),
            Case::Error { status, code, error, members } => {
                let error = &self.emitted.errors.get(*error)?.structure;
                let code = call("error_code", code.iter());
                let response = self.response(test, *status);
                self.error(&quote!(#response #code), error, members, operation)?
            }
        };
        let (docs, name) = (docs(&test.docs), ident(&test.name));
        Some(quote! {
            #docs
            #[test]
            fn #name() { #statements }
        })
    }

    /// The path of a type in an operation's module.
    fn path(&self, operation: &Operation, name: &str) -> TokenStream {
        let operations = self.scope.import(Import::Operations);
        let (module, name) = (ident(&operation.module), ident(name));
        quote!(#operations::#module::#name)
    }

    fn input(&self, operation: &Operation) -> TokenStream {
        self.path(operation, &operation.input.item.name)
    }

    fn request(
        &self,
        test: &ProtocolTest,
        request: &ExpectedRequest,
        input: &[MemberParam],
        operation: &Operation,
    ) -> TokenStream {
        let value = self.params.structure(&self.input(operation), &operation.input, input);
        let request_test = self.scope.import(Import::RequestTest);
        let (method, uri) = (literal(&request.method), literal(&request.uri));
        let endpoint = if request.built_ins.is_empty() {
            call("host", request.host.iter())
        } else {
            configured(&request.built_ins)
        };
        let resolved = call("resolved_host", request.resolved_host.iter());
        let query = call("query", request.query.iter());
        let forbidden_query = call("forbid_query", request.forbidden_query.iter());
        let required_query = call("require_query", request.required_query.iter());
        let headers = headers(test);
        let forbidden = call("forbid_header", request.forbidden_headers.iter());
        let required = call("require_header", request.required_headers.iter());
        let body = test.body.as_ref().map(body);
        quote! {
            let input = #value;
            #request_test::new(#method, #uri)
                #endpoint #resolved #query #forbidden_query #required_query
                #headers #forbidden #required #body .check(input);
        }
    }

    fn output(
        &self,
        test: &ProtocolTest,
        status: u16,
        output: &[MemberParam],
        operation: &Operation,
    ) -> TokenStream {
        let path = self.path(operation, &operation.output.item.name);
        let value = self.params.structure(&path, &operation.output, output);
        let (input, response) = (self.input(operation), self.response(test, status));
        let assert_same = self.scope.import(Import::AssertSame);
        quote! {
            let output = #response.output::<#input>();
            let expected = #value;
            #assert_same(&output, &expected);
        }
    }

    fn error(
        &self,
        response: &TokenStream,
        error: &Structure,
        members: &[MemberParam],
        operation: &Operation,
    ) -> Option<TokenStream> {
        let listed = operation.errors.iter().find(|listed| listed.type_name.id == error.id)?;
        let errors = self.path(operation, &format!("{}Error", operation.item.name));
        let input = self.input(operation);
        let variant = ident(&listed.variant);
        let expected = param::error(error, members, self.params);
        let assert_same = self.scope.import(Import::AssertSame);
        Some(quote! {
            let error = #response.error::<#input>();
            let #errors::#variant(error) = error else { panic!("it is another error: {error:?}") };
            #expected
            expected.metadata = error.metadata.clone();
            #assert_same(&error, &expected);
        })
    }

    fn response(&self, test: &ProtocolTest, status: u16) -> TokenStream {
        let response_test = self.scope.import(Import::ResponseTest);
        let status = proc_macro2::Literal::u16_unsuffixed(status);
        let (headers, body) = (headers(test), test.body.as_ref().map(body));
        quote!(#response_test::new(#status) #headers #body)
    }
}

/// Renders the call that sets the configuration to resolve the endpoint for.
fn configured(built_ins: &[(BuiltIn, Constant)]) -> TokenStream {
    let settings = built_ins.iter().map(|(built_in, value)| {
        let (field, value) = (ident(built_in.field), constant(value));
        let value = if built_in.optional { quote!(Some(#value)) } else { value };
        quote!(built_ins.#field = #value;)
    });
    quote!(.configured(|built_ins| { #(#settings)* }))
}

fn headers(test: &ProtocolTest) -> TokenStream {
    let calls = test.headers.iter().map(|(name, value)| {
        let (name, value) = (literal(name), literal(value));
        quote!(.header(#name, #value))
    });
    calls.collect()
}

fn body(TestBody { media_type, text }: &TestBody) -> TokenStream {
    let text = literal(text);
    match media_type {
        Some(media_type) => quote!(.typed_body(#media_type, #text)),
        None => quote!(.body(#text)),
    }
}

/// Renders a method call for each text.
fn call<'t>(method: &str, texts: impl Iterator<Item = &'t String>) -> TokenStream {
    let method = ident(method);
    let calls = texts.map(|text| {
        let text = literal(text);
        quote!(.#method(#text))
    });
    calls.collect()
}
