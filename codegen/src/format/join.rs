//! Joins the lines that prettyplease breaks early: what fits on one line goes on one line, a
//! closure that ends a call begins on the line of the call, a long return type gets a line of its own,
//! and short chains are not broken. A structure has each field on a line of its own (`literal`), so that a new
//! field changes no other line.
//!
//! Changes nothing but white space, trailing commas and the braces around the body of a match arm.
//! Works from the last line to the first, so that the inner lines are joined before the line that
//! contains them.

mod literal;

/// The maximum length of a joined line, in characters.
const WIDTH: usize = 100;

/// Joins lines where they fit.
pub(super) fn join(text: &str) -> String {
    // The lines after the current one, in reverse.
    let mut done: Vec<String> = Vec::new();
    for line in text.lines().rev() {
        match literal::lines(line) {
            Some(lines) => done.extend(lines.into_iter().rev()),
            None => done.push(line.to_owned()),
        }
        while join_last(&mut done) {}
    }
    let mut joined = String::with_capacity(text.len());
    for line in done.into_iter().rev() {
        joined.push_str(&line);
        joined.push('\n');
    }
    joined
}

/// Tries to join the current line, the last of `done`, with the following lines.
fn join_last(done: &mut Vec<String>) -> bool {
    if join_next(done) {
        return true;
    }
    let Some(group) = Group::of(done) else { return false };
    let Some(lines) = group
        .arm()
        .or_else(|| group.call())
        .or_else(|| group.signature())
        .or_else(|| group.hug())
        .or_else(|| group.nest())
        .or_else(|| group.head())
        .or_else(|| group.chain())
        .or_else(|| group.outdent())
    else {
        return false;
    };
    let rest = done.len() - group.lines;
    done.truncate(rest);
    done.extend(lines.into_iter().rev());
    true
}

/// Joins the line with the next one if that is the opening brace of the block of an `if`, or, in
/// the arguments of a macro, a field access (`.field`).
fn join_next(done: &mut Vec<String>) -> bool {
    let [.., next, line] = done.as_slice() else { return false };
    let is_field = next.trim_start().starts_with('.')
        && !line.trim_start().starts_with('.')
        && line.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_');
    let is_brace = next.trim() == "{" && line.trim_start().starts_with("if ");
    if indent(next) != indent(line) || !(is_field || is_brace) {
        return false;
    }
    let space = if is_brace { " " } else { "" };
    let joined = fitting(format!("{line}{space}{}", next.trim_start()));
    // If the field access does not fit, the value before it moves to the next line.
    let moved = || {
        let (before, value) = line.rsplit_once(", ")?;
        let moved = fitting(format!("{}{value}{}", " ".repeat(indent(line)), next.trim_start()))?;
        Some(moved.into_iter().chain([format!("{before},")]).collect())
    };
    let joined: Option<Vec<String>> = joined.or_else(|| moved().filter(|_| is_field));
    let Some(joined) = joined else { return false };
    done.truncate(done.len() - 2);
    done.extend(joined);
    true
}

/// A line, the more deeply indented lines below it, and the line that closes them.
struct Group {
    indent: usize,
    opening: String,
    inner: Vec<String>,
    closing: Option<String>,
    /// The number of all these lines.
    lines: usize,
}

impl Group {
    fn of(done: &[String]) -> Option<Self> {
        let mut lines = done.iter().rev();
        let opening = lines.next()?;
        let indent = indent(opening);
        if is_note(opening) {
            return None;
        }
        let inner: Vec<String> =
            lines.by_ref().take_while(|line| self::indent(line) > indent).cloned().collect();
        let after = done.iter().rev().nth(inner.len() + 1);
        let closing = after.filter(|line| {
            self::indent(line) == indent && line.trim_start().starts_with([')', ']', '}'])
        });
        if inner.is_empty() || inner.iter().any(|line| is_note(line)) {
            return None;
        }
        let lines = 1 + inner.len() + usize::from(closing.is_some());
        Some(Self { indent, opening: opening.clone(), inner, closing: closing.cloned(), lines })
    }

