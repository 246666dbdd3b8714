//! Renders comparisons and conditions as `bool`, or as `Option<bool>` for an ordering whose sides
//! may be null.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::variable::{Roots, Variable};
use super::{as_float, call, chain, place, value};
use crate::ir::{Comparison, Expression, ExpressionKind, ExpressionType, Logic, Number};

/// Renders whether a value equals a string.
pub(in super::super) fn text_equals(
    expression: &Expression,
    expected: &str,
    roots: &Roots<'_>,
) -> TokenStream {
    let variable = roots.root();
    let tokens = value(expression, &variable);
    match (&expression.ty, expression.is_optional) {
        (ExpressionType::Enum, true) => {
            let name = super::name(expression, &variable);
            quote!(#tokens.is_some_and(|#name| #name.as_str() == #expected))
        }
        (ExpressionType::Enum, false) => {
            let tokens = place(expression, &variable);
            quote!(#tokens.as_str() == #expected)
        }
        (ExpressionType::OwnedText, true) => quote!(#tokens.as_deref() == Some(#expected)),
        (_, true) => quote!(#tokens == Some(#expected)),
        (_, false) => quote!(#tokens == #expected),
    }
}

/// Renders whether a value equals a boolean.
pub(in super::super) fn boolean_equals(
    expression: &Expression,
    expected: bool,
    roots: &Roots<'_>,
) -> TokenStream {
    let variable = roots.root();
    if expression.is_optional {
        let tokens = value(expression, &variable);
        return quote!(#tokens == Some(#expected));
    }
    let tokens = operand(expression, &variable);
    if expected { tokens } else { quote!(!#tokens) }
}

/// Renders whether a value is null.
pub(super) fn is_null(of: &Expression, variable: &Variable<'_>) -> TokenStream {
    let of = value(of, variable);
    quote!(#of.is_none())
}

/// Renders the negation of a boolean.
pub(super) fn not(of: &Expression, variable: &Variable<'_>) -> TokenStream {
    let of = operand(of, variable);
    quote!(!#of)
}

/// Renders an operand of a larger expression.
fn operand(expression: &Expression, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(expression, variable);
    match &expression.kind {
        ExpressionKind::And(..) | ExpressionKind::Or(..) | ExpressionKind::Compare(..) => {
            quote!((#tokens))
        }
        ExpressionKind::Truth(of)
            if of.ty == ExpressionType::Boolean
                && !matches!(of.kind, ExpressionKind::Compare(..)) =>
        {
            quote!((#tokens))
        }
        _ => tokens,
    }
}

/// Renders two conditions joined by `&&` or `||`.
pub(super) fn joined_by(
    operator: &TokenStream,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    let (left, right) = (operand(left, variable), operand(right, variable));
    quote!(#left #operator #right)
}

/// Renders `&&` or `||` of booleans that may be null.
pub(super) fn of_options(
    logic: Logic,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    let option = |expression: &Expression| {
        let tokens = value(expression, variable);
        if expression.is_optional { tokens } else { quote!(Some(#tokens)) }
    };
    let (left, right, acceptor) = (option(left), option(right), variable.acceptor());
    match logic {
        Logic::And => quote!(#acceptor::and(#left, #right)),
        Logic::Or => quote!(#acceptor::or(#left, #right)),
    }
}

/// Renders whether a string, list or map is not empty.
fn is_full(ty: &ExpressionType, tokens: &TokenStream) -> TokenStream {
    match ty {
        ExpressionType::Enum => quote!(!#tokens.as_str().is_empty()),
        _ => quote!(!#tokens.is_empty()),
    }
}

/// Renders a string, list or map if it is not empty, else null.
pub(super) fn if_true(of: &Expression, variable: &Variable<'_>) -> TokenStream {
    let (tokens, full) = (value(of, variable), is_full(&of.ty, &quote!(value)));
    let option = if of.is_optional { tokens } else { quote!(Some(#tokens)) };
    quote!(#option.filter(|value| #full))
}

/// Renders whether a value is truthy.
pub(super) fn truth(of: &Expression, variable: &Variable<'_>) -> TokenStream {
    if let ExpressionKind::Compare(comparison, left, right) = &of.kind {
        return joined(*comparison, left, right, variable, &quote!(is_some_and));
    }
    let tokens = value(of, variable);
    let has_length = matches!(
        of.ty,
        ExpressionType::Text
            | ExpressionType::OwnedText
            | ExpressionType::Enum
            | ExpressionType::List(_)
            | ExpressionType::Map(..)
    );
    match (&of.ty, of.is_optional) {
        (ExpressionType::Boolean, true) => quote!(#tokens == Some(true)),
        (ty, true) if has_length => {
            let full = is_full(ty, &quote!(value));
            quote!(#tokens.is_some_and(|value| #full))
        }
        (ty, false) if has_length => is_full(ty, &place(of, variable)),
        (ExpressionType::Items(_), true) => {
            quote!(#tokens.is_some_and(|mut value| value.next().is_some()))
        }
        (ExpressionType::Items(_), false) => quote!(#tokens.next().is_some()),
        (_, true) => call::is_there(of, variable),
        (_, false) => tokens,
    }
}

pub(super) fn contains(
    of: &Expression,
    wanted: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    let sought = if wanted.is_optional { quote!(wanted) } else { text(wanted, variable) };
    chain(of, variable, false, |tokens| {
        let same = match &wanted.ty {
            ExpressionType::Boolean if wanted.kind == ExpressionKind::Boolean(true) => {
                quote!(candidate)
            }
            ExpressionType::Boolean if wanted.kind == ExpressionKind::Boolean(false) => {
                quote!(!candidate)
            }
            ExpressionType::Number(_) | ExpressionType::Boolean => quote!(candidate == #sought),
            _ => quote!(AsRef::<str>::as_ref(&candidate) == #sought),
        };
        let test = match &of.ty {
            ExpressionType::Text | ExpressionType::OwnedText => quote!(#tokens.contains(#sought)),
            ExpressionType::Enum => quote!(#tokens.as_str().contains(#sought)),
            ExpressionType::Items(_) => quote!({
                let mut items = #tokens;
                items.any(|candidate| #same)
            }),
            _ => quote!(#tokens.iter().any(|candidate| #same)),
        };
        if wanted.is_optional {
            let wanted = text(wanted, variable);
            quote!(#wanted.is_some_and(|wanted| #test))
        } else {
            test
        }
    })
}

/// Renders a string as `&str`.
fn text(expression: &Expression, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(expression, variable);
    match (&expression.ty, expression.is_optional) {
        (ExpressionType::Enum, true) => quote!(#tokens.map(|value| value.as_str())),
        (ExpressionType::OwnedText, true) => quote!(#tokens.as_deref()),
        (ExpressionType::Enum | ExpressionType::OwnedText, false) => {
            let tokens = place(expression, variable);
            quote!(#tokens.as_str())
        }
        _ => tokens,
    }
}

pub(super) fn compare(
    comparison: Comparison,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
) -> TokenStream {
    joined(comparison, left, right, variable, &quote!(map))
}

/// Renders a comparison; `call` unwraps options where that is needed.
fn joined(
    comparison: Comparison,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
    call: &TokenStream,
) -> TokenStream {
    if let Some(tokens) = is_empty(comparison, left, right, variable) {
        return tokens;
    }
    let (left_tokens, right_tokens) = match (&left.ty, &right.ty) {
        (ExpressionType::Number(a), ExpressionType::Number(b)) => {
            numbers((left, *a), (right, *b), variable)
        }
        _ => (text(left, variable), text(right, variable)),
    };
    let operator = operator(comparison);
    let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    match (left.is_optional, right.is_optional) {
        (true, true) if is_order => {
            quote!(#left_tokens.zip(#right_tokens).#call(|(left, right)| left #operator right))
        }
        (true, false) if is_order => {
            quote!(#left_tokens.#call(|left| left #operator #right_tokens))
        }
        (false, true) if is_order => {
            quote!(#right_tokens.#call(|right| #left_tokens #operator right))
        }
        (true, false) => quote!(#left_tokens #operator Some(#right_tokens)),
        (false, true) => quote!(Some(#left_tokens) #operator #right_tokens),
        (true, true) | (false, false) => quote!(#left_tokens #operator #right_tokens),
    }
}

fn operator(comparison: Comparison) -> TokenStream {
    match comparison {
        Comparison::Equal => quote!(==),
        Comparison::NotEqual => quote!(!=),
        Comparison::Less => quote!(<),
        Comparison::LessOrEqual => quote!(<=),
        Comparison::Greater => quote!(>),
        Comparison::GreaterOrEqual => quote!(>=),
    }
}

/// Renders ``length(list) == `0` `` as `is_empty`, where the type has it.
fn is_empty(
    comparison: Comparison,
    left: &Expression,
    right: &Expression,
    variable: &Variable<'_>,
) -> Option<TokenStream> {
    let (ExpressionKind::Length(of), ExpressionKind::Number(number)) = (&left.kind, &right.kind)
    else {
        return None;
    };
    let has_word =
        matches!(of.ty, ExpressionType::List(_) | ExpressionType::Map(..) | ExpressionType::Text);
    if comparison != Comparison::Equal || !has_word || *number != 0.0 {
        return None;
    }
    if of.is_optional {
        let (name, tokens) = (super::name(of, variable), value(of, variable));
        return Some(quote!(#tokens.is_some_and(|#name| #name.is_empty())));
    }
    let tokens = place(of, variable);
    Some(quote!(#tokens.is_empty()))
}

/// Renders two numbers as one type.
fn numbers(
    left: (&Expression, Number),
    right: (&Expression, Number),
    variable: &Variable<'_>,
) -> (TokenStream, TokenStream) {
    let plain = |expression: &Expression| value(expression, variable);
    match (left, right) {
        ((a, a_type), (b, b_type)) if a_type == b_type => (plain(a), plain(b)),
        ((a, a_type), (b, _)) if fits(b, a_type) => (plain(a), integer(b)),
        ((a, _), (b, b_type)) if fits(a, b_type) => (integer(a), plain(b)),
        ((a, a_type), (b, b_type)) => {
            (as_double(a, a_type, variable), as_double(b, b_type, variable))
        }
    }
}

fn as_double(expression: &Expression, number: Number, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(expression, variable);
    match (expression.is_optional, number) {
        (true, Number::Double) | (false, _) => as_float(&tokens, number),
        (true, Number::Long | Number::Count | Number::Literal) => {
            let inner = as_float(&quote!(number), number);
            quote!(#tokens.map(|number| #inner))
        }
        (true, Number::Byte | Number::Short | Number::Integer | Number::Float) => {
            quote!(#tokens.map(f64::from))
        }
    }
}

/// Whether a literal is in the range of this integer type.
fn fits(expression: &Expression, number: Number) -> bool {
    let ExpressionKind::Number(literal) = expression.kind else { return false };
    let (least, most) = match number {
        Number::Byte => (f64::from(i8::MIN), f64::from(i8::MAX)),
        Number::Short => (f64::from(i16::MIN), f64::from(i16::MAX)),
        Number::Integer | Number::Long => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Number::Count => (0.0, f64::from(i32::MAX)),
        Number::Float | Number::Double | Number::Literal => return false,
    };
    literal.fract() == 0.0 && (least..=most).contains(&literal)
}

/// Renders a literal that fits an integer type.
#[allow(clippy::cast_possible_truncation)] // It is a whole number of 32 bits.
fn integer(expression: &Expression) -> TokenStream {
    let ExpressionKind::Number(literal) = expression.kind else { return quote!(0) };
    let literal = literal as i64;
    let digits = Literal::i64_unsuffixed(literal.abs());
    if literal < 0 { quote!(-#digits) } else { quote!(#digits) }
}
