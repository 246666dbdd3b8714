//! Renders an expression over `input` and `output`, or over `self`, which is an input. The Rust
//! type is that of `ir::ExpressionType`, in an `Option` if the value may be null.

mod call;
mod items;
mod logic;
mod owned;
mod variable;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::item::ident;
use crate::ir::{Element, Expression, ExpressionKind, ExpressionType, Number, TypeName};

pub(super) use items::items;
pub(super) use logic::{boolean_equals, text_equals};
pub(super) use owned::owned;
pub(super) use variable::Roots;
use variable::Variable;

/// Renders an expression outside of closures.
pub(super) fn root(expression: &Expression, roots: &Roots<'_>) -> TokenStream {
    value(expression, &roots.root())
}

/// Renders an expression.
fn value(expression: &Expression, variable: &Variable<'_>) -> TokenStream {
    let ty = &expression.ty;
    match &expression.kind {
        ExpressionKind::Input => variable.input(),
        ExpressionKind::Output => variable.output(),
        ExpressionKind::Variable => quote!(#variable),
        ExpressionKind::Element => element(&quote!(#variable), ty),
        ExpressionKind::Field { of, field, is_optional, boxed } => {
            chain(of, variable, *is_optional, access(ty, field, *is_optional, *boxed))
        }
        ExpressionKind::Variant { of, union, variant: name, has_value, boxed } => {
            let held = has_value.then(|| held_by_variant(ty, *boxed));
            let variant = variant_path(union, name, variable);
            chain(of, variable, true, |of| variant_value(&of, &variant, held.as_ref()))
        }
        ExpressionKind::Entry { of, key } => {
            let convert = converted(ty, held(&of.ty));
            chain(of, variable, true, |of| quote!(#of.get(#key)#convert))
        }
        ExpressionKind::Index { of, index } => items::index(of, *index, ty, variable),
        ExpressionKind::Then { of, then } => then_value(of, then, variable),
        ExpressionKind::Project(project) => items::project_value(project, variable),
        ExpressionKind::Keys(of) => chain(of, variable, false, |map| items::keys(&map, ty)),
        ExpressionKind::Length(of) => {
            chain(of, variable, false, |list| items::length(&list, &of.ty))
        }
        ExpressionKind::Contains { of, wanted } => logic::contains(of, wanted, variable),
        ExpressionKind::List(values) => items::list(values, ty, variable),
        ExpressionKind::Name { of, name, otherwise } => {
            call::name(of, name, otherwise.as_deref(), variable)
        }
        ExpressionKind::IfTrue(of) => logic::if_true(of, variable),
        ExpressionKind::First(values) => call::first(values, variable),
        ExpressionKind::Object(values) => {
            let parts = values.iter().map(|part| value(part, variable));
            quote!((#(#parts,)*))
        }
        ExpressionKind::Part { of, index, is_optional } => {
            let index = Literal::usize_unsuffixed(*index);
            chain(of, variable, *is_optional, |of| quote!(#of.#index))
        }
        ExpressionKind::Call(function, arguments) => call::call(*function, arguments, variable),
        ExpressionKind::By(by, of, key) => call::by(*by, of, key, variable),
        ExpressionKind::Logic(logic, left, right) => {
            logic::of_options(*logic, left, right, variable)
        }
        ExpressionKind::Text(text) => quote!(#text),
        ExpressionKind::Number(number) => float(*number),
        ExpressionKind::Boolean(boolean) => quote!(#boolean),
        ExpressionKind::Truth(of) => logic::truth(of, variable),
        ExpressionKind::IsNull(of) => logic::is_null(of, variable),
        ExpressionKind::Not(of) => logic::not(of, variable),
        ExpressionKind::And(left, right) => logic::joined_by(&quote!(&&), left, right, variable),
        ExpressionKind::Or(left, right) => logic::joined_by(&quote!(||), left, right, variable),
        ExpressionKind::Compare(comparison, left, right) => {
            logic::compare(*comparison, left, right, variable)
        }
    }
}

/// Renders the second expression, with the value of the first as its variable.
fn then_value(of: &Expression, then: &Expression, variable: &Variable<'_>) -> TokenStream {
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

/// Applies `then` to a value; null stays null. `is_optional`: `then` itself returns an option.
fn chain(
    of: &Expression,
    variable: &Variable<'_>,
    is_optional: bool,
    then: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    if !of.is_optional {
        return then(place(of, variable));
    }
    let name = name(of, variable);
    let (of, inner) = (value(of, variable), then(quote!(#name)));
    let call = if is_optional { quote!(and_then) } else { quote!(map) };
    quote!(#of.#call(|#name| #inner))
}

/// The name of a closure's variable: that of the field whose value it holds.
fn name(of: &Expression, variable: &Variable<'_>) -> Ident {
    match &of.kind {
        ExpressionKind::Field { field, .. } => variable.named_after(Some(field)),
        _ => variable.named_after(None),
    }
}

/// A value that is not null, without the leading `&` that method calls and fields do not need.
fn place(expression: &Expression, variable: &Variable<'_>) -> TokenStream {
    match &expression.kind {
        ExpressionKind::Field { of, field, .. }
            if !expression.is_optional && !matches!(expression.ty, ExpressionType::Text) =>
        {
            let (of, field) = (place(of, variable), ident(field));
            quote!(#of.#field)
        }
        _ => value(expression, variable),
    }
}

/// Renders the access to a field of a structure.
fn access(
    ty: &ExpressionType,
    field: &str,
    is_optional: bool,
    boxed: bool,
) -> impl Fn(TokenStream) -> TokenStream {
    let field = ident(field);
    move |of| match (ty, is_optional, boxed) {
        (ExpressionType::Boolean | ExpressionType::Number(_), ..) => quote!(#of.#field),
        (ExpressionType::Text, false, _) => quote!(#of.#field.as_str()),
        (ExpressionType::Text, true, _) | (_, true, true) => quote!(#of.#field.as_deref()),
        (_, true, false) => quote!(#of.#field.as_ref()),
        (_, false, true) => quote!(&*#of.#field),
        (_, false, false) => quote!(&#of.#field),
    }
}

fn variant_path(union: &TypeName, variant: &str, variable: &Variable<'_>) -> TokenStream {
    let (union, variant) = (variable.roots.scope.path(union), ident(variant));
    quote!(#union::#variant)
}

/// Renders the value of a variant, given the reference `value` to it.
fn held_by_variant(ty: &ExpressionType, boxed: bool) -> TokenStream {
    if boxed { quote!(&**value) } else { element(&quote!(value), ty) }
}

/// Matches a variant: the result of `found` for its value, or `None`.
fn variant_value(
    of: &TokenStream,
    variant: &TokenStream,
    found: Option<&TokenStream>,
) -> TokenStream {
    let Some(found) = found else { return quote!(matches!(#of, #variant).then_some(())) };
    // A place, such as a field, is borrowed and not moved.
    quote! {
        match &#of {
            #variant(value) => Some(#found),
            _ => None,
        }
    }
}

/// Converts a reference to a modeled value to the type that it has in expressions.
fn element(reference: &TokenStream, ty: &ExpressionType) -> TokenStream {
    match ty {
        ExpressionType::Text => quote!(#reference.as_str()),
        ExpressionType::Boolean | ExpressionType::Number(_) => quote!(*#reference),
        _ => quote!(#reference),
    }
}

/// The conversion for an option of a reference.
fn converted(ty: &ExpressionType, held: Option<&Element>) -> TokenStream {
    let sparse = held.filter(|held| held.sparse).map(|_| quote!(.and_then(Option::as_ref)));
    match ty {
        ExpressionType::Text => quote!(#sparse.map(String::as_str)),
        ExpressionType::Boolean | ExpressionType::Number(_) => quote!(#sparse.copied()),
        _ => quote!(#sparse),
    }
}

/// The elements of a modeled list or map.
fn held(ty: &ExpressionType) -> Option<&Element> {
    match ty {
        ExpressionType::List(element) | ExpressionType::Map(_, element) => Some(element),
        _ => None,
    }
}

/// Converts a number to `f64`.
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