    /// The inner lines if each is indented by one step and so is a complete element.
    fn elements(&self) -> Option<Vec<&str>> {
        let is_element = |line: &String| indent(line) == self.indent + 4;
        self.inner
            .iter()
            .all(is_element)
            .then(|| self.inner.iter().map(|line| line.trim()).collect())
    }

    /// Whether this is a tuple of one element, whose trailing comma must stay, as `(a)` is not a
    /// tuple.
    fn is_tuple_of_one(&self) -> bool {
        let Some(before) = self.opening.strip_suffix('(') else { return false };
        let is_call =
            before.ends_with(|last: char| last.is_alphanumeric() || "_!>)]?".contains(last));
        let is_end = |line: &&String| indent(line) == self.indent + 4 && line.ends_with(',');
        !is_call && self.inner.iter().filter(is_end).count() == 1
    }

    /// Joins `pattern => {`, one expression and `}` into a match arm on one line.
    fn arm(&self) -> Option<Vec<String>> {
        let pattern = self.opening.strip_suffix("=> {")?;
        let [expression] = self.elements()?.try_into().ok()?;
        let closes = self.closing.as_deref().is_some_and(|line| line.trim() == "}");
        let lines = fitting(format!("{pattern}=> {expression},")).filter(|_| closes)?;
        // A block can also contain an item or a statement.
        syn::parse_str::<syn::Expr>(expression).is_ok().then_some(lines)
    }

    /// Joins a call or list whose elements all fit on the line.
    fn call(&self) -> Option<Vec<String>> {
        let elements = self.elements()?;
        let closing = self.closing.as_deref()?.trim_start();
        if !self.opening.ends_with(['(', '[']) && !self.opening.ends_with("::{") {
            return None;
        }
        let separated = elements.iter().rev().skip(1).all(|element| element.ends_with(','));
        if !separated {
            return None;
        }
        let elements = elements.join(" ");
        let without_comma = elements.strip_suffix(',').filter(|_| !self.is_tuple_of_one());
        let elements = without_comma.unwrap_or(&elements);
        fitting(format!("{}{elements}{closing}", self.opening))
    }

    /// Joins a signature into two lines, one for the parameters and one for the return type. The
    /// parameters of a constructor are not joined.
    fn signature(&self) -> Option<Vec<String>> {
        let returned = self.closing.as_deref()?.trim_start().strip_prefix(") -> ")?;
        let parameters = self.elements()?.join(" ");
        let parameters = parameters.strip_suffix(',').unwrap_or(&parameters);
        let is_signature = self.opening.contains("fn ") && self.opening.ends_with('(');
        if !is_signature || returned == "Self {" {
            return None;
        }
        let mut lines = fitting(format!("{}{parameters})", self.opening))?;
        lines.extend(fitting(format!("{}-> {returned}", " ".repeat(self.indent + 4)))?);
        Some(lines)
    }

    /// Joins a call whose last argument is a block, which then begins on the line of the call.
    fn hug(&self) -> Option<Vec<String>> {
        if !self.opening.ends_with('(') || self.is_tuple_of_one() {
            return None;
        }
        let closing = self.closing.as_deref()?.trim_start();
        let (last, body) = self.inner.split_last()?;
        let block =
            body.iter().position(|line| line.ends_with('{') && indent(line) == self.indent + 4)?;
        let (before, block) = body.split_at(block);
        let (head, block) = block.split_first()?;
        let is_last = matches!(last.trim(), "}," | "}") && indent(last) == self.indent + 4;
        let is_one_block =
            block.iter().all(|line| line.is_empty() || indent(line) > self.indent + 4);
        let are_elements =
            before.iter().all(|line| indent(line) == self.indent + 4 && line.ends_with(','));
        if !(is_last && is_one_block && are_elements) {
            return None;
        }
        let before: Vec<&str> =
            before.iter().map(|line| line.trim()).chain([head.trim()]).collect();
        let mut lines = fitting(format!("{}{}", self.opening, before.join(" ")))?;
        lines.extend(block.iter().map(|line| dedent(line)));
        lines.push(format!("{}}}{closing}", " ".repeat(self.indent)));
        Some(lines)
    }

