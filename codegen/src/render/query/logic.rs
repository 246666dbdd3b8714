//! In: comparisons and conditions. Out: Rust expressions of type `bool`; a comparison of order that may
//! lack a side is an `Option<bool>`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::variable::{Roots, Variable};
use super::{as_float, call, chain, place, value};
use crate::ir::{Comparison, Kind, Logic, Number, Query, QueryStep};

/// Whether a value is this text.
pub(in super::super) fn text_equals(
    query: &Query,
    expected: &str,
    roots: &Roots<'_>,
) -> TokenStream {
    let variable = roots.root();
    let tokens = value(query, &variable);
    match (&query.kind, query.is_optional) {
        (Kind::Enum, true) => {
            let name = super::name(query, &variable);
            quote!(#tokens.is_some_and(|#name| #name.as_str() == #expected))
        }
        (Kind::Enum, false) => {
            let tokens = place(query, &variable);
            quote!(#tokens.as_str() == #expected)
        }
        (Kind::OwnedText, true) => quote!(#tokens.as_deref() == Some(#expected)),
        (_, true) => quote!(#tokens == Some(#expected)),
        (_, false) => quote!(#tokens == #expected),
    }
}

/// Whether a value is this boolean.
pub(in super::super) fn boolean_equals(
    query: &Query,
    expected: bool,
    roots: &Roots<'_>,
) -> TokenStream {
    let variable = roots.root();
    if query.is_optional {
        let tokens = value(query, &variable);
        return quote!(#tokens == Some(#expected));
    }
    let tokens = operand(query, &variable);
    if expected { tokens } else { quote!(!#tokens) }
}

/// A value as a part of a larger expression.
pub(super) fn operand(query: &Query, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(query, variable);
    match &query.step {
        QueryStep::And(..) | QueryStep::Or(..) | QueryStep::Compare(..) => quote!((#tokens)),
        QueryStep::Truth(of)
            if of.kind == Kind::Boolean && !matches!(of.step, QueryStep::Compare(..)) =>
        {
            quote!((#tokens))
        }
        _ => tokens,
    }
}

/// Two conditions with `&&` or `||` between them.
pub(super) fn joined_by(
    operator: &TokenStream,
    left: &Query,
    right: &Query,
    variable: &Variable<'_>,
) -> TokenStream {
    let (left, right) = (operand(left, variable), operand(right, variable));
    quote!(#left #operator #right)
}

/// What `&&` or `||` makes of booleans that may be null.
pub(super) fn of_options(
    logic: Logic,
    left: &Query,
    right: &Query,
    variable: &Variable<'_>,
) -> TokenStream {
    let option = |query: &Query| {
        let tokens = value(query, variable);
        if query.is_optional { tokens } else { quote!(Some(#tokens)) }
    };
    let (left, right, acceptor) = (option(left), option(right), variable.acceptor());
    match logic {
        Logic::And => quote!(#acceptor::and(#left, #right)),
        Logic::Or => quote!(#acceptor::or(#left, #right)),
    }
}

/// Whether a string, list or map has anything in it.
fn is_full(kind: &Kind, tokens: &TokenStream) -> TokenStream {
    match kind {
        Kind::Enum => quote!(!#tokens.as_str().is_empty()),
        _ => quote!(!#tokens.is_empty()),
    }
}

/// A string, list or map that has something in it; another one becomes null.
pub(super) fn if_true(of: &Query, variable: &Variable<'_>) -> TokenStream {
    let (tokens, full) = (value(of, variable), is_full(&of.kind, &quote!(value)));
    let option = if of.is_optional { tokens } else { quote!(Some(#tokens)) };
    quote!(#option.filter(|value| #full))
}

/// Whether a value counts as true.
pub(super) fn truth(of: &Query, variable: &Variable<'_>) -> TokenStream {
    if let QueryStep::Compare(comparison, left, right) = &of.step {
        return joined(*comparison, left, right, variable, &quote!(is_some_and));
    }
    let tokens = value(of, variable);
    let has_length = matches!(
        of.kind,
        Kind::Text | Kind::OwnedText | Kind::Enum | Kind::List(_) | Kind::Map(..)
    );
    match (&of.kind, of.is_optional) {
        (Kind::Boolean, true) => quote!(#tokens == Some(true)),
        (kind, true) if has_length => {
            let full = is_full(kind, &quote!(value));
            quote!(#tokens.is_some_and(|value| #full))
        }
        (kind, false) if has_length => is_full(kind, &place(of, variable)),
        (Kind::Items(_), true) => {
            quote!(#tokens.is_some_and(|mut value| value.next().is_some()))
        }
        (Kind::Items(_), false) => quote!(#tokens.next().is_some()),
        (_, true) => call::is_there(of, variable),
        (_, false) => tokens,
    }
}

pub(super) fn contains(of: &Query, wanted: &Query, variable: &Variable<'_>) -> TokenStream {
    let sought = if wanted.is_optional { quote!(wanted) } else { text(wanted, variable) };
    chain(of, variable, false, |tokens| {
        let same = match &wanted.kind {
            Kind::Boolean if wanted.step == QueryStep::Boolean(true) => quote!(candidate),
            Kind::Boolean if wanted.step == QueryStep::Boolean(false) => quote!(!candidate),
            Kind::Number(_) | Kind::Boolean => quote!(candidate == #sought),
            _ => quote!(AsRef::<str>::as_ref(&candidate) == #sought),
        };
        let test = match &of.kind {
            Kind::Text | Kind::OwnedText => quote!(#tokens.contains(#sought)),
            Kind::Enum => quote!(#tokens.as_str().contains(#sought)),
            Kind::Items(_) => quote!({
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

/// A string as a `&str`.
fn text(query: &Query, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(query, variable);
    match (&query.kind, query.is_optional) {
        (Kind::Enum, true) => quote!(#tokens.map(|value| value.as_str())),
        (Kind::OwnedText, true) => quote!(#tokens.as_deref()),
        (Kind::Enum | Kind::OwnedText, false) => {
            let tokens = place(query, variable);
            quote!(#tokens.as_str())
        }
        _ => tokens,
    }
}

pub(super) fn compare(
    comparison: Comparison,
    left: &Query,
    right: &Query,
    variable: &Variable<'_>,
) -> TokenStream {
    joined(comparison, left, right, variable, &quote!(map))
}

/// A comparison; `call` is what takes the values out of options, where that is needed.
fn joined(
    comparison: Comparison,
    left: &Query,
    right: &Query,
    variable: &Variable<'_>,
    call: &TokenStream,
) -> TokenStream {
    if let Some(tokens) = is_empty(comparison, left, right, variable) {
        return tokens;
    }
    let (left_tokens, right_tokens) = match (&left.kind, &right.kind) {
        (Kind::Number(a), Kind::Number(b)) => numbers((left, *a), (right, *b), variable),
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

/// ``length(list) == `0` ``, where Rust has a word for it.
fn is_empty(
    comparison: Comparison,
    left: &Query,
    right: &Query,
    variable: &Variable<'_>,
) -> Option<TokenStream> {
    let (QueryStep::Length(of), QueryStep::Number(number)) = (&left.step, &right.step) else {
        return None;
    };
    let has_word = matches!(of.kind, Kind::List(_) | Kind::Map(..) | Kind::Text);
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

/// Two numbers in one type.
fn numbers(
    left: (&Query, Number),
    right: (&Query, Number),
    variable: &Variable<'_>,
) -> (TokenStream, TokenStream) {
    let plain = |query: &Query| value(query, variable);
    match (left, right) {
        ((a, a_type), (b, b_type)) if a_type == b_type => (plain(a), plain(b)),
        ((a, a_type), (b, _)) if fits(b, a_type) => (plain(a), integer(b)),
        ((a, _), (b, b_type)) if fits(a, b_type) => (integer(a), plain(b)),
        ((a, a_type), (b, b_type)) => {
            (as_double(a, a_type, variable), as_double(b, b_type, variable))
        }
    }
}

fn as_double(query: &Query, number: Number, variable: &Variable<'_>) -> TokenStream {
    let tokens = value(query, variable);
    match (query.is_optional, number) {
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

/// Whether a literal is a number of this integer type.
fn fits(query: &Query, number: Number) -> bool {
    let QueryStep::Number(literal) = query.step else { return false };
    let (least, most) = match number {
        Number::Byte => (f64::from(i8::MIN), f64::from(i8::MAX)),
        Number::Short => (f64::from(i16::MIN), f64::from(i16::MAX)),
        Number::Integer | Number::Long => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Number::Count => (0.0, f64::from(i32::MAX)),
        Number::Float | Number::Double | Number::Literal => return false,
    };
    literal.fract() == 0.0 && (least..=most).contains(&literal)
}

/// A literal that fits an integer type.
#[allow(clippy::cast_possible_truncation)] // It is a whole number of 32 bits.
fn integer(query: &Query) -> TokenStream {
    let QueryStep::Number(literal) = query.step else { return quote!(0) };
    let literal = literal as i64;
    let digits = Literal::i64_unsuffixed(literal.abs());
    if literal < 0 { quote!(-#digits) } else { quote!(#digits) }
}
