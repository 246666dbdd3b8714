//! Tests valid and invalid HTML and the resulting lines.

use super::markdown;

#[test]
fn html_becomes_markdown() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        ("<p> </p>", &[]),
        ("<p>a\n      b</p>\n <p>c</p>", &["a b", "", "c"]),
        (
            "<p>The <b>big</b>, <i>small</i> and <code>odd</code>.</p>",
            &["The **big**, *small* and `odd`."],
        ),
        (
            "<p>See <a href=\"https://a.com/b\">the <code>B</code> page</a>.</p>",
            &["See [the `B` page](https://a.com/b)."],
        ),
        (
            "<a href=\"\">A</a> <a href=\"b.html\">B</a> <a href='javascript:c()'>C</a> <a>D</a>",
            &["A B C D"],
        ),
        ("<code>s3://<bucket>/<i>key</i></code>", &["`s3://<bucket>/key`"]),
        (
            "<p>Use <bucket>, [x] or <Code>y</Code>.</p>",
            &["Use \\<bucket>, \\[x] or \\<Code>y\\</Code>."],
        ),
        ("<code><a href=\"https://a.com\">A</a></code>", &["[`A`](https://a.com)"]),
        ("<fullname>Amazon A</fullname><p>b</p>", &["Amazon A", "", "b"]),
        ("<h2>Title #</h2><p>a<br/>b<br><br>c<br></p>", &["## Title \\#", "", "a\\", "b", "", "c"]),
        (
            "<p>a</p><script>if (a < b) { '<p>' }</script><style>p {}</style><!-- c --><p>d</p>",
            &["a", "", "d"],
        ),
        (
            "<p>1 &lt; 2 &amp;&amp; &quot;x&quot;&nbsp;&#8211; &region=1</p>",
            &["1 < 2 && \"x\" – &region=1"],
        ),
        ("first <b>a</b>\n\nsecond", &["first **a**", "", "second"]),
        (
            "<p>- a</p><p># b</p><p>1. c</p><p>+ d</p><p>> e</p>",
            &["\\- a", "", "\\# b", "", "1\\. c", "", "\\+ d", "", "\\> e"],
        ),
        ("<p>a|b<br>-|-<br>c|d</p>", &["a|b\\", "\\-|-\\", "c|d"]),
        ("<p>at https://a.com/x.</p>", &["at <https://a.com/x>."]),
        ("<p>a */ \"# ]] b</p>", &["a \\*/ \"# ]] b"]),
    ];
    check(table);
}

#[test]
fn blocks_are_nested() {
    let table: &[(&str, &[&str])] = &[
        (
            "<p>a:</p><ul> <li> <p>b</p> </li> <li><p>c</p></li> </ul><p>d</p>",
            &["a:", "", "- b", "- c", "", "d"],
        ),
        (
            "<ol><li><p>a</p><p>b</p><ul><li>c<ul><li>d</ul></ul><p>e</p></li><li>f</li></ol>",
            &["1. a", "", "   b", "   - c", "     - d", "", "   e", "2. f"],
        ),
        ("<li>a<li>b", &["- a", "- b"]),
        ("<ol><li></li><li>a</li></ol>", &["1. a"]),
        ("<ul>x<li>a</li>y<li>b</li></ul>", &["x", "", "- a", "", "y", "", "- b"]),
        ("<ul><li>a</ul><ol><li>b</ol>", &["- a", "", "1. b"]),
        (
            "<dl><dt>A</dt><dd><p>b</p><p>c</p></dd><dt> D: </dt><dd>e</dd><dd>f</dd></dl>",
            &["- **A**: b", "", "  c", "- **D:** e", "", "  f"],
        ),
        (
            "<note><p>a</p><p>b</p></note><important>c</important>",
            &["> **Note:** a", ">", "> b", "", "> **Important:** c"],
        ),
        ("<note>NOTE: a</note><note></note>", &["> **Note:** a"]),
        ("<note><ul><li>a</li></ul></note>", &["> **Note:**", ">", "> - a"]),
        ("<ul><li>a<note>b</note></li><li>c</li></ul>", &["- a", "", "  > **Note:** b", "- c"]),
        (
            "<pre>\n  fn <b>a</b>() {\n    `x`\n\n\tb\n  }\n</pre>c",
            &["```text", "fn a() {", "  `x`", "", "  b", "}", "```", "", "c"],
        ),
        ("<ul><li><pre>```</pre></li></ul>", &["- ````text", "  ```", "  ````"]),
        ("<ul><li><h3>A</h3>b</li></ul>", &["- **A**", "", "  b"]),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p></td><td>d</td></tr></table>",
            &["- a | b", "- c | d"],
        ),
        ("<b>a<p>b</b><i>c</p>d</i>", &["**a**", "", "b*c*", "", "d"]),
        ("</ul></li></note></p>a", &["a"]),
    ];
    check(table);
}

