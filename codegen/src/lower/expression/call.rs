//! Lowers the call of a function (<https://jmespath.org/specification.html#built-in-functions>) to
//! a typed expression.

use super::{Expressions, Lowered, compare, convert, is_text, name_of};
use crate::ir::{Expression, ExpressionKind, ExpressionType, Function, FunctionBy, Number};
use crate::jmespath::{Expr, ExprKind, Problem};

type Converted = Option<Expression>;

impl Expressions<'_> {
    pub(super) fn call(
        &self,
        current: &Expression,
        name: &str,
        arguments: &[Expr],
        offset: usize,
    ) -> Lowered {
        if let Some(lowered) = self.call_by(current, name, arguments) {
            return lowered;
        }
        let values: Result<Vec<Expression>, Problem> =
            arguments.iter().map(|argument| self.of(current, argument)).collect();
        let values = values?;
        if name == "not_null" {
            return not_null(values, offset);
        }
        match <[Expression; 1]>::try_from(values) {
            Ok([of]) => self.of_one(name, of, offset),
            Err(values) => match <[Expression; 2]>::try_from(values) {
                Ok([first, second]) => of_two(name, first, second, offset),
                Err(values) => Err(Problem::new(offset, unknown(name, values.len()))),
            },
        }
    }

    fn of_one(&self, name: &str, of: Expression, offset: usize) -> Lowered {
        let shown = name_of(&of.ty);
        let number = |function| of_number(function, of.clone());
        let called = match name {
            "length" => return compare::length(of, offset),
            "keys" => return self.keys(of, offset),
            "values" => return self.values(of, offset),
            "type" => return type_of(of, offset),
            "abs" => number(Function::Abs),
            "ceil" => number(Function::Ceil),
            "floor" => number(Function::Floor),
            "sum" => of_numbers(Function::Sum, of),
            "avg" => of_numbers(Function::Average, of),
            "max" => extreme(Function::Greatest, Function::LastText, of),
            "min" => extreme(Function::Least, Function::FirstText, of),
            "sort" => sorted(of),
            "reverse" => reversed(of),
            "to_string" => to_string(of),
            "to_number" => to_number(of),
            "to_array" => Some(to_array(of)),
            _ => return Err(Problem::new(offset, unknown(name, 1))),
        };
        called.ok_or_else(|| {
            Problem::new(offset, format!("`{}` does not accept {shown}", name.escape_debug()))
        })
    }

    /// Calls of functions that evaluate an expression for each element of a list; `None` for
    /// others.
    fn call_by(&self, current: &Expression, name: &str, arguments: &[Expr]) -> Option<Lowered> {
        let function = match (name, arguments) {
            ("map", [reference, list]) => return Some(self.map(current, reference, list)),
            ("sort_by", _) => FunctionBy::Sorted,
            ("max_by", _) => FunctionBy::Greatest,
            ("min_by", _) => FunctionBy::Least,
            _ => return None,
        };
        let [list, reference] = arguments else { return None };
        Some(self.by(current, function, list, reference))
    }

    fn by(&self, current: &Expression, by: FunctionBy, list: &Expr, reference: &Expr) -> Lowered {
        let of = self.of(current, list)?;
        let shown = name_of(&of.ty);
        let not_list = || Problem::new(list.offset, format!("expected a list, found {shown}"));
        let items = convert::items(of, Some).ok_or_else(not_list)?;
        let element = convert::element(&items.ty).ok_or_else(not_list)?;
        let key = convert::number(self.of(&element, referred(reference)?)?);
        let key = if matches!(key.ty, ExpressionType::Number(_)) {
            Some(key)
        } else {
            convert::text(key)
        };
        let key = key.filter(|key| !key.is_optional && element.ty.is_copy());
        let Some(key) = key else {
            let message = "expected a number or a string that is never null";
            return Err(Problem::new(reference.offset, message));
        };
        let (ty, is_optional) = match by {
            FunctionBy::Sorted => (items.ty.clone(), items.is_optional),
            FunctionBy::Greatest | FunctionBy::Least => (element.ty, true),
        };
        let kind = ExpressionKind::By(by, Box::new(items), Box::new(key));
        Ok(Expression::new(kind, ty).optional(is_optional))
    }

    /// Lowers `map`, which keeps null, unlike a projection.
    fn map(&self, current: &Expression, reference: &Expr, list: &Expr) -> Lowered {
        let of = self.of(current, list)?;
        let shown = name_of(&of.ty);
        let referred = referred(reference)?;
        let mut problem = None;
        let items = convert::items(of, |element| match self.of(&element, referred) {
            Ok(each) if each.is_optional => {
                problem = Some(Problem::new(
                    reference.offset,
                    "the expression must not be null for any element",
                ));
                None
            }
            Ok(each) => Some(each),
            Err(refused) => {
                problem = Some(refused);
                None
            }
        });
        items.ok_or_else(|| {
            let not_list = || Problem::new(list.offset, format!("expected a list, found {shown}"));
            problem.unwrap_or_else(not_list)
        })
    }

    /// The keys of a map; of a structure or union, the names of the members that are not null.
    fn keys(&self, of: Expression, offset: usize) -> Lowered {
        if let ExpressionType::Map(key, _) = &of.ty {
            let ty = ExpressionType::Items(Box::new(ExpressionType::of(key)));
            let is_optional = of.is_optional;
            return Ok(
                Expression::new(ExpressionKind::Keys(Box::new(of)), ty).optional(is_optional)
            );
        }
        let name = |name: &str, value: Expression| Expression {
            is_optional: value.is_optional,
            kind: ExpressionKind::Name {
                of: Box::new(value),
                name: name.to_owned(),
                otherwise: None,
            },
            ty: ExpressionType::Text,
        };
        self.members(of, "keys", offset, name)
    }

    /// The values of a map; of a structure or union, those of its members, if they have the same
    /// type.
    fn values(&self, of: Expression, offset: usize) -> Lowered {
        if let ExpressionType::Map(_, element) = &of.ty {
            return Ok(super::list::values_of(of.clone(), element));
        }
        self.members(of, "values", offset, |_, value| value)
    }

    /// A list of the results of `each` for the members of a structure or union.
    fn members(
        &self,
        of: Expression,
        function: &str,
        offset: usize,
        each: impl Fn(&str, Expression) -> Expression,
    ) -> Lowered {
        let Some(names) = self.member_names(&of.ty) else {
            let message = format!("`{function}` does not accept {}", name_of(&of.ty));
            return Err(Problem::new(offset, message));
        };
        super::once(of, |of| {
            let values = names.iter().map(|name| Ok(each(name, self.field(of, name, offset)?)));
            super::list::array(values.collect::<Result<_, Problem>>()?, offset)
        })
    }
}

