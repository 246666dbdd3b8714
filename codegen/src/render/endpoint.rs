//! Renders the endpoint rules of a service as the module `endpoint`.

mod expression;
mod statement;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Import, Imports, Root};
use super::item::{attributes_or, docs, ident, inner_docs};
use super::text::literal;
use crate::docs::Sentence;
use crate::ir::Crate;
use crate::ir::endpoint::{
    BuiltIn, Constant, EndpointParam, Endpoints, Local, ParamPresence, RuleFunction, RuleType,
};

pub(super) use expression::FunctionScope;
pub(super) use value::endpoint;

/// Renders the module `endpoint`.
pub(super) fn module(emitted: &Crate) -> TokenStream {
    let endpoints = &emitted.endpoints;
    let docs = inner_docs(Sentence::new("The endpoint rules of ").text(&emitted.title).words("."));
    let params = params(endpoints, &emitted.title);
    let imports = Imports::new(Root::Parent);
    let functions = functions(endpoints, &imports);
    let uses = imports.items();
    quote! {
        #docs
        pub use whitesmith_runtime::endpoint::{AuthScheme, BuiltIns, Endpoint, EndpointError};
        #uses
        #params
        #functions
    }
}

fn params(endpoints: &Endpoints, title: &str) -> TokenStream {
    let docs = docs(
        &Sentence::new("The parameters of the endpoint rules of ").text(title).words(".").into(),
    );
    let fields = endpoints.params.iter().map(|param| {
        let attributes = attributes_or(&param.item, "A parameter of the endpoint rules.");
        let (name, kind) = (ident(&param.item.name), field_type(param));
        quote!(#attributes pub #name: #kind,)
    });
    let defaults = defaults(endpoints);
    let default = defaults.is_none().then(|| quote!(Default,));
    let from: Vec<_> = endpoints
        .params
        .iter()
        .filter_map(|param| {
            let (name, value) = (ident(&param.item.name), from_configuration(param)?);
            Some(quote!(#name: #value,))
        })
        .collect();
    let rest = (from.len() < endpoints.params.len()).then(|| quote!(..Self::default()));
    let argument = if from.is_empty() { quote!(_) } else { quote!(built_ins) };
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct Params { #(#fields)* }
        #defaults
        impl From<&BuiltIns> for Params {
            fn from(#argument: &BuiltIns) -> Self {
                Self { #(#from)* #rest }
            }
        }
    }
}

fn field_type(param: &EndpointParam) -> TokenStream {
    let kind = match param.kind {
        RuleType::Bool => quote!(bool),
        RuleType::TextList => quote!(Vec<String>),
        // Parameters are of three types.
        RuleType::Text
        | RuleType::Integer
        | RuleType::Partition
        | RuleType::Arn
        | RuleType::Url => quote!(String),
    };
    match param.presence {
        ParamPresence::Optional | ParamPresence::Required => quote!(Option<#kind>),
        ParamPresence::Default(_) => kind,
    }
}

/// Renders `impl Default`, if a default is not that of its type.
fn defaults(endpoints: &Endpoints) -> Option<TokenStream> {
    let is_plain = |param: &EndpointParam| match &param.presence {
        ParamPresence::Optional | ParamPresence::Required => true,
        ParamPresence::Default(default) => default.is_empty(),
    };
    if endpoints.params.iter().all(is_plain) {
        return None;
    }
    let fields = endpoints.params.iter().map(|param| {
        let name = ident(&param.item.name);
        let value = match &param.presence {
            ParamPresence::Optional | ParamPresence::Required => quote!(None),
            ParamPresence::Default(default) => constant(default),
        };
        quote!(#name: #value,)
    });
    Some(quote! {
        impl Default for Params {
            fn default() -> Self {
                Self { #(#fields)* }
            }
        }
    })
}

/// Renders a constant as an owned value.
pub(super) fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Bool(value) => quote!(#value),
        Constant::Text(text) if text.is_empty() => quote!(String::new()),
        Constant::Text(text) => {
            let text = literal(text);
            quote!(#text.to_owned())
        }
        Constant::TextList(texts) if texts.is_empty() => quote!(Vec::new()),
        Constant::TextList(texts) => {
            let texts = texts.iter().map(|text| {
                let text = literal(text);
                quote!(#text.to_owned())
            });
            quote!(vec![#(#texts),*])
        }
    }
}

/// The value of a parameter that the configuration of a client sets: that of its setting, else that of the
/// built-in, else the default.
fn from_configuration(param: &EndpointParam) -> Option<TokenStream> {
    let built_in = param.built_in.map(|built_in| from_built_in(param, built_in));
    if !param.is_setting {
        return built_in;
    }
    let name = &param.model_name;
    let setting = match param.kind {
        RuleType::Bool => quote!(built_ins.client_context.flag(#name)),
        RuleType::TextList => quote!(built_ins.client_context.text_list(#name)),
        RuleType::Text
        | RuleType::Integer
        | RuleType::Partition
        | RuleType::Arn
        | RuleType::Url => quote!(built_ins.client_context.text(#name)),
    };
    let is_copied = param.kind == RuleType::Bool;
    Some(match (&param.presence, built_in) {
        (ParamPresence::Optional | ParamPresence::Required, None) => setting,
        (ParamPresence::Optional | ParamPresence::Required, Some(value)) if is_copied => {
            quote!(#setting.or(#value))
        }
        (ParamPresence::Optional | ParamPresence::Required, Some(value)) => {
            quote!(#setting.or_else(|| #value))
        }
        (ParamPresence::Default(default), None) if default.is_empty() => {
            quote!(#setting.unwrap_or_default())
        }
        (ParamPresence::Default(default), value) => {
            let value = value.unwrap_or_else(|| constant(default));
            if is_copied {
                quote!(#setting.unwrap_or(#value))
            } else {
                quote!(#setting.unwrap_or_else(|| #value))
            }
        }
    })
}

fn from_built_in(param: &EndpointParam, built_in: BuiltIn) -> TokenStream {
    let field = ident(built_in.field);
    let value = quote!(built_ins.#field);
    let copy = match built_in.kind {
        RuleType::Bool => value.clone(),
        _ => quote!(#value.clone()),
    };
    match (&param.presence, built_in.optional) {
        (ParamPresence::Optional | ParamPresence::Required, true)
        | (ParamPresence::Default(_), false) => copy,
        (ParamPresence::Optional | ParamPresence::Required, false) => quote!(Some(#copy)),
        (ParamPresence::Default(Constant::Bool(default)), true) => {
            quote!(#value.unwrap_or(#default))
        }
        (ParamPresence::Default(default), true) => {
            let default = constant(default);
            quote!(#copy.unwrap_or_else(|| #default))
        }
    }
}

/// Renders all functions: `resolve` first, and each function after its callers.
fn functions(endpoints: &Endpoints, imports: &Imports) -> TokenStream {
    let mut rendered: Vec<TokenStream> = Vec::with_capacity(endpoints.functions.len());
    // A function calls only functions before it in the list.
    let mut takes_params = vec![false; endpoints.functions.len()];
    let (resolve, parts) = match endpoints.functions.split_first() {
        Some((resolve, parts)) => (Some(resolve), parts),
        None => (None, [].as_slice()),
    };
    for (index, part) in parts.iter().enumerate() {
        let (tokens, takes) = function(part, endpoints, &takes_params, imports);
        rendered.push(tokens);
        if let Some(slot) = takes_params.get_mut(index + 1) {
            *slot = takes;
        }
    }
    let resolve = resolve.map(|resolve| self::resolve(resolve, endpoints, &takes_params, imports));
    let parts = rendered.iter().rev();
    let constants = FunctionScope::of_constants(endpoints, imports);
    let shared = endpoints.shared.iter().map(|shared| value::shared(shared, &constants));
    quote!(#resolve #(#parts)* #(#shared)*)
}

fn resolve(
    resolve: &RuleFunction,
    endpoints: &Endpoints,
    takes_params: &[bool],
    imports: &Imports,
) -> TokenStream {
    let scope = FunctionScope::new(endpoints, resolve, takes_params, imports);
    let body = statement::statements(&resolve.body, &scope);
    let argument = if scope.uses_params() { quote!(params) } else { quote!(_) };
    quote! {
        /// Resolves the endpoint of a request.
        ///
        /// # Errors
        ///
        /// Returns the message of the rule that applies if it is an error rule.
        pub fn resolve(#argument: &Params) -> Result<Endpoint, EndpointError> { #body }
    }
}

/// Renders a part of `resolve`, and returns whether it takes the parameters.
fn function(
    function: &RuleFunction,
    endpoints: &Endpoints,
    takes_params: &[bool],
    imports: &Imports,
) -> (TokenStream, bool) {
    let scope = FunctionScope::new(endpoints, function, takes_params, imports);
    let body = statement::statements(&function.body, &scope);
    let takes_params = scope.uses_params();
    let params = takes_params.then(|| quote!(params: &Params,));
    let name = ident(&function.name);
    let arguments = function.arguments.iter().map(|local| {
        let (name, kind) = (ident(&local.name), argument_type(local, imports));
        quote!(#name: #kind)
    });
    let tokens = quote! {
        fn #name(#params #(#arguments),*) -> Result<Endpoint, EndpointError> { #body }
    };
    (tokens, takes_params)
}

fn argument_type(local: &Local, imports: &Imports) -> TokenStream {
    match local.kind {
        RuleType::Bool => quote!(bool),
        RuleType::Integer => quote!(i64),
        RuleType::Text => quote!(&str),
        RuleType::TextList if local.owned => quote!(&[&str]),
        RuleType::TextList => quote!(&[String]),
        RuleType::Partition => {
            let partition = imports.name(Import::Partition);
            quote!(&#partition)
        }
        RuleType::Arn => {
            let arn = imports.name(Import::Arn);
            quote!(&#arn<'_>)
        }
        RuleType::Url => {
            let url = imports.name(Import::Url);
            quote!(&#url<'_>)
        }
    }
}