    /// Joins a call whose only argument is a call, which then begins on the line of the outer one.
    fn nest(&self) -> Option<Vec<String>> {
        let closing = self.closing.as_deref()?.trim_start();
        let [first, body @ .., last] = self.inner.as_slice() else { return None };
        let is_call = |line: &str| line.ends_with('(') && !line.trim_start().starts_with('.');
        if self.is_tuple_of_one() {
            return None;
        }
        let are_inside = body.iter().all(|line| indent(line) > self.indent + 4);
        let is_nested = is_call(&self.opening) && is_call(first) && are_inside && !body.is_empty();
        let is_closed = matches!(last.trim(), ")" | "),") && indent(last) == self.indent + 4;
        if !(is_nested && is_closed) {
            return None;
        }
        let mut lines = fitting(format!("{}{}", self.opening, first.trim_start()))?;
        lines.extend(body.iter().map(|line| dedent(line)));
        lines.push(format!("{})){}", " ".repeat(self.indent), closing.strip_prefix(')')?));
        Some(lines)
    }

    /// Joins a call at the head of a chain with its only argument.
    fn head(&self) -> Option<Vec<String>> {
        let [argument, closing, link, ..] = self.inner.as_slice() else { return None };
        let is_head = self.opening.ends_with('(')
            && indent(argument) == self.indent + 8
            && closing.trim() == ")"
            && link.trim_start().starts_with('.')
            && indent(link) == self.indent + 4;
        let argument = argument.trim().strip_suffix(',').filter(|_| is_head)?;
        let mut lines = fitting(format!("{}{argument})", self.opening))?;
        lines.extend(self.inner.iter().skip(2).cloned());
        lines.extend(self.closing.clone());
        Some(lines)
    }

    /// Joins `value` and `.method(…)` if it is the only link of the chain or all links fit on the
    /// line.
    fn chain(&self) -> Option<Vec<String>> {
        let is_link =
            |line: &&String| indent(line) == self.indent + 4 && line.trim_start().starts_with('.');
        let first = self.inner.first().filter(|line| is_link(line))?;
        if self.opening.ends_with([',', ';', '{', '(', '=']) {
            return None;
        }
        let count = self.inner.iter().filter(is_link).count();
        if let Some(elements) = self.elements().filter(|elements| elements.len() == count) {
            let mut lines = fitting(format!("{}{}", self.opening, elements.concat()))?;
            lines.extend(self.closing.clone());
            return Some(lines);
        }
        if count != 1 {
            return None;
        }
        let mut lines = fitting(format!("{}{}", self.opening, first.trim_start()))?;
        lines.extend(self.inner.iter().skip(1).map(|line| dedent(line)));
        lines.extend(self.closing.clone());
        Some(lines)
    }

    /// Moves the arguments of a call that do not fit on its line, and the links of the chain after it, to the
    /// left, where rustfmt has them.
    fn outdent(&self) -> Option<Vec<String>> {
        let at = |line: &&String, step: usize| indent(line) == self.indent + step;
        let arguments: Vec<&String> =
            self.inner.iter().take_while(|line| indent(line) >= self.indent + 8).collect();
        let closing = self
            .inner
            .get(arguments.len())
            .filter(|line| at(line, 4) && line.trim_start().starts_with(')'))?;
        if !self.opening.ends_with('(') || !arguments.first().is_some_and(|line| at(line, 8)) {
            return None;
        }
        let joined = arguments.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let joined = joined.strip_suffix(',').unwrap_or(&joined);
        if fitting(format!("{}{joined}{}", self.opening, closing.trim())).is_some() {
            return None;
        }
        let inner = self.inner.iter().map(|line| dedent(line));
        let first = std::iter::once(self.opening.clone());
        Some(first.chain(inner).chain(self.closing.clone()).collect())
    }
}

fn fitting(line: String) -> Option<Vec<String>> {
    (line.chars().count() <= WIDTH).then(|| vec![line])
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn dedent(line: &str) -> String {
    line.strip_prefix("    ").unwrap_or(line).to_owned()
}

/// Whether a line is a comment or an attribute, which are not joined.
fn is_note(line: &str) -> bool {
    line.trim_start().starts_with("//") || line.trim_start().starts_with("#[")
}

#[cfg(test)]
mod tests;
