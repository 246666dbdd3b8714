//! Renders the model's smoke tests as a test file of the emitted package: calls of the real service, which
//! run only if they are asked for.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Import, Imports, Root};
use super::item::{ident, inner_docs};
use super::param::{Params, Shapes, Style};
use super::rust_type::ModuleScope;
use super::text::literal;
use crate::docs::{Docs, Sentence};
use crate::ir::{Auth, Crate, Expected, Operation, SmokeTest, SmokeTestSetting, Vendor};

const OF_AWS: &str = "\
They call the service, with the region that each test names and the credentials and endpoint of the
environment:

```sh
cargo test --features smoke-tests -- --ignored
```";

const OF_OTHERS: &str = "\
They call the service. The endpoint and the credentials are those of environment variables, which
`config` names:

```sh
cargo test --features smoke-tests -- --ignored
```";

const WITH_FEATURES: &str = "\
They need the operations as well: `--features smoke-tests,operations`.";

const IGNORED: &str = "calls the service with real credentials";

/// Renders the file, if there are tests.
pub(super) fn smoke_tests(emitted: &Crate, shapes: &Shapes<'_>) -> Option<TokenStream> {
    if emitted.smoke_tests.is_empty() {
        return None;
    }
    let imports = Imports::new(Root::Package(emitted.name.clone()));
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let params = Params { scope, shapes, style: Style::Test };
    let tests = Tests { emitted, imports: &imports, params };
    let functions: TokenStream =
        emitted.smoke_tests.iter().filter_map(|test| tests.test(test)).collect();
    let config = tests.config();
    let usage = match emitted.service.vendor {
        Vendor::Aws => OF_AWS,
        Vendor::None => OF_OTHERS,
    };
    let docs = Docs::from(Sentence::new("The smoke tests of ").text(&emitted.title).words("."));
    let features = emitted.features.as_ref().map(|_| Docs::from(WITH_FEATURES));
    let docs = inner_docs(docs.then(usage.into()).then(features.unwrap_or_default()));
    let client_context = tests.client_context();
    let uses = imports.items();
    Some(quote! {
        #docs
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![allow(deprecated)]

        #client_context
        #uses
        #config
        #functions
    })
}

/// The context of a crate's tests.
struct Tests<'t, 'c> {
    emitted: &'t Crate,
    imports: &'t Imports,
    params: Params<'t, 'c>,
}

