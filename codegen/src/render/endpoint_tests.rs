//! Renders the model's endpoint tests as a test file of the emitted package, which uses its public
//! API.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoint::{FunctionScope, constant, endpoint};
use super::imports::{Imports, Root};
use super::item::{docs, ident, inner_docs};
use super::text::literal;
use crate::docs::{Docs, Sentence};
use crate::ir::Crate;
use crate::ir::endpoint::{Constant, EndpointParam, EndpointTest, ParamPresence};

/// The note for users whose endpoint tests fail.
const PARTITIONS: &str = "\
Models from before September 2025 may expect the AWS partitions of their time. Set the variable
`WHITESMITH_PARTITIONS` to `2025-04` to run these tests with them.";

/// Renders the file, if there are tests.
pub(super) fn endpoint_tests(emitted: &Crate) -> Option<TokenStream> {
    let tests = &emitted.endpoints.tests;
    if tests.is_empty() {
        return None;
    }
    let items: Vec<TokenStream> = tests.iter().map(|test| self::test(test, emitted)).collect();
    let expected = || tests.iter().map(|test| test.expected.as_ref());
    let has_schemes = expected().flatten().any(|endpoint| !endpoint.auth_schemes.is_empty());
    let schemes = has_schemes.then(|| quote!(AuthScheme,));
    let package = ident(&emitted.name.replace('-', "_"));
    let docs = Docs::from(
        Sentence::new("The endpoint tests of the model of ").text(&emitted.title).words("."),
    );
    let docs = inner_docs(docs.then(PARTITIONS.into()));
    Some(quote! {
        #docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated, clippy::field_reassign_with_default)]

        use #package::endpoint::{#schemes Endpoint, EndpointError, Params, resolve};
        #(#items)*

        #[track_caller]
        fn check(params: &Params, expected: Result<Endpoint, EndpointError>) {
            assert_eq!(resolve(params), expected);
        }
    })
}

fn test(test: &EndpointTest, emitted: &Crate) -> TokenStream {
    let values: Vec<_> = test
        .params
        .iter()
        .filter_map(|(index, value)| Some((emitted.endpoints.params.get(*index)?, value)))
        .filter(|(param, value)| param.presence != ParamPresence::Default((*value).clone()))
        .map(|(param, value)| assignment(param, value))
        .collect();
    let mutable = (!values.is_empty()).then(|| quote!(mut));
    let expected = match &test.expected {
        Ok(value) => {
            let value = endpoint(
                value,
                &FunctionScope::of_constants(
                    &emitted.endpoints,
                    &Imports::new(Root::Package(emitted.name.clone())),
                ),
            );
            quote!(Ok(#value))
        }
        Err(message) => {
            let message = literal(message);
            quote!(Err(EndpointError::new(#message)))
        }
    };
    let (docs, name) = (docs(&test.docs), ident(&test.name));
    quote! {
        #docs
        #[test]
        fn #name() {
            let #mutable params = Params::default();
            #(#values)*
            check(&params, #expected);
        }
    }
}

fn assignment(param: &EndpointParam, value: &Constant) -> TokenStream {
    let (field, value) = (ident(&param.item.name), constant(value));
    match param.presence {
        ParamPresence::Optional | ParamPresence::Required => quote!(params.#field = Some(#value);),
        ParamPresence::Default(_) => quote!(params.#field = #value;),
    }
}