fn of_two(name: &str, first: Expression, second: Expression, offset: usize) -> Lowered {
    let shown = format!("{} and {}", name_of(&first.ty), name_of(&second.ty));
    let called = match name {
        "contains" => return compare::contains(first, second, offset),
        "starts_with" => of_texts(Function::StartsWith, first, second, ExpressionType::Boolean),
        "ends_with" => of_texts(Function::EndsWith, first, second, ExpressionType::Boolean),
        "join" => join(first, second),
        _ => return Err(Problem::new(offset, unknown(name, 2))),
    };
    called.ok_or_else(|| {
        Problem::new(offset, format!("`{}` does not accept {shown}", name.escape_debug()))
    })
}

fn unknown(name: &str, arguments: usize) -> String {
    let name = name.escape_debug();
    format!("the function `{name}` with {arguments} arguments is not supported")
}

fn referred(expr: &Expr) -> Result<&Expr, Problem> {
    match &expr.kind {
        ExprKind::Reference(referred) => Ok(referred),
        _ => Err(Problem::new(expr.offset, "expected an expression reference (`&…`)")),
    }
}

const DOUBLE: ExpressionType = ExpressionType::Number(Number::Double);

fn of_number(function: Function, of: Expression) -> Converted {
    Some(convert::call(function, vec![convert::double(of)?], DOUBLE))
}

fn of_numbers(function: Function, of: Expression) -> Converted {
    Some(convert::call(function, vec![convert::items(of, convert::double)?], DOUBLE))
}

