//! Generates random Rust files from the constructs of emitted code, with names and strings of all
//! lengths, so that prettyplease breaks lines in all places.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Text inside string literals that looks like the syntax by which lines are recognized.
const PARTS: [&str; 17] = [
    "(", ")", "{", "}", "[", "=> {", ",", ";", "    ", ".", "//", "\\n", "\\\"", "é", "words",
    "if ", "::{",
];

const TYPES: [&str; 3] = ["u8", "String", "Option<Vec<BTreeMap<String, types::Person>>>"];

const LITERALS: [&str; 7] = ["1_000", "true", "'{'", "()", "b\"(\"", "-1.5", "(0..2)"];

/// A file that parses.
pub(super) fn file() -> impl Strategy<Value = String> {
    vec(item(), 1..4).prop_map(|items| items.join("\n"))
}

fn item() -> impl Strategy<Value = String> {
    let functions = vec(function(), 1..3).prop_map(|functions| functions.join("\n"));
    let names = vec(name(), 1..6).prop_map(|names| names.join(", "));
    let list = list(expression().boxed()).boxed();
    prop_oneof![
        3 => function(),
        1 => functions.prop_map(|functions| format!("impl A {{ const B: u8 = 1; {functions} }}")),
        1 => (name(), fields()).prop_map(|(a, fields)| format!("pub struct {a} {{ {fields} }}")),
        1 => (name(), fields())
            .prop_map(|(a, fields)| format!("a::setters! {{ #[new] struct {a} {{ {fields} }} }}")),
        1 => (name(), names).prop_map(|(a, names)| format!("use {a}::{{{names}}};")),
        1 => (name(), name(), string())
            .prop_map(|(a, b, c)| format!("enum {a} {{ #[doc = {c}] A(Box<{b}>), {b}, C {{ c: u8 }} }}")),
        1 => (name(), list.clone()).prop_map(|(a, list)| format!("const {a}: &[T] = &[{list}];")),
        1 => (name(), list).prop_map(|(a, list)| format!("static {a}: T = T::new({list});")),
    ]
}

fn function() -> impl Strategy<Value = String> {
    let block = block(expression().boxed());
    (name(), fields(), select(&TYPES[..]), block)
        .prop_map(|(name, fields, of, block)| format!("fn {name}({fields}) -> {of} {block}"))
}

fn fields() -> impl Strategy<Value = String> {
    let field = (name(), select(&TYPES[..])).prop_map(|(name, of)| format!("{name}: {of}"));
    vec(field, 0..4).prop_map(|fields| fields.join(", "))
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![4 => 1..9_usize, 2 => 9..30_usize, 1 => 30..70_usize]
        .prop_map(|length| "abcdefgh_".chars().cycle().take(length).collect())
}

fn string() -> impl Strategy<Value = String> {
    vec(select(&PARTS[..]), 0..6).prop_map(|parts| format!("\"{}\"", parts.concat()))
}