#[test]
fn the_first_paragraph_is_a_summary() {
    let table: &[(&str, &[&str])] = &[
        (
            "<note>a</note><important>b</important><p>c<br>d</p><p>e</p>",
            &["c\\", "d", "", "> **Note:** a", "", "> **Important:** b", "", "e"],
        ),
        ("<note>a</note><p>b</p>", &["b", "", "> **Note:** a"]),
        ("<note>a</note><ul><li>b</ul>c", &["> **Note:** a", "", "- b", "", "c"]),
        ("<note>a", &["> **Note:** a"]),
        ("<blockquote>a</blockquote>b", &["> a", "", "b"]),
    ];
    check(table);
}

#[test]
fn lines_are_wrapped_but_not_in_links_and_code() {
    let words = "word ".repeat(40);
    let lines = markdown(&format!("<ul><li>{words}</li></ul>"));
    assert!(lines.iter().all(|line| line.len() <= 96), "{lines:?}");
    assert_eq!(lines.len(), 3);
    let code = format!("`{}`", words.trim());
    assert_eq!(markdown(&format!("<p>a <code>{words}</code> b")), ["a", code.as_str(), "b"]);
}

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<code>",
    "</code>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<note>",
    "</note>",
    "<pre>",
    "</pre>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<a href=\"https://a.b\">",
    "</a>",
    "<br>",
    "<h1>",
    "</h1>",
    "word ",
    "*",
    "`",
    "```",
    "[a]",
    "<x>",
    "<",
    "\\",
    "- ",
    "1. ",
    "> ",
    "# ",
    "---\n",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "https://a.b/c",
    "é",
    "&lt;",
    "|",
    "~~~\n",
    "\u{a0}",
    "\u{200b}",
    "\r\n",
    "<!--",
    "<script>",
];

#[test]
fn any_input_keeps_the_rules() {
    let mut seed: u64 = 1;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..24 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % PIECES.len();
            text.push_str(PIECES[at]);
        }
        let lines = markdown(&text);
        let mut fence = false;
        let mut in_list = false;
        for line in &lines {
            assert_eq!(line, line.trim_end(), "{text:?}");
            assert!(!line.contains(['\n', '\r', '\t']), "{text:?}");
            let inner = line.trim_start_matches([' ', '>', '-', '.', '0', '1', '2', '3', '4', '5']);
            if inner.starts_with("```") && inner.trim_start_matches('`').is_empty() {
                fence = false;
            } else if inner.starts_with("```") && inner.trim_start_matches('`') == "text" {
                fence = true;
            } else if !fence {
                in_list |= line.trim_start_matches(['>', ' ']).starts_with(['-', '1']);
                assert!(in_list || !line.starts_with("    "), "{text:?}: {lines:?}");
            }
        }
        assert!(!fence, "{text:?}: {lines:?}");
        assert!(lines.first().is_none_or(|line| !line.is_empty()), "{text:?}");
        assert!(lines.last().is_none_or(|line| !line.is_empty()), "{text:?}");
    }
}

const REPEATED: &[&str] = &[
    "<ul><li>a",
    "<note>a",
    "<b>a",
    "<p>a",
    "<code>a",
    "<li>a",
    "<div>a",
    "<a href=\"https://a.b\">a",
    "<dl><dt>a",
    "<dl><dt>a<dd>",
    "<script>",
    "<!--",
    "<a href=\"",
    "<style>a</",
    "&",
    "&amp;",
    "[",
    "[a](",
    "[a][",
    "`",
    "` `` ",
    "> ",
    "- ",
    "> - ",
    "  - a\n",
    "1. a\n",
    "<",
    "< p",
    "<p ",
    "*a",
    "https://",
    "https://)",
    "https://(",
    "hé",
    "https://a.b{ ",
    "http",
    "<pre>",
    "<br>",
    "<b></b><br>",
    "</ul>",
    "</note>",
    "!",
    "\\",
    "\n\n",
    "~~~\n",
    "<a href=x>",
    "<ol><li><note>a",
    "<table><tr><td>a",
    "a|b\n-|-\n",
    "    a\n",
    "#",
    "=\n",
];

#[test]
fn deep_and_long_input_makes_output_of_its_size() {
    for piece in REPEATED {
        for prefix in ["", "<b>"] {
            let text = format!("{prefix}{}", piece.repeat(10_000));
            let size: usize = markdown(&text).iter().map(|line| line.len() + 1).sum();
            assert!(size <= 20 * text.len(), "{piece:?} makes {size} bytes");
        }
    }
}

fn check(table: &[(&str, &[&str])]) {
    for (text, lines) in table {
        assert_eq!(markdown(text), *lines, "{text}");
    }
}