fn extreme(numbers: Function, texts: Function, of: Expression) -> Converted {
    if convert::element(&of.ty).is_some_and(|element| is_text(&element.ty)) {
        let items = convert::items(of, borrowed)?;
        return Some(convert::call(texts, vec![items], ExpressionType::Text));
    }
    of_numbers(numbers, of)
}

fn sorted(of: Expression) -> Converted {
    let is_text = convert::element(&of.ty).is_some_and(|element| is_text(&element.ty));
    let items = if is_text {
        convert::items(of, convert::text)?
    } else {
        convert::items(of, convert::double)?
    };
    let ty = items.ty.clone();
    Some(convert::call(Function::Sorted, vec![items], ty))
}

fn reversed(of: Expression) -> Converted {
    if is_text(&of.ty) {
        let of = convert::text(of)?;
        return Some(convert::call(Function::ReversedText, vec![of], ExpressionType::OwnedText));
    }
    if convert::is_sparse(&of.ty) {
        return None;
    }
    let items = convert::items(of, Some)?;
    let ty = items.ty.clone();
    Some(convert::call(Function::Reversed, vec![items], ty))
}

fn of_texts(
    function: Function,
    first: Expression,
    second: Expression,
    ty: ExpressionType,
) -> Converted {
    let arguments = vec![convert::text(first)?, convert::text(second)?];
    Some(convert::call(function, arguments, ty))
}

fn join(glue: Expression, of: Expression) -> Converted {
    let arguments = vec![convert::text(glue)?, convert::items(of, borrowed)?];
    Some(convert::call(Function::Join, arguments, ExpressionType::OwnedText))
}

/// A string as `&str`.
fn borrowed(expression: Expression) -> Converted {
    convert::text(expression).filter(|text| text.ty == ExpressionType::Text)
}

fn to_string(of: Expression) -> Converted {
    let of = convert::number(of);
    match &of.ty {
        ty if is_text(ty) => convert::text(of),
        ExpressionType::Boolean | ExpressionType::Number(_) => {
            Some(convert::call(Function::Text, vec![of], ExpressionType::OwnedText))
        }
        _ => None,
    }
}

fn to_number(of: Expression) -> Converted {
    if is_text(&of.ty) {
        let of = convert::text(of)?;
        return Some(convert::call(Function::ParsedNumber, vec![of], DOUBLE));
    }
    Some(convert::number(of)).filter(|number| matches!(number.ty, ExpressionType::Number(_)))
}

fn to_array(of: Expression) -> Expression {
    if convert::element(&of.ty).is_some() {
        return of;
    }
    let ty =
        ExpressionType::Array { of: Box::new(of.ty.clone()), length: 1, is_sparse: of.is_optional };
    Expression::new(ExpressionKind::List(vec![of]), ty)
}

fn not_null(values: Vec<Expression>, offset: usize) -> Lowered {
    if values.is_empty() {
        return Err(Problem::new(offset, unknown("not_null", 0)));
    }
    let several = || Problem::new(offset, "the arguments of `not_null` have different types");
    Ok(convert::first(convert::alike(values).ok_or_else(several)?))
}

/// The name of the `JMESPath` type.
fn type_of(of: Expression, offset: usize) -> Lowered {
    let name = match &of.ty {
        ExpressionType::Boolean => "boolean",
        ExpressionType::Number(_) | ExpressionType::IntEnum | ExpressionType::Time => "number",
        ExpressionType::Text | ExpressionType::OwnedText | ExpressionType::Enum => "string",
        ExpressionType::List(_) | ExpressionType::Items(_) | ExpressionType::Array { .. } => {
            "array"
        }
        ExpressionType::Both
        | ExpressionType::Message(_)
        | ExpressionType::Structure(_)
        | ExpressionType::Union(_)
        | ExpressionType::Map(..)
        | ExpressionType::Object(_) => "object",
        ExpressionType::Null => "null",
        ExpressionType::Opaque => {
            return Err(Problem::new(
                offset,
                format!("`type` does not accept {}", name_of(&of.ty)),
            ));
        }
    };
    let otherwise = Some("null".to_owned());
    let kind = ExpressionKind::Name { of: Box::new(of), name: name.to_owned(), otherwise };
    Ok(Expression::new(kind, ExpressionType::Text))
}
