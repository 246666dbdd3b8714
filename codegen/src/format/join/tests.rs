//! Tests that lines are joined as expected, and that only white space changes.

mod sources;
mod tokens;

use super::*;

#[test]
fn what_fits_is_joined() {
    let table = [
        ("f(\n    a,\n    |r| r.b(c),\n)\n", "f(a, |r| r.b(c))\n"),
        (
            "match k {\n    \"A\" => {\n        r.set(a, b)\n    }\n    _ => c(),\n}\n",
            "match k {\n    \"A\" => r.set(a, b),\n    _ => c(),\n}\n",
        ),
        ("a\n    .b(|x| {\n        y();\n    })?;\n", "a.b(|x| {\n    y();\n})?;\n"),
        (
            "a.b(\n    &mut c,\n    |r, key| match key {\n        _ => d,\n    },\n);\n",
            "a.b(&mut c, |r, key| match key {\n    _ => d,\n});\n",
        ),
        (
            "a(\n        b,\n    )\n    .c(d)\n    .e(|| {\n        f\n    })\n",
            "a(b)\n    .c(d)\n    .e(|| {\n        f\n    })\n",
        ),
        ("if a\n{\n    b;\n}\n", "if a {\n    b;\n}\n"),
        ("f!(\n    \"{}\", a\n    .b\n)\n", "f!(\"{}\", a.b)\n"),
        ("a(\n    B::b(\n        c,\n    ),\n);\n", "a(B::b(c));\n"),
        ("Self { a: 1, ..b }\n", "Self {\n    a: 1,\n    ..b\n}\n"),
        ("use a::{\n    B, C,\n};\n", "use a::{B, C};\n"),
        ("a = (\n    b,\n);\n", "a = (b,);\n"),
        ("a = (\n    b,\n    c,\n);\n", "a = (b, c);\n"),
    ];
    for (text, expected) in table {
        assert_eq!(join(text), expected);
    }
}

/// As rustfmt does, and not indented by another step as by prettyplease.
#[test]
fn a_chain_after_broken_arguments_begins_below_its_call() {
    let long = "b".repeat(60);
    let text =
        format!("a = A::new(\n        {long},\n        {long},\n    )\n    .c()\n    .d();\n");
    let expected = format!("a = A::new(\n    {long},\n    {long},\n)\n.c()\n.d();\n");
    assert_eq!(join(&text), expected);
}

#[test]
fn return_types_have_a_line() {
    let returned = format!("Result<{}, B>", "a".repeat(80));
    let text = format!("fn a(\n    &self,\n    b: C,\n) -> {returned} {{\n    d()\n}}\n");
    assert_eq!(join(&text), format!("fn a(&self, b: C)\n    -> {returned} {{\n    d()\n}}\n"));
    let text =
        format!("fn a(\n    b: {returned},\n    c: D,\n) -> Self {{\n    d();\n    e()\n}}\n");
    assert_eq!(join(&text), text);
}

#[test]
fn what_does_not_fit_or_is_documented_stays() {
    let long = format!("f(\n    {},\n    b,\n)\n", "a".repeat(95));
    for text in [
        long.as_str(),
        "struct A {\n    a: B,\n}\n",
        "enum A {\n    /// Docs.\n    B(\n        C,\n    ),\n    D,\n}\n"
            .replace("B(\n        C,\n    )", "B")
            .as_str(),
        "{\n    a();\n    b()\n}\n",
        "match a {\n    b => {\n        fn c() {}\n    }\n}\n",
        "a = (\n    |b| {\n        c();\n    },\n);\n",
    ] {
        assert_eq!(join(text), text);
    }
}