impl Tests<'_, '_> {
    fn test(&self, test: &SmokeTest) -> Option<TokenStream> {
        let operation = self.emitted.operations.get(test.operation)?;
        let settings: TokenStream =
            test.settings.iter().filter_map(|setting| self.setting(setting)).collect();
        let input = self.path(operation, &operation.input.item.name);
        let input = self.params.structure(&input, &operation.input, &test.input);
        let (client, config) = (self.imports.name(Import::BlockingClient), self.common());
        let name = ident(&test.name);
        let (function, expected) = (ident(&operation.module), self.expected(test, operation)?);
        Some(quote! {
            #[test]
            #[ignore = #IGNORED]
            fn #name() {
                let client = #client::new(#config #settings);
                let input = #input;
                let result = client.#function(input);
                #expected
            }
        })
    }

    /// Renders the assertion. The message of a failure has the result.
    fn expected(&self, test: &SmokeTest, operation: &Operation) -> Option<TokenStream> {
        let call_error = || self.imports.name(Import::CallError);
        Some(match test.expected {
            Expected::Output => quote!(assert!(result.is_ok(), "{result:?}");),
            Expected::AnyError => {
                let call_error = call_error();
                quote!(assert!(matches!(result, Err(#call_error::Service(_))), "{result:?}");)
            }
            Expected::Error(index) => {
                let call_error = call_error();
                let variant = ident(&operation.errors.get(index)?.variant);
                let errors = self.path(operation, &format!("{}Error", operation.item.name));
                quote! {
                    let Err(#call_error::Service(error)) = &result else { panic!("{result:?}") };
                    assert!(matches!(error, #errors::#variant(_)), "{error:?}");
                }
            }
        })
    }

    /// The path of a type in an operation's module.
    fn path(&self, operation: &Operation, name: &str) -> TokenStream {
        let operations = self.imports.name(Import::Operations);
        let (module, name) = (ident(&operation.module), ident(name));
        quote!(#operations::#module::#name)
    }

    fn setting(&self, setting: &SmokeTestSetting) -> Option<TokenStream> {
        Some(match setting {
            SmokeTestSetting::Region(region) => {
                let region = literal(region);
                quote!(.region(#region))
            }
            SmokeTestSetting::EndpointUrl(url) => {
                let url = literal(url);
                quote!(.endpoint_url(#url))
            }
            SmokeTestSetting::UseFips => quote!(.use_fips(true)),
            SmokeTestSetting::UseDualStack => quote!(.use_dual_stack(true)),
            SmokeTestSetting::ClientContext { setting, value } => {
                let setting = ident(&self.emitted.endpoints.settings.get(*setting)?.item.name);
                quote!(.#setting(#value))
            }
        })
    }

    /// The trait of the settings that only this service has, if a test sets one of them.
    fn client_context(&self) -> Option<TokenStream> {
        let mut settings = self.emitted.smoke_tests.iter().flat_map(|test| &test.settings);
        let is_of_service =
            |setting: &SmokeTestSetting| matches!(setting, SmokeTestSetting::ClientContext { .. });
        let package = ident(&self.emitted.name.replace('-', "_"));
        settings.any(is_of_service).then(|| quote!(use #package::ClientContextParams as _;))
    }

    /// Renders the configuration that the tests have in common.
    fn common(&self) -> TokenStream {
        match self.emitted.service.vendor {
            Vendor::Aws => {
                let config = self.imports.name(Import::Config);
                quote!(#config::from_env())
            }
            Vendor::None => quote!(config()),
        }
    }

    /// Renders the function that makes this configuration from environment variables, unless the runtime
    /// has it.
    fn config(&self) -> TokenStream {
        let settings = match self.emitted.service.vendor {
            Vendor::Aws => return TokenStream::new(),
            Vendor::None => self.settings_of_environment(),
        };
        let config = self.imports.name(Import::Config);
        let calls = settings.iter().map(|(function, variables)| {
            let function = ident(function);
            quote!(.#function(#(variable(#variables)),*))
        });
        let variable = (!settings.is_empty()).then(|| {
            quote! {
                fn variable(name: &str) -> String {
                    std::env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"))
                }
            }
        });
        quote! {
            fn config() -> #config { #config::new() #(#calls)* }
            #variable
        }
    }

    /// The settings that the environment has for a service that is not of AWS, with their variables.
    fn settings_of_environment(&self) -> Vec<(&'static str, &'static [&'static str])> {
        let of_service = self.emitted.service.auth.iter();
        let of_operations = self
            .emitted
            .smoke_tests
            .iter()
            .filter_map(|test| self.emitted.operations.get(test.operation)?.auth.as_ref());
        let schemes: Vec<&Auth> = of_service.chain(of_operations.flatten()).collect();
        let has = |is: fn(&Auth) -> bool| schemes.iter().any(|scheme| is(scheme));
        let is_api_key =
            |auth: &Auth| matches!(auth, Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. });
        let settings: [(bool, &'static str, &'static [&'static str]); 4] = [
            (!self.emitted.endpoints.has_rules, "endpoint_url", &["ENDPOINT_URL"]),
            (has(|auth| matches!(auth, Auth::Bearer)), "bearer_token", &["BEARER_TOKEN"]),
            (has(is_api_key), "api_key", &["API_KEY"]),
            (
                has(|auth| matches!(auth, Auth::Basic)),
                "basic_auth",
                &["BASIC_AUTH_USER", "BASIC_AUTH_PASSWORD"],
            ),
        ];
        let needed = settings.into_iter().filter(|(needed, _, _)| *needed);
        needed.map(|(_, function, variables)| (function, variables)).collect()
    }
}
