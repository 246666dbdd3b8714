//! Renders an expression of a rule, with borrows, `format!` and operators where they are needed.

use std::cell::Cell;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::ir::endpoint::{
    EndpointParam, Endpoints, Expr, Function, Local, PARAMS, ParamPresence, RuleFunction, RuleType,
    SharedEndpoint, TemplatePart,
};
use crate::render::imports::{Import, Imports};
use crate::render::item::ident;
use crate::render::text::literal;

/// What the expressions of a function refer to.
pub(in crate::render) struct FunctionScope<'e> {
    endpoints: &'e Endpoints,
    /// The arguments of the function, which are borrowed.
    arguments: &'e [Local],
    /// Whether each function takes the parameters as an argument.
    takes_params: &'e [bool],
    imports: &'e Imports,
    uses_params: Cell<bool>,
}

impl<'e> FunctionScope<'e> {
    pub(super) fn new(
        endpoints: &'e Endpoints,
        function: &'e RuleFunction,
        takes_params: &'e [bool],
        imports: &'e Imports,
    ) -> Self {
        let arguments = function.arguments.as_slice();
        Self { endpoints, arguments, takes_params, imports, uses_params: Cell::new(false) }
    }

    /// The scope of values of tests, which refer to nothing.
    pub(in crate::render) fn of_constants(endpoints: &'e Endpoints, imports: &'e Imports) -> Self {
        let uses_params = Cell::new(false);
        Self { endpoints, arguments: &[], takes_params: &[], imports, uses_params }
    }

    /// Whether the expressions rendered so far use the parameters.
    pub(super) fn uses_params(&self) -> bool {
        self.uses_params.get()
    }

    /// The variable that holds the parameters.
    fn params(&self) -> Ident {
        self.uses_params.set(true);
        ident(PARAMS)
    }

