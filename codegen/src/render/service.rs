//! Renders the module `service`: what all operations have in common.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::{Import, Imports, Root};
use super::item::{self, ident, inner_docs};
use super::rust_type::ModuleScope;
use super::sessions;
use super::types::unused_imports;
use crate::docs::{Docs, Sentence};
use crate::ir::{Auth, Crate, Retries, Service};

/// The module `service`.
pub(super) fn service(emitted: &Crate) -> TokenStream {
    let Service { sdk_id, version, auth: ways, .. } = &emitted.service;
    let docs: Docs = Sentence::new("The service ")
        .text(&emitted.title)
        .words(": its name, auth schemes and endpoint rules.")
        .into();
    let (module_docs, docs) = (inner_docs(docs.clone()), item::docs(&docs));
    let imports = Imports::new(Root::Parent).with_features(emitted);
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let (auth, ways) = (scope.import(Import::Auth), auth(ways, scope));
    let facts = facts(&emitted.service, scope);
    let protocol = emitted.protocol.map(|protocol| {
        let name = ident(protocol.rules().type_name);
        quote!(type Protocol = whitesmith_runtime::protocol::#name;)
    });
    let sessions = emitted.service.sessions.as_ref();
    let unused = sessions.and_then(|_| unused_imports(emitted));
    let sessions = sessions.map(|sessions| sessions::constant(sessions, emitted, &imports, scope));
    let uses = imports.items();
    quote! {
        #module_docs
        #unused

        use super::endpoint::{self, Endpoint, EndpointError};
        #uses

        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct Service;

        impl whitesmith_runtime::Service for Service {
            const SDK_ID: &'static str = #sdk_id;
            const VERSION: &'static str = #version;
            const AUTH: &'static [#auth] = #ways;
            #facts
            #sessions
            #protocol
            type EndpointParams = endpoint::Params;

            fn endpoint(params: &endpoint::Params) -> Result<Endpoint, EndpointError> {
                endpoint::resolve(params)
            }
        }
    }
}

/// What holds for a service and not for most.
fn facts(service: &Service, scope: ModuleScope<'_>) -> TokenStream {
    let facts = [
        ("SENDS_CONTENT_SHA256", service.content_sha256),
        ("EXPECTS_CONTINUE", service.expect_continue),
    ];
    let facts = facts.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| {
        let name = ident(name);
        quote!(const #name: bool = true;)
    });
    let retries = service.retries.map(|Retries { max_attempts, transient_delay_millis }| {
        let attempts = Literal::u32_unsuffixed(max_attempts);
        let millis = Literal::u64_unsuffixed(transient_delay_millis);
        let duration = scope.import(Import::Duration);
        quote! {
            const MAX_ATTEMPTS: u32 = #attempts;
            const TRANSIENT_RETRY_DELAY: #duration = #duration::from_millis(#millis);
        }
    });
    quote!(#(#facts)* #retries)
}

/// The ways to authorize a request.
pub(super) fn auth(ways: &[Auth], scope: ModuleScope<'_>) -> TokenStream {
    let auth = scope.import(Import::Auth);
    let ways = ways.iter().map(|way| match way {
        Auth::SigV4 { service } => quote!(#auth::SigV4 { service: #service }),
        Auth::Bearer => quote!(#auth::Bearer),
        Auth::ApiKeyHeader { name, scheme: None } => {
            quote!(#auth::ApiKeyHeader { name: #name, scheme: None })
        }
        Auth::ApiKeyHeader { name, scheme: Some(scheme) } => {
            quote!(#auth::ApiKeyHeader { name: #name, scheme: Some(#scheme) })
        }
        Auth::ApiKeyQuery { name } => quote!(#auth::ApiKeyQuery { name: #name }),
        Auth::Basic => quote!(#auth::Basic),
        Auth::None => quote!(#auth::None),
    });
    quote!(&[#(#ways),*])
}
