//! In: an expression of the IR, whose roots are the variables `input` and `output`, or `self`, which is
//! an input. Out: the Rust expression for its value: as `ir::Kind` says, in an `Option` if it may be
//! null.

mod call;
mod items;
mod logic;
mod owned;
mod variable;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::item::ident;
use crate::ir::{Element, Kind, Number, Query, QueryStep, TypeName};

pub(super) use items::items;
pub(super) use logic::{boolean_equals, text_equals};
pub(super) use owned::owned;
pub(super) use variable::Roots;
use variable::Variable;

/// The value of an expression that no closure is around.
pub(super) fn root(query: &Query, roots: &Roots<'_>) -> TokenStream {
    value(query, &roots.root())
}

/// The value of an expression.
fn value(query: &Query, variable: &Variable<'_>) -> TokenStream {
    match &query.step {
        QueryStep::Input => variable.input(),
        QueryStep::Output => variable.output(),
        QueryStep::Variable => quote!(#variable),
        QueryStep::Element => element(&quote!(#variable), &query.kind),
        QueryStep::Field { of, field, is_optional, boxed } => {
            let access = access(&query.kind, field, *is_optional, *boxed);
            chain(of, variable, *is_optional, access)
        }
        QueryStep::Variant { of, union, variant: name, has_value, boxed } => {
            let held = match (has_value, boxed) {
                (false, _) => None,
                (true, true) => Some(quote!(&**value)),
                (true, false) => Some(element(&quote!(value), &query.kind)),
            };
            let variant = variant_path(union, name, variable);
            chain(of, variable, true, |of| variant_value(&of, &variant, held.as_ref()))
        }
        QueryStep::Entry { of, key } => {
            let convert = converted(&query.kind, held(&of.kind));
            chain(of, variable, true, |of| quote!(#of.get(#key)#convert))
        }
        QueryStep::Index { of, index } => items::index(of, *index, &query.kind, variable),
        QueryStep::Then { of, then } => then_value(of, then, variable),
        QueryStep::Project(project) => items::project_value(project, variable),
        QueryStep::Keys(of) => chain(of, variable, false, |map| items::keys(&map, &query.kind)),
        QueryStep::Length(of) => {
            chain(of, variable, false, |tokens| items::length(&tokens, &of.kind))
        }
        QueryStep::Contains { of, wanted } => logic::contains(of, wanted, variable),
        QueryStep::List(values) => items::list(values, &query.kind, variable),
        QueryStep::Name { of, name, otherwise } => {
            call::name(of, name, otherwise.as_deref(), variable)
        }
        QueryStep::IfTrue(of) => logic::if_true(of, variable),
        QueryStep::First(values) => call::first(values, variable),
        QueryStep::Object(values) => {
            let values = values.iter().map(|part| value(part, variable));
            quote!((#(#values,)*))
        }
        QueryStep::Part { of, index, is_optional } => {
            let index = Literal::usize_unsuffixed(*index);
            chain(of, variable, *is_optional, |of| quote!(#of.#index))
        }
        QueryStep::Call(function, arguments) => call::call(*function, arguments, variable),
        QueryStep::By(by, of, key) => call::by(*by, of, key, variable),
        QueryStep::Logic(logic, left, right) => logic::of_options(*logic, left, right, variable),
        QueryStep::Text(text) => quote!(#text),
        QueryStep::Number(number) => float(*number),
        QueryStep::Boolean(boolean) => quote!(#boolean),
        QueryStep::Truth(of) => logic::truth(of, variable),
        QueryStep::IsNull(of) => {
            let of = value(of, variable);
            quote!(#of.is_none())
        }
        QueryStep::Not(of) => {
            let of = logic::operand(of, variable);
            quote!(!#of)
        }
        QueryStep::And(left, right) => logic::joined_by(&quote!(&&), left, right, variable),
        QueryStep::Or(left, right) => logic::joined_by(&quote!(||), left, right, variable),
        QueryStep::Compare(comparison, left, right) => {
            logic::compare(*comparison, left, right, variable)
        }
    }
}

/// The second value, its variable being the first.
fn then_value(of: &Query, then: &Query, variable: &Variable<'_>) -> TokenStream {
    let of_then = variable.roots.variable("value");
    let inner = value(then, &of_then);
    let parameter = of_then.parameter();
    let tokens = value(of, variable);
    match (of.is_optional, then.is_optional) {
        (false, _) => quote!({ let #parameter = #tokens; #inner }),
        (true, false) => quote!(#tokens.map(|#parameter| #inner)),
        (true, true) => quote!(#tokens.and_then(|#parameter| #inner)),
    }
}

/// What `step` makes of a value; of null it is null. `is_optional`: the step itself gives an option.
fn chain(
    of: &Query,
    variable: &Variable<'_>,
    is_optional: bool,
    step: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    if !of.is_optional {
        return step(place(of, variable));
    }
    let name = name(of, variable);
    let (of, inner) = (value(of, variable), step(quote!(#name)));
    let call = if is_optional { quote!(and_then) } else { quote!(map) };
    quote!(#of.#call(|#name| #inner))
}

/// The variable that holds a value in a closure: named after the field that it comes from.
fn name(of: &Query, variable: &Variable<'_>) -> Ident {
    match &of.step {
        QueryStep::Field { field, .. } => variable.named_after(Some(field)),
        _ => variable.named_after(None),
    }
}

/// A value that is not null, without the `&` in front that a method call or field has no need for.
fn place(query: &Query, variable: &Variable<'_>) -> TokenStream {
    match &query.step {
        QueryStep::Field { of, field, .. }
            if !query.is_optional && !matches!(query.kind, Kind::Text) =>
        {
            let (of, field) = (place(of, variable), ident(field));
            quote!(#of.#field)
        }
        _ => value(query, variable),
    }
}

/// Takes a field of a structure.
fn access(
    kind: &Kind,
    field: &str,
    is_optional: bool,
    boxed: bool,
) -> impl Fn(TokenStream) -> TokenStream {
    let field = ident(field);
    move |of| match (kind, is_optional, boxed) {
        (Kind::Boolean | Kind::Number(_), ..) => quote!(#of.#field),
        (Kind::Text, false, _) => quote!(#of.#field.as_str()),
        (Kind::Text, true, _) | (_, true, true) => quote!(#of.#field.as_deref()),
        (_, true, false) => quote!(#of.#field.as_ref()),
        (_, false, true) => quote!(&*#of.#field),
        (_, false, false) => quote!(&#of.#field),
    }
}

fn variant_path(union: &TypeName, variant: &str, variable: &Variable<'_>) -> TokenStream {
    let (union, variant) = (variable.roots.scope.path(union), ident(variant));
    quote!(#union::#variant)
}

/// The value of a variant, which `found` makes of the reference `value`.
/// What a variant holds, if it is the one: `found` made of its `value`, or nothing.
fn variant_value(
    of: &TokenStream,
    variant: &TokenStream,
    found: Option<&TokenStream>,
) -> TokenStream {
    let Some(found) = found else { return quote!(matches!(#of, #variant).then_some(())) };
    // A place, such as a field that is a union, is looked at and not moved.
    quote! {
        match &#of {
            #variant(value) => Some(#found),
            _ => None,
        }
    }
}

/// A reference to a value of the model as an expression holds it.
fn element(reference: &TokenStream, kind: &Kind) -> TokenStream {
    match kind {
        Kind::Text => quote!(#reference.as_str()),
        Kind::Boolean | Kind::Number(_) => quote!(*#reference),
        _ => quote!(#reference),
    }
}

/// The same for an option of a reference.
fn converted(kind: &Kind, held: Option<&Element>) -> TokenStream {
    let sparse = held.filter(|held| held.sparse).map(|_| quote!(.and_then(Option::as_ref)));
    match kind {
        Kind::Text => quote!(#sparse.map(String::as_str)),
        Kind::Boolean | Kind::Number(_) => quote!(#sparse.copied()),
        _ => quote!(#sparse),
    }
}

/// What a list or map of the model holds.
fn held(kind: &Kind) -> Option<&Element> {
    match kind {
        Kind::List(element) | Kind::Map(_, element) => Some(element),
        _ => None,
    }
}

/// A number as a `f64`.
fn as_float(tokens: &TokenStream, number: Number) -> TokenStream {
    match number {
        Number::Double | Number::Literal => quote!(#tokens),
        Number::Byte | Number::Short | Number::Integer | Number::Float => {
            quote!(f64::from(#tokens))
        }
        Number::Long | Number::Count => quote!(#tokens as f64),
    }
}

fn float(number: f64) -> TokenStream {
    if !number.is_finite() {
        return quote!(f64::NAN);
    }
    let digits = Literal::f64_unsuffixed(number.abs());
    if number < 0.0 { quote!(-#digits) } else { quote!(#digits) }
}