    fn param(&self, index: usize) -> Option<&'e EndpointParam> {
        self.endpoints.params.get(index)
    }

    /// The name of a parameter in the model.
    pub(super) fn model_name(&self, param: usize) -> &'e str {
        self.param(param).map(|param| param.model_name.as_str()).unwrap_or_default()
    }

    /// The endpoint that a function returns.
    pub(super) fn shared(&self, index: usize) -> Option<&'e SharedEndpoint> {
        self.endpoints.shared.get(index)
    }

    /// A call of another function with these arguments.
    pub(super) fn call(&self, function: usize, arguments: &[Expr]) -> TokenStream {
        let name = self.endpoints.functions.get(function).map(|function| ident(&function.name));
        let takes_params = self.takes_params.get(function).copied().unwrap_or_default();
        let params = takes_params.then(|| self.params().into_token_stream());
        let arguments = arguments.iter().map(|argument| self.argument(argument));
        let arguments = params.into_iter().chain(arguments);
        quote!(#name(#(#arguments),*))
    }

    fn owns(&self, local: &Local) -> bool {
        local.owned && !self.arguments.iter().any(|argument| argument.id == local.id)
    }

    /// A value: `&str`, `bool`, an option, or a `String` if it is computed.
    pub(super) fn value(&self, expr: &Expr) -> TokenStream {
        if !self.is_place(expr) {
            return self.bare(expr);
        }
        let place = self.bare(expr);
        match self.kind_of_place(expr) {
            RuleType::Text => quote!(#place.as_str()),
            RuleType::TextList => quote!(#place.as_slice()),
            _ => quote!(&#place),
        }
    }

    /// A value as an argument of a function.
    pub(super) fn argument(&self, expr: &Expr) -> TokenStream {
        let bare = self.bare(expr);
        if self.is_place(expr) || expr.is_made() { quote!(&#bare) } else { bare }
    }

    /// An operand of a larger expression.
    pub(super) fn operand(&self, expr: &Expr) -> TokenStream {
        let bare = self.bare(expr);
        if matches!(expr, Expr::Choice { .. }) { quote!((#bare)) } else { bare }
    }

    /// A text as an owned `String`.
    pub(super) fn owned_text(&self, expr: &Expr) -> TokenStream {
        if self.is_place(expr) {
            let place = self.bare(expr);
            return quote!(#place.clone());
        }
        let value = self.value(expr);
        if expr.is_made() { value } else { quote!(#value.to_owned()) }
    }

    /// Whether an expression is a place that owns its value.
    fn is_place(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Param(index) => self.param(*index).is_some_and(|param| {
                param.kind != RuleType::Bool && matches!(param.presence, ParamPresence::Default(_))
            }),
            Expr::Local(local) => self.owns(local),
            Expr::Field(_, field) => field.owned,
            _ => false,
        }
    }

    fn kind_of_place(&self, expr: &Expr) -> RuleType {
        match expr {
            Expr::Param(index) => self.param(*index).map_or(RuleType::Text, |param| param.kind),
            Expr::Local(local) => local.kind,
            _ => RuleType::Text,
        }
    }

    /// An expression without a borrow.
    fn bare(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Bool(value) => quote!(#value),
            Expr::Integer(value) => integer(*value),
            Expr::Text(text) => literal(text),
            Expr::Param(index) => self.field(*index),
            Expr::Local(local) => {
                let name = ident(&local.name);
                quote!(#name)
            }
            Expr::Template(parts) => self.template(parts),
            Expr::Not(inner) => self.not(inner),
            Expr::Equal(one, other) => self.equal(one, other),
            Expr::IsSome(value) => {
                let value = self.presence(value);
                quote!(#value.is_some())
            }
            Expr::IsSomeOf(option, value) => {
                let (option, value) = self.option_and_value(option, value);
                quote!(#option == #value)
            }
            Expr::Field(of, field) => {
                let (of, name) = (self.operand(of), ident(field.name));
                quote!(#of.#name)
            }
            Expr::Resource(arn, index) => {
                let (arn, index) = (self.operand(arn), integer(*index));
                quote!(#arn.resource(#index))
            }
            Expr::Element(list, index) => {
                let (list, index) = (self.argument(list), integer(*index));
                let element = self.imports.name(Import::EndpointFunction("element"));
                quote!(#element(#list, #index))
            }
            Expr::Call(function, arguments) => {
                let name = self.imports.name(Import::EndpointFunction(name(*function)));
                let arguments = arguments.iter().map(|argument| self.argument(argument));
                quote!(#name(#(#arguments),*))
            }
            Expr::Coalesce { values, optional } => self.coalesce(values, *optional),
            Expr::Choice { condition, yes, no } => {
                let is_made = expr.is_made();
                let optional = yes.1 || no.1;
                let condition = self.bare(condition);
                let yes = self.branch(&yes.0, yes.1, optional, is_made);
                let no = self.branch(&no.0, no.1, optional, is_made);
                quote!(if #condition { #yes } else { #no })
            }
        }
    }

    /// A field of the parameters; an option of a `String` as an option of `&str`.
    fn field(&self, index: usize) -> TokenStream {
        let Some(param) = self.param(index) else { return TokenStream::new() };
        let field = ident(&param.item.name);
        let is_copied = match (&param.presence, param.kind) {
            (ParamPresence::Default(_), _) | (_, RuleType::Bool) => true,
            (ParamPresence::Optional | ParamPresence::Required, _) => false,
        };
        let params = self.params();
        if is_copied { quote!(#params.#field) } else { quote!(#params.#field.as_deref()) }
    }

    /// An option of which only `is_some` is used.
    fn presence(&self, option: &Expr) -> TokenStream {
        match option {
            Expr::Param(index) => {
                let field = self.param(*index).map(|param| ident(&param.item.name));
                let params = self.params();
                quote!(#params.#field)
            }
            option => self.operand(option),
        }
    }

    fn not(&self, inner: &Expr) -> TokenStream {
        match inner {
            Expr::Equal(one, other) if **other != Expr::Text(String::new()) => {
                let (one, other) = (self.operand(one), self.operand(other));
                quote!(#one != #other)
            }
            Expr::IsSome(value) => {
                let value = self.presence(value);
                quote!(#value.is_none())
            }
            Expr::IsSomeOf(option, value) => {
                let (option, value) = self.option_and_value(option, value);
                quote!(#option != #value)
            }
            inner => {
                let inner = self.operand(inner);
                quote!(!#inner)
            }
        }
    }

    fn equal(&self, one: &Expr, other: &Expr) -> TokenStream {
        let left = self.operand(one);
        match other {
            Expr::Text(text) if text.is_empty() => quote!(#left.is_empty()),
            other => {
                let right = self.operand(other);
                quote!(#left == #right)
            }
        }
    }

    fn option_and_value(&self, option: &Expr, value: &Expr) -> (TokenStream, TokenStream) {
        let borrow = option.is_made().then(|| quote!(.as_deref()));
        let option = self.operand(option);
        let as_str = value.is_made().then(|| quote!(.as_str()));
        let value = self.value(value);
        (quote!(#option #borrow), quote!(Some(#value #as_str)))
    }

    fn coalesce(&self, values: &[Expr], optional: bool) -> TokenStream {
        let is_made = values.iter().any(Expr::is_made);
        let Some((last, before)) = values.split_last() else { return TokenStream::new() };
        let mut options = before.iter().map(|value| {
            let option = self.operand(value);
            let own = (is_made && !value.is_made()).then(|| quote!(.map(str::to_owned)));
            quote!(#option #own)
        });
        let first = options.next();
        let last = if optional {
            let option = self.branch(last, true, true, is_made);
            quote!(.or(#option))
        } else {
            let value = self.branch(last, false, false, is_made);
            quote!(.unwrap_or(#value))
        };
        quote!(#first #(.or(#options))* #last)
    }

    /// A branch, whose type must be that of the other branch: both are options or not, and both are
    /// owned or not.
    fn branch(&self, value: &Expr, is_option: bool, optional: bool, is_made: bool) -> TokenStream {
        if is_option {
            let option = self.value(value);
            let own = (is_made && !value.is_made()).then(|| quote!(.map(str::to_owned)));
            return quote!(#option #own);
        }
        let value = if is_made { self.owned_text(value) } else { self.value(value) };
        if optional { quote!(Some(#value)) } else { value }
    }

    fn template(&self, parts: &[TemplatePart]) -> TokenStream {
        let (mut text, mut arguments) = (String::new(), Vec::new());
        for part in parts {
            match part {
                TemplatePart::Literal(literal) => {
                    text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                TemplatePart::Value(Expr::Local(local)) => {
                    text.extend(["{", &local.name, "}"]);
                }
                TemplatePart::Value(value) => {
                    text.push_str("{}");
                    arguments.push(self.operand(value));
                }
            }
        }
        let text = literal(&text);
        quote!(format!(#text #(, #arguments)*))
    }
}

fn integer(value: i64) -> TokenStream {
    let literal = Literal::i64_unsuffixed(value);
    quote!(#literal)
}

/// The name of the runtime's function.
fn name(function: Function) -> &'static str {
    match function {
        Function::IsValidHostLabel => "is_valid_host_label",
        Function::IsVirtualHostableS3Bucket => "is_virtual_hostable_s3_bucket",
        Function::ParseArn => "parse_arn",
        Function::ParseUrl => "parse_url",
        Function::Partition => "partition",
        Function::Split => "split",
        Function::Substring => "substring",
        Function::UriEncode => "uri_encode",
    }
}
