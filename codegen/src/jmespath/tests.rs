//! Tests the parser: expressions, and their trees in a notation with parentheses around each part.

use proptest::prelude::*;

use super::*;

/// The tree as text, such as `(a . b)`.
fn show(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Current => "@".to_owned(),
        ExprKind::Field(name) => name.clone(),
        ExprKind::Literal(value) => format!("`{value}`"),
        ExprKind::Then(first, second) => format!("({} . {})", show(first), show(second)),
        ExprKind::Index(list, index) => format!("({} # {index})", show(list)),
        ExprKind::Project(projection) => {
            let elements = match &projection.elements {
                Elements::All => "*".to_owned(),
                Elements::Flattened => "flat".to_owned(),
                Elements::Where(condition) => format!("? {}", show(condition)),
                Elements::Values => "values".to_owned(),
                Elements::Slice(Slice { start, stop, step }) => {
                    let shown = |part: &Option<i64>| part.map(|part| part.to_string());
                    let [start, stop] = [start, stop].map(|part| shown(part).unwrap_or_default());
                    format!("{start}:{stop}:{step}")
                }
            };
            format!("({} [{elements}] {})", show(&projection.list), show(&projection.each))
        }
        ExprKind::List(elements) => {
            format!("[{}]", elements.iter().map(show).collect::<Vec<_>>().join(" "))
        }
        ExprKind::Object(entries) => {
            let entry = |(name, value): &(String, Expr)| format!("{name}: {}", show(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
        }
        ExprKind::Reference(referred) => format!("&{}", show(referred)),
        ExprKind::Not(operand) => format!("(! {})", show(operand)),
        ExprKind::And(left, right) => format!("({} && {})", show(left), show(right)),
        ExprKind::Or(left, right) => format!("({} || {})", show(left), show(right)),
        ExprKind::Compare(comparison, left, right) => {
            format!("({} {comparison:?} {})", show(left), show(right))
        }
        ExprKind::Call(name, arguments) => {
            format!("{name}({})", arguments.iter().map(show).collect::<Vec<_>>().join(" "))
        }
    }
}

const TREES: &[(&str, &str)] = &[
    ("a", "a"),
    (" a.b . c ", "((a . b) . c)"),
    (r#""a b".c"#, "(a b . c)"),
    ("a[0].b[-1]", "((a # 0) . (b # -1))"),
    ("a[].b.c", "(a [flat] (b . c))"),
    ("a[*].b[*].c", "(a [*] (b [*] c))"),
    ("a[].b[].c", "((a [flat] b) [flat] c)"),
    ("[*].a", "(@ [*] a)"),
    ("[].a", "(@ [flat] a)"),
    ("a.*.b", "(a [values] b)"),
    ("*", "(@ [values] @)"),
    ("a[*] | [0]", "((a [*] @) . (@ # 0))"),
    ("a[?b == 'x'].c", "(a [? (b Equal `\"x\"`)] c)"),
    ("a[?b][]", "((a [? b] @) [flat] @)"),
    ("a[*].[b, c.d][]", "((a [*] [b (c . d)]) [flat] @)"),
    ("a || b && !c", "(a || (b && (! c)))"),
    ("!a.b", "((! a) . b)"),
    ("!(a.b)", "(! (a . b))"),
    ("a == `1` && b != `null`", "((a Equal `1`) && (b NotEqual `null`))"),
    ("length(a) >= `-1.5`", "(length(a) GreaterOrEqual `-1.5`)"),
    ("contains(a, 'it''s')", "error 16: expected `,`"),
    (r"contains(a, 'it\'s')", "contains(a `\"it's\"`)"),
    ("f()", "f()"),
    (
        "length(services[?!(length(deployments) == `1` && runningCount == desiredCount)]) == `0`",
        "(length((services [? (! ((length(deployments) Equal `1`) && (runningCount Equal desiredCount)))] @)) Equal `0`)",
    ),
    ("", "error 0: expected a value, found the end of the expression"),
    ("a.", "error 2: expected a name after the dot"),
    ("a b", "error 2: unexpected token"),
    ("a[1:2]", "(a [1:2:1] @)"),
    ("a[:-1].b", "(a [:-1:1] b)"),
    ("a[::2]", "(a [::2] @)"),
    ("[1::-1]", "(@ [1::-1] @)"),
    ("a[1:2:0]", "error 1: the step of a slice cannot be 0"),
    ("a[1:2:3:4]", "error 1: expected a slice `[start:stop:step]`"),
    ("a[1 2]", "error 4: expected `]`"),
    ("{a: b, \"c d\": e.f}", "{a: b c d: (e . f)}"),
    ("a[*].{n: b}", "(a [*] {n: b})"),
    ("a.{}", "error 2: expected an object `{name: value, …}`"),
    ("{a: b", "error 0: expected an object `{name: value, …}`"),
    ("{a b}", "error 3: expected `:`"),
    ("sort_by(a, &b.c)", "sort_by(a &(b . c))"),
    ("a[?b", "error 4: expected `]`"),
    ("'a", "error 0: missing closing `'`"),
    ("`a`", "error 0: a literal in backticks must be a JSON value"),
    ("a.b()", "(a . b())"),
    ("a[0]()", "error 4: only functions can be called"),
    ("é", "error 0: unexpected `é`"),
    ("99999999999999999999", "error 0: expected a 64-bit integer"),
    ("1", "error 0: expected a value"),
    ("\"f\"(a)", "error 3: a function name must not be quoted"),
];

#[test]
fn expressions_become_trees() {
    for (text, tree) in TREES {
        let parsed = parse(text);
        let shown = match &parsed {
            Ok(expr) => show(expr),
            Err(problem) => format!("error {}: {}", problem.offset, problem.message),
        };
        assert_eq!(shown, *tree, "{text}");
    }
}

#[test]
fn no_expression_is_too_deep_for_the_stack() {
    for part in ["a.", "(", "!", "a[?", "[", "f(", "a[*].", "a||", "a[0]", "[]", "{a:", "&", "[:]"]
    {
        assert!(parse(&part.repeat(100_000)).is_err(), "{part}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_tree_or_a_problem_within_it(
        text in "([a-z]{1,2}|[].*@!(){}|&=<>?:,`'\"\\\\\\-0-9 é\\[])*"
    ) {
        if let Err(problem) = parse(&text) {
            prop_assert!(problem.offset <= text.len());
            prop_assert!(text.is_char_boundary(problem.offset));
        }
    }
}
