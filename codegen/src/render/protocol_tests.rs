//! In: the tests that a model carries. Out: the file of tests of the emitted package. It sees the
//! package from outside, as its users do.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::{docs, ident, inner_docs};
use super::param::{self, Params};
use super::text::{literal, without_white_space};
use super::uses;
use crate::docs::Sentence;
use crate::ir::{Case, Crate, ExpectedRequest, MemberParam, Operation, ProtocolTest};

/// The file, if there are tests.
pub(super) fn protocol_tests(emitted: &Crate) -> Option<TokenStream> {
    let cases = &emitted.protocol_tests.cases;
    if cases.is_empty() {
        return None;
    }
    let params = Params::new(emitted);
    let items: TokenStream = cases.iter().filter_map(|case| test(case, emitted, &params)).collect();
    let docs = inner_docs(
        Sentence::new("The tests that the model of ")
            .text(&emitted.title)
            .words(" carries for its protocol."),
    );
    let uses = uses::of_tests(&items, &emitted.name.replace('-', "_"));
    Some(quote! {
        #docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated)]

        #uses
        #items
    })
}

fn test(test: &ProtocolTest, emitted: &Crate, params: &Params<'_>) -> Option<TokenStream> {
    let operation = emitted.operations.get(test.operation)?;
    let statements = match &test.case {
        Case::Request { request, input } => self::request(test, request, input, operation, params),
        Case::Output { status, output } => self::output(test, *status, output, operation, params),
        Case::Error { status, error, members } => {
            let error = &emitted.errors.get(*error)?.structure;
            let response = response(test, *status);
            let (input, errors) = (path(operation, "Input"), path(operation, "Error"));
            let variant = ident(&error.item.name);
            let expected = param::error(error, members, params);
            quote! {
                let error = #response.error::<#input>();
                let #errors::#variant(error) = error else { panic!("it is another error: {error:?}") };
                #expected
                expected.metadata = error.metadata.clone();
                assert_same(&error, &expected);
            }
        }
    };
    let (docs, name) = (docs(&test.docs), ident(&test.name));
    Some(quote! {
        #docs
        #[test]
        fn #name() { #statements }
    })
}

/// The path of a type of an operation's module.
fn path(operation: &Operation, suffix: &str) -> TokenStream {
    let (module, name) =
        (ident(&operation.module), ident(&format!("{}{suffix}", operation.item.name)));
    quote!(operation::#module::#name)
}

fn request(
    test: &ProtocolTest,
    request: &ExpectedRequest,
    input: &[MemberParam],
    operation: &Operation,
    params: &Params<'_>,
) -> TokenStream {
    let value = params.structure(&path(operation, "Input"), &operation.input, input);
    let (method, uri) = (literal(&request.method), literal(&request.uri));
    let host = call("host", request.host.iter());
    let resolved = call("resolved_host", request.resolved_host.iter());
    let query = call("query", request.query.iter());
    let forbidden_query = call("forbid_query", request.forbidden_query.iter());
    let required_query = call("require_query", request.required_query.iter());
    let headers = headers(test);
    let forbidden = call("forbid_header", request.forbidden_headers.iter());
    let required = call("require_header", request.required_headers.iter());
    let body = if request.is_json {
        let compact = test.body.as_deref().map(without_white_space);
        call("json", compact.iter())
    } else {
        call("body", test.body.iter())
    };
    quote! {
        let input = #value;
        RequestTest::new(#method, #uri)
            #host #resolved #query #forbidden_query #required_query
            #headers #forbidden #required #body .check(input);
    }
}

fn output(
    test: &ProtocolTest,
    status: u16,
    output: &[MemberParam],
    operation: &Operation,
    params: &Params<'_>,
) -> TokenStream {
    let value = params.structure(&path(operation, "Output"), &operation.output, output);
    let (input, response) = (path(operation, "Input"), response(test, status));
    quote! {
        let output = #response.output::<#input>();
        let expected = #value;
        assert_same(&output, &expected);
    }
}

fn response(test: &ProtocolTest, status: u16) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    let (headers, body) = (headers(test), call("body", test.body.iter()));
    quote!(ResponseTest::new(#status) #headers #body)
}

fn headers(test: &ProtocolTest) -> TokenStream {
    let calls = test.headers.iter().map(|(name, value)| {
        let (name, value) = (literal(name), literal(value));
        quote!(.header(#name, #value))
    });
    calls.collect()
}

/// A call of a method for each text.
fn call<'t>(method: &str, texts: impl Iterator<Item = &'t String>) -> TokenStream {
    let method = ident(method);
    let calls = texts.map(|text| {
        let text = literal(text);
        quote!(.#method(#text))
    });
    calls.collect()
}
