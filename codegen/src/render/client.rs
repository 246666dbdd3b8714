//! The modules `client` and `blocking`: a client each, with a function for every operation, for the pages
//! of every paginated operation, and for every waiter.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::gate;
use super::imports::{Import, Imports, Root, client_path};
use super::item::{attributes, docs, ident, inner_docs};
use super::types::unused_imports;
use crate::config::Layout;
use crate::docs::{Docs, Sentence};
use crate::ir::{Crate, Item, Operation, Waiter};

/// The module `client`: the asynchronous client, if there is one.
pub(super) fn client(emitted: &Crate, layout: Layout) -> Option<TokenStream> {
    if !layout.has_client() {
        return None;
    }
    let title = &emitted.title;
    let summary = || Sentence::new("A client of ").text(title);
    let of_client = Docs::from(summary().words(": a function for each operation."))
        .then(CLONES.into())
        .then(if emitted.waiters.is_empty() { Docs::default() } else { WAITERS.into() })
        .then(ERRORS.into());
    let of_module = summary().words(".").into();
    Some(Client::new(emitted, Style::Async).module(of_module, &of_client))
}

/// The module `blocking`: the client whose functions block the thread, if there is one.
pub(super) fn blocking(emitted: &Crate, layout: Layout) -> Option<TokenStream> {
    if !layout.has_blocking_client() {
        return None;
    }
    let title = &emitted.title;
    let summary = || Sentence::new("A client of ").text(title).words(" that blocks the thread");
    let of_client = Docs::from(summary().words(
        ": the functions of [`Client`](super::Client), which return when the call has ended.",
    ));
    let of_module = summary().words(".").into();
    Some(Client::new(emitted, Style::Blocking).module(of_module, &of_client))
}

const CLONES: &str = "\
Cloning it is cheap: the clones share connections, credentials and what is known about retries.";

const WAITERS: &str = "\
The functions that start with `wait_until_` call an operation until a resource has a state. No call
starts after `max_wait`; one that has started may finish.";

const ERRORS: &str = "\
# Errors

A call fails with a [`CallError`]: the service returned an error ([`CallError::Service`], with the
error type of the operation), the input cannot be sent, there is no endpoint or there are no
credentials, the exchange failed or timed out, or the response cannot be read.";

/// Which of the two clients a module has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Async,
    Blocking,
}

/// A client while its module is rendered.
struct Client<'c> {
    emitted: &'c Crate,
    style: Style,
    /// The names that several operations have, each in a module of its own: `E2` and `E_2` are `E2`.
    shared_names: BTreeSet<&'c str>,
    imports: Imports,
}

/// The types of an operation, as the module names them.
struct Types {
    input: TokenStream,
    output: TokenStream,
    error: TokenStream,
}

impl<'c> Client<'c> {
    fn new(emitted: &'c Crate, style: Style) -> Self {
        let mut seen = BTreeSet::new();
        let names = emitted.operations.iter().map(|operation| operation.item.name.as_str());
        let shared_names = names.filter(|name| !seen.insert(*name)).collect();
        let imports = Imports::new(Root::Parent).with_features(emitted);
        Self { emitted, style, shared_names, imports }
    }

