//! Renders the call of a function: a method of the standard library, or a function of the runtime's
//! `acceptor`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::item::ident;
use super::variable::Variable;
use super::{as_float, chain, place, value, variant_path};
use crate::ir::{Expression, ExpressionKind, ExpressionType, Function, FunctionBy, Number, Slice};

/// Renders a call. If an argument is null, so is the result.
pub(super) fn call(
    function: Function,
    arguments: &[Expression],
    variable: &Variable<'_>,
) -> TokenStream {
    match arguments {
        [of] => of_one(function, of, variable),
        [left, right] => of_two(function, left, right, variable),
        _ => quote!(None),
    }
}

fn of_one(function: Function, of: &Expression, variable: &Variable<'_>) -> TokenStream {
    let may_be_null = function.may_be_null();
    let Some(path) = path(function, &of.ty, variable) else {
        let call = |tokens| method(function, &tokens, &of.ty, variable);
        return chain(of, variable, may_be_null, call);
    };
    let tokens = value(of, variable);
    match (of.is_optional, may_be_null) {
        (false, _) => quote!(#path(#tokens)),
        (true, false) => quote!(#tokens.map(#path)),
        (true, true) => quote!(#tokens.and_then(#path)),
    }
}

/// The path of a Rust function, if an expression only applies it to the variable.
pub(super) fn path_of_variable(
    expression: &Expression,
    variable: &Variable<'_>,
) -> Option<TokenStream> {
    match &expression.kind {
        ExpressionKind::Call(function, arguments) => match arguments.as_slice() {
            [Expression { kind: ExpressionKind::Variable, ty, is_optional: false }] => {
                path(*function, ty, variable)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The path of the Rust function for a function of one value.
fn path(function: Function, of: &ExpressionType, variable: &Variable<'_>) -> Option<TokenStream> {
    let acceptor = |name: &str| {
        let (acceptor, name) = (variable.acceptor(), ident(name));
        quote!(#acceptor::#name)
    };
    Some(match function {
        Function::Abs => quote!(f64::abs),
        Function::Ceil => quote!(f64::ceil),
        Function::Floor => quote!(f64::floor),
        Function::Average => acceptor("average"),
        Function::Sorted => acceptor("sorted"),
        Function::Reversed => acceptor("reversed"),
        Function::Seconds => acceptor("seconds"),
        Function::Code => acceptor("code"),
        Function::ParsedNumber if *of == ExpressionType::Text => acceptor("number"),
        Function::Double => match of {
            ExpressionType::Number(Number::Long | Number::Count) => return None,
            _ => quote!(f64::from),
        },
        _ => return None,
    })
}

/// Renders a function of one value that is not a path.
fn method(
    function: Function,
    of: &TokenStream,
    ty: &ExpressionType,
    variable: &Variable<'_>,
) -> TokenStream {
    match function {
        Function::Sum => quote!(#of.sum::<f64>()),
        Function::Greatest => quote!(#of.reduce(f64::max)),
        Function::Least => quote!(#of.reduce(f64::min)),
        Function::LastText => quote!(#of.max()),
        Function::FirstText => quote!(#of.min()),
        Function::ReversedText => quote!(#of.chars().rev().collect::<String>()),
        Function::Text => quote!(#of.to_string()),
        Function::ParsedNumber => {
            let acceptor = variable.acceptor();
            quote!(#acceptor::number(&#of))
        }
        Function::EnumText => quote!(#of.as_str()),
        Function::Slice(Slice { start, stop, step }) => {
            let (start, end, step) = (position(start), position(stop), number(step));
            let acceptor = variable.acceptor();
            quote!(#acceptor::slice(#of, #start, #end, #step))
        }
        _ => match ty {
            ExpressionType::Number(number) => as_float(of, *number),
            _ => quote!(#of),
        },
    }
}

fn position(position: Option<i64>) -> TokenStream {
    position.map(number).map_or_else(|| quote!(None), |number| quote!(Some(#number)))
}

fn number(number: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(number.unsigned_abs());
    if number < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// Renders a function of two values, each of which may be null.
fn of_two(
    function: Function,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    let tokens = |expression: &Expression, name: &str| {
        if expression.is_optional {
            let name = ident(name);
            quote!(#name)
        } else {
            place(expression, variable)
        }
    };
    let (first, second) = (tokens(left, "left"), tokens(right, "right"));
    let borrowed = |expression: &Expression, tokens: &TokenStream| match expression.ty {
        ExpressionType::OwnedText => quote!(#tokens.as_str()),
        _ => tokens.clone(),
    };
    let called = match function {
        Function::EndsWith => {
            let second = borrowed(right, &second);
            quote!(#first.ends_with(#second))
        }
        Function::Join => {
            let glue = borrowed(left, &first);
            let acceptor = variable.acceptor();
            quote!(#acceptor::join(#second, #glue))
        }
        _ => {
            let second = borrowed(right, &second);
            quote!(#first.starts_with(#second))
        }
    };
    match (left.is_optional, right.is_optional) {
        (false, false) => called,
        (true, false) => {
            let left = value(left, variable);
            quote!(#left.map(|left| #called))
        }
        (false, true) => {
            let right = value(right, variable);
            quote!(#right.map(|right| #called))
        }
        (true, true) => {
            let (left, right) = (value(left, variable), value(right, variable));
            quote!(#left.zip(#right).map(|(left, right)| #called))
        }
    }
}

/// Renders a function that evaluates an expression for each element.
pub(super) fn by(
    by: FunctionBy,
    of: &Expression,
    key: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    let (function, may_be_null) = match by {
        FunctionBy::Sorted => ("sorted_by", false),
        FunctionBy::Greatest => ("greatest_by", true),
        FunctionBy::Least => ("least_by", true),
    };
    let (acceptor, function) = (variable.acceptor(), ident(function));
    let item = variable.roots.variable("item");
    let key = value(key, &item);
    let parameter = item.parameter();
    chain(
        of,
        variable,
        may_be_null,
        |items| quote!(#acceptor::#function(#items, |#parameter| #key)),
    )
}

/// Renders a name that stands for a value that is not null.
pub(super) fn name(
    of: &Expression,
    name: &str,
    otherwise: Option<&str>,
    variable: &Variable<'_>,
) -> TokenStream {
    if !of.is_optional {
        return quote!(#name);
    }
    let is_there = is_there(of, variable);
    match otherwise {
        None => quote!(#is_there.then_some(#name)),
        Some(otherwise) => quote!(if #is_there { #name } else { #otherwise }),
    }
}

/// Renders whether a value is not null.
pub(super) fn is_there(of: &Expression, variable: &Variable<'_>) -> TokenStream {
    match &of.kind {
        ExpressionKind::Variant { of, union, variant, has_value, .. } if !of.is_optional => {
            let (of, variant) = (place(of, variable), variant_path(union, variant, variable));
            let fields = has_value.then(|| quote!((_)));
            quote!(matches!(#of, #variant #fields))
        }
        ExpressionKind::Field { of, field, .. } if !of.is_optional => {
            let (of, field) = (place(of, variable), ident(field));
            quote!(#of.#field.is_some())
        }
        _ => {
            let of = value(of, variable);
            quote!(#of.is_some())
        }
    }
}

/// Renders the first value that is not null.
pub(super) fn first(values: &[Expression], variable: &Variable<'_>) -> TokenStream {
    let mut tokens: Option<(TokenStream, bool)> = None;
    for expression in values {
        let other = value(expression, variable);
        tokens = Some(match tokens {
            None => (other, expression.is_optional),
            Some(done @ (_, false)) => done,
            Some((before, true)) if expression.is_optional => (quote!(#before.or(#other)), true),
            Some((before, true)) => (quote!(#before.unwrap_or(#other)), false),
        });
    }
    tokens.map_or_else(|| quote!(None), |(tokens, _)| tokens)
}