fn list(of: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    vec(of, 0..4).prop_map(|list| list.join(", "))
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => name(),
        2 => name().prop_map(|name| format!("self.{name}")),
        1 => name().prop_map(|name| format!("types::{name}::write_to")),
        2 => string(),
        1 => select(&LITERALS[..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 30, 4, |inner| {
        let inner = inner.boxed();
        prop_oneof![4 => calls(inner.clone()), 2 => blocks(inner.clone()), 3 => values(inner)]
    })
}

/// Calls, chains of calls, closures and macros.
fn calls(inner: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let list = list(inner.clone()).boxed();
    let link = (name(), list.clone(), select(&["", "?"][..]))
        .prop_map(|(name, list, end)| format!(".{name}({list}){end}"));
    let start = prop_oneof![name(), (name(), list.clone()).prop_map(|(a, b)| format!("{a}({b})"))];
    prop_oneof![
        4 => (name(), list.clone()).prop_map(|(name, list)| format!("{name}({list})")),
        4 => (start, vec(link, 1..4)).prop_map(|(start, links)| start + &links.concat()),
        1 => (name(), list.clone()).prop_map(|(name, list)| format!("A::<{name}>::a({list})")),
        3 => (name(), inner.clone()).prop_map(|(name, body)| format!("|r, {name}| {body}")),
        2 => block(inner.clone()).prop_map(|block| format!("move |w| {block}")),
        1 => inner.clone().prop_map(|value| format!("format!(\"{{}}\", {value})")),
        1 => list.prop_map(|list| format!("vec![{list}]")),
        1 => (string(), inner).prop_map(|(a, b)| format!("map!({{ {a}: {b}, \"b\": [{b}] }})")),
    ]
}

/// Expressions with blocks.
fn blocks(inner: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let block = block(inner.clone()).boxed();
    let pattern = prop_oneof![
        string(),
        name().prop_map(|name| format!("Kind::{name}(a)")),
        name().prop_map(|name| format!("{name} if a(b)")),
        name().prop_map(|name| format!("A | {name} {{ .. }}")),
    ];
    let arm = prop_oneof![
        (pattern.clone(), inner.clone())
            .prop_map(|(pattern, value)| format!("{pattern} => {value},")),
        (pattern, block.clone()).prop_map(|(pattern, block)| format!("{pattern} => {block}")),
    ];
    let arms = vec(arm, 0..4).prop_map(|arms| arms.join("\n"));
    prop_oneof![
        3 => (inner.clone(), arms).prop_map(|(a, arms)| format!("match ({a}) {{ {arms} _ => {{}} }}")),
        2 => (inner.clone(), block.clone(), block.clone())
            .prop_map(|(a, yes, no)| format!("if ({a}) {yes} else {no}")),
        1 => (inner.clone(), block.clone())
            .prop_map(|(a, block)| format!("if let Some(a) = f({a}) && b {block}")),
        1 => (inner.clone(), block.clone()).prop_map(|(a, block)| format!("for a in f({a}) {block}")),
        1 => (inner, block.clone()).prop_map(|(a, block)| format!("'a: while a({a}) {block}")),
        1 => block,
    ]
}

/// Operators, structures, arrays and tuples.
fn values(inner: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let two = (inner.clone(), inner.clone()).boxed();
    let list = list(inner.clone()).boxed();
    prop_oneof![
        2 => inner.clone().prop_map(|value| format!("&mut ({value})")),
        1 => inner.clone().prop_map(|value| format!("({value})?")),
        1 => inner.clone().prop_map(|value| format!("!({value}).await")),
        1 => inner.clone().prop_map(|value| format!("({value}) as u8")),
        1 => inner.clone().prop_map(|value| format!("return ({value})")),
        1 => inner.clone().prop_map(|value| format!("[{value}; 3]")),
        1 => inner.prop_map(|value| format!("({value},)")),
        1 => two.clone().prop_map(|(a, b)| format!("({a}) + ({b})")),
        1 => two.clone().prop_map(|(a, b)| format!("({a}) == ({b}) && c")),
        1 => two.clone().prop_map(|(a, b)| format!("({a}, {b})")),
        2 => (name(), two.clone())
            .prop_map(|(name, (a, b))| format!("Self {{ {name}: {a}, b: {b}, ..Self::new() }}")),
        1 => (name(), two).prop_map(|(name, (a, b))| format!("a::{name} {{ a: {a}, b, c: {b} }}")),
        1 => list.prop_map(|list| format!("[{list}]")),
    ]
}

fn block(inner: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    let statement = prop_oneof![
        2 => (name(), inner.clone()).prop_map(|(name, value)| format!("let {name} = {value};")),
        1 => inner.clone().prop_map(|value| format!("({value});")),
        1 => (name(), inner.clone())
            .prop_map(|(name, value)| format!("let Some({name}) = f({value}) else {{ return a; }};")),
        1 => name().prop_map(|name| format!("fn {name}() {{}}")),
        2 => (name(), inner.clone()).prop_map(|(name, value)| format!("{name}({value});")),
        1 => (name(), inner.clone())
            .prop_map(|(name, value)| format!("#[cfg(a)] {name}!(\"{{}}\", {value});")),
    ];
    let last =
        prop_oneof![inner.prop_map(|value| format!("({value})")), Just(String::new()), name()];
    (vec(statement, 0..3), last)
        .prop_map(|(statements, last)| format!("{{ {} {last} }}", statements.join(" ")))
}