    fn module(self, of_module: Docs, of_client: &Docs) -> TokenStream {
        let (inner, outer) = (inner_docs(of_module), docs(of_client));
        let runtime = self.runtime();
        let common = self.common();
        let operations = self.emitted.operations.iter().map(|operation| self.operation(operation));
        let pages = self.emitted.operations.iter().filter_map(|operation| self.pages(operation));
        let waiters = self.emitted.waiters.iter().filter_map(|waiter| self.waiter(waiter));
        let functions: TokenStream = operations.chain(pages).chain(waiters).collect();
        // An error of a waiter holds the last output. The lint does not look into futures.
        let returns_outputs = self.style == Style::Blocking && !self.emitted.waiters.is_empty();
        let allow = returns_outputs.then(|| quote!(#![allow(clippy::result_large_err)]));
        let unused = unused_imports(self.emitted);
        let uses = self.imports.items();
        quote! {
            #inner
            #allow
            #unused

            #uses
            #outer
            #[derive(Clone, Debug)]
            pub struct Client(#runtime);

            impl Client {
                #common
                #functions
            }
        }
    }

    /// The path of the runtime's client that does the work.
    fn runtime(&self) -> TokenStream {
        let client = client_path();
        match self.style {
            Style::Async => quote!(#client::Client),
            Style::Blocking => quote!(#client::BlockingClient),
        }
    }

    /// `async`, for functions that are.
    fn is_async(&self) -> Option<TokenStream> {
        (self.style == Style::Async).then(|| quote!(async))
    }

    /// `.await`, after what an asynchronous function waits for.
    fn wait(&self) -> Option<TokenStream> {
        (self.style == Style::Async).then(|| quote!(.await))
    }

    /// The docs of a function: those of the blocking client lead to the asynchronous one.
    fn docs(&self, function: &str, of_async: impl Into<Docs>) -> Docs {
        match self.style {
            Style::Async => of_async.into(),
            Style::Blocking => {
                let function = format!("Client::{function}");
                Sentence::new("See ")
                    .item(&function, &format!("super::{function}"))
                    .words(".")
                    .into()
            }
        }
    }

    /// The functions that do not depend on the operations.
    fn common(&self) -> TokenStream {
        let (runtime, is_async, wait) = (self.runtime(), self.is_async(), self.wait());
        let name = |import| self.imports.name(import);
        let (service, config) = (name(Import::Service), name(Import::Config));
        let (options, error) = (name(Import::CallOptions), name(Import::CallError));
        let (operation, metadata) = (name(Import::Operation), name(Import::ResponseMetadata));
        let (duration, presigned) = (name(Import::Duration), name(Import::Presigned));
        let docs = |function, of_async: &'static str| docs(&self.docs(function, of_async));
        let (of_new, of_with) = (docs("new", NEW), docs("with", WITH));
        let of_call = docs("call_with_metadata", CALL_WITH_METADATA);
        let of_presigned = docs("presigned", PRESIGNED);
        quote! {
            #of_new
            #[must_use]
            pub fn new(config: #config) -> Self {
                Self(#runtime::new::<#service>(config))
            }

            #of_with
            #[must_use]
            pub fn with(&self, options: #options) -> Self {
                Self(self.0.with(options))
            }

            #of_call
            pub #is_async fn call_with_metadata<O: #operation<Service = #service>>(
                &self,
                input: O,
            ) -> Result<(O::Output, #metadata), #error<O::Error>> {
                self.0.call_with_metadata(input) #wait
            }

            #of_presigned
            pub #is_async fn presigned<O: #operation<Service = #service>>(
                &self,
                input: O,
                expires_in: #duration,
            ) -> #presigned<O> {
                self.0.presigned(input, expires_in) #wait
            }
        }
    }

    /// The types of an operation. The module imports them unless another operation has types of the
    /// same names.
    fn types(&self, operation: &Operation) -> Types {
        let is_shared = self.shared_names.contains(operation.item.name.as_str());
        let path = |name: &str| {
            if is_shared {
                let (module, name) = (ident(&operation.module), ident(name));
                return quote!(super::operation::#module::#name);
            }
            self.imports.of_operation(&operation.module, name).into_token_stream()
        };
        Types {
            input: path(&operation.input.item.name),
            output: path(&operation.output.item.name),
            error: path(&format!("{}Error", operation.item.name)),
        }
    }

    /// The condition of a function that calls an operation.
    fn gate(&self, operation: &Operation) -> Option<TokenStream> {
        self.emitted.feature_of(operation).map(|needed| gate::gate(&needed))
    }

    fn operation(&self, operation: &Operation) -> TokenStream {
        let Types { input, output, error } = self.types(operation);
        let (is_async, wait) = (self.is_async(), self.wait());
        let call_error = self.imports.name(Import::CallError);
        let name = ident(&operation.module);
        // The whole text stands on the input.
        let docs = operation.item.docs.first_sentence();
        let docs = docs.or(Sentence::new("Calls ").code(operation.id.name()).words("."));
        let docs = self.docs(&operation.module, docs);
        let attributes = attributes(&Item { docs, ..operation.item.clone() });
        let gate = self.gate(operation);
        quote! {
            #attributes
            #gate
            pub #is_async fn #name(&self, input: #input) -> Result<#output, #call_error<#error>> {
                self.0.call(input) #wait
            }
        }
    }

    fn pages(&self, operation: &Operation) -> Option<TokenStream> {
        let function = &operation.pagination.as_ref()?.function;
        let Types { input, error, .. } = self.types(operation);
        let call_error = self.imports.name(Import::CallError);
        let pages = self.imports.name(match self.style {
            Style::Async => Import::Pages,
            Style::Blocking => Import::BlockingPages,
        });
        let of_async = Sentence::new("Returns the pages of ")
            .item(&operation.module, &format!("Self::{}", operation.module))
            .words(".");
        let (docs, name) = (docs(&self.docs(function, of_async)), ident(function));
        let gate = self.gate(operation);
        Some(quote! {
            #docs
            #gate
            pub fn #name(&self, input: #input) -> #pages<#input, #call_error<#error>> {
                self.0.pages(input)
            }
        })
    }

    fn waiter(&self, waiter: &Waiter) -> Option<TokenStream> {
        let operation = self.emitted.operations.get(waiter.operation)?;
        let (Types { input, output, error }, gate) = (self.types(operation), self.gate(operation));
        let (is_async, wait) = (self.is_async(), self.wait());
        let name = |import| self.imports.name(import);
        let (waiters, duration) = (name(Import::Waiters), name(Import::Duration));
        let result = name(Import::WaitResult);
        let (function, state) = (ident(&waiter.function), ident(&waiter.item.name));
        let of_async = Sentence::new("Waits for ")
            .item(&waiter.item.name, &format!("{waiters}::{}", waiter.item.name))
            .words(".");
        let docs = docs(&self.docs(&waiter.function, of_async));
        Some(quote! {
            #docs
            #gate
            pub #is_async fn #function(
                &self,
                input: #input,
                max_wait: #duration,
            ) -> #result<#output, #error> {
                self.0.wait_until::<#waiters::#state>(input, max_wait) #wait
            }
        })
    }
}

const NEW: &str = "\
Creates a client from its configuration: endpoint, credentials, transport, retries, timeouts.";

const WITH: &str = "\
Returns this client with other options for its calls. What `options` leaves unset stays as it
is in this client.";

const CALL_WITH_METADATA: &str = "\
Calls the operation of an input. Returns the output with the status, the headers and the
request ids of the response.";

const PRESIGNED: &str = "\
Creates a presigned request, which has its signature in its URI: anyone who holds it can send
it until it expires, `expires_in` from now (1 second to 7 days). Nothing is sent.";
